/**
 * Three samples that the deciding official opens, chosen by the code before anybody looked: from the run and
 * the commitment of its threshold, so that nobody chooses them and everybody can choose them again. They are
 * spread over how samples ended, so that three of one kind are shown only where there is one kind. Pure.
 */
import { createHash } from 'node:crypto';

export const linkedSamplesMax = 3;

interface Ended {
  position: number;
  disposition: string;
  value: number;
}

/** Positions, ascending. */
export function linkedSamplesOf(
  runId: string,
  commitment: string,
  samples: readonly Ended[],
): number[] {
  const drawn = samples
    .map((sample) => ({ sample, lot: lotOf(runId, commitment, sample.position) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ sample }) => sample);
  const kinds = new Set<string>();
  const firstOfKind = drawn.filter((sample) => {
    const isNew = !kinds.has(kindOf(sample));
    kinds.add(kindOf(sample));
    return isNew;
  });
  const rest = drawn.filter((sample) => !firstOfKind.includes(sample));
  return [...firstOfKind, ...rest]
    .slice(0, linkedSamplesMax)
    .map(({ position }) => position)
    .sort((a, b) => a - b);
}

const lotOf = (runId: string, commitment: string, position: number): string =>
  createHash('sha256')
    .update(`sallyport linked samples v1\n${runId}\n${commitment}\n${position}\n`)
    .digest('hex');

function kindOf({ disposition, value }: Ended): string {
  if (disposition !== 'scored') return disposition;
  if (value === 0) return 'unsolved';
  return value === 1 ? 'solved' : 'partly solved';
}
