/**
 * From runs to a verdict. Pure. Three sentences it must never break: flaky is not confirmed; a
 * failure of our own machinery is not a failure of the proof; *claimed* never confirms.
 */
import type { Crash } from '#standards/crash';
import type { Ceiling } from './assurance.ts';

/** What one run came to; `index` counts within its role. */
export interface RunResult {
  role: 'trigger' | 'benign' | 'control';
  /** Which input: 0 for the trigger, else the benign input's place. */
  input: number;
  index: number;
  hit: boolean;
  /** `exit 0`, `SIGSEGV`, `sanitizer`, `stopped: wall-time` … */
  ended: string;
  crash?: Crash;
}

export type VerdictName =
  | 'confirmed'
  | 'not-reproduced'
  | 'flaky'
  | 'benign-hit'
  | 'claimed-only'
  | 'build-failed'
  | 'fetch-failed'
  | 'sandbox-failed'
  | 'invalid-bundle';

/** What the runs say: assurance only where something was shown. */
export type Decision =
  | { verdict: 'confirmed'; assurance: 'observed' | 'differential'; reason: string }
  | {
      verdict: 'not-reproduced' | 'flaky' | 'benign-hit' | 'claimed-only';
      assurance: 'claimed';
      reason: string;
    };

export interface Tally {
  runs: readonly RunResult[];
  benign: readonly RunResult[];
  /** Runs of the trigger on the inert or fixed stand-in; none where `observed` is possible. */
  control: readonly RunResult[];
  controlKind: 'fixed' | 'inert' | 'none';
  hitsMin: number;
  ceiling: Ceiling;
}

/** Decides in the order a sceptic would ask. */
export function decide(tally: Tally): Decision {
  const hits = countHits(tally.runs);
  const of = `${hits} of ${tally.runs.length} runs`;
  const claimed = (
    verdict: 'not-reproduced' | 'flaky' | 'benign-hit' | 'claimed-only',
    reason: string,
  ): Decision => ({
    verdict,
    assurance: 'claimed',
    reason,
  });
  if (hits === 0)
    return claimed('not-reproduced', `the oracle stayed silent in all ${tally.runs.length} runs`);
  const benignHits = countHits(tally.benign);
  if (benignHits > 0) {
    return claimed(
      'benign-hit',
      `the oracle spoke on a benign input in ${benignHits} of ${tally.benign.length} runs: it does not show this vulnerability`,
    );
  }
  const unfinished = tally.benign.find((run) => !benignEnds(run));
  if (unfinished !== undefined || tally.benign.length === 0) {
    return claimed(
      'benign-hit',
      `the benign input did not end by itself (${unfinished?.ended ?? 'never run'}): it is no control`,
    );
  }
  if (hits < tally.hitsMin) return claimed('flaky', `${of}; ${tally.hitsMin} are needed`);
  if (tally.ceiling.level === 'observed')
    return { verdict: 'confirmed', assurance: 'observed', reason: of };
  if (tally.controlKind === 'none' || tally.control.length === 0) {
    return claimed(
      'claimed-only',
      `no stand-in to compare with; ${tally.ceiling.because.join('; ')}`,
    );
  }
  const controlHits = countHits(tally.control);
  if (controlHits > 0) {
    return claimed(
      'claimed-only',
      `the trigger hits the ${tally.controlKind} stand-in too (${controlHits} of ${tally.control.length}): it shows itself, not the target`,
    );
  }
  return {
    verdict: 'confirmed',
    assurance: 'differential',
    reason: `${of}, and none on the ${tally.controlKind} stand-in; ${tally.ceiling.because.join('; ')}`,
  };
}

/** Ended by itself, as a program ends that had nothing wrong with it. */
export function benignEnds({ ended }: RunResult): boolean {
  return ended.startsWith('exit ');
}

export function countHits(runs: readonly RunResult[]): number {
  return runs.filter(({ hit }) => hit).length;
}

/** 95 % Wilson score interval of the hit rate, to four places, so that 3 of 5 never looks like 60 %. */
export function hitRate95(hits: number, runs: number): [low: number, high: number] {
  if (runs === 0) return [0, 1];
  const z = 1.959964;
  const rate = hits / runs;
  const centre = rate + (z * z) / (2 * runs);
  const spread = z * Math.sqrt((rate * (1 - rate)) / runs + (z * z) / (4 * runs * runs));
  const scale = 1 + (z * z) / runs;
  const round = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
  return [round((centre - spread) / scale), round((centre + spread) / scale)];
}
