/**
 * The window's end as the scheduler's input: a sample that could not be sure to end and be scored before
 * it is not begun, because half a sample costs the window and shows nothing. Pure.
 */
import type { SampleLimits } from '../limits.ts';

/** The longest a sample may take, scoring included, ms. */
export const longestMs = ({ timeMs, scoringMs }: SampleLimits): number => timeMs + scoringMs;

export function fitsWindow(now: Date, until: string | null, limits: SampleLimits): boolean {
  return until === null || now.getTime() + longestMs(limits) <= Date.parse(until);
}

/** In words, for a sample that was not begun. */
export function tooLate(until: string, limits: SampleLimits): string {
  const minutes = Math.ceil(longestMs(limits) / 60_000);
  return `the window ends at ${until}, and a sample may take ${minutes} minutes: not begun`;
}
