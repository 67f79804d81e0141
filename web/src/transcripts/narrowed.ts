/** A journal's samples narrowed to as many as a list of options can hold and a reader can look through. Pure. */
import type { SampleRow } from './outline.ts';

export const samplesShownMax = 200;

/** The first that fit, by place, and how many more there are. */
export function narrowed(
  samples: readonly SampleRow[],
  part: string,
): { shown: number[]; more: number } {
  const wanted = part.trim().toLowerCase();
  const shown: number[] = [];
  let more = 0;
  for (const [at, { name }] of samples.entries()) {
    if (!name.toLowerCase().includes(wanted)) continue;
    if (shown.length < samplesShownMax) shown.push(at);
    else more += 1;
  }
  return { shown, more };
}
