/**
 * What a CSAF test is here: its clause number and a function that reports each place that breaks
 * it. Findings are data; a test never throws, and never looks at a network or a clock.
 */
import type { View } from './view.ts';

export interface CsafFinding {
  /** The clause: `6.1.27.9`, or `schema`. */
  test: string;
  /** For its author: what is wrong and what to do. */
  message: string;
  /** JSON pointer (RFC 6901). */
  instancePath: string;
}

export type Report = (instancePath: string, message: string) => void;

export interface Rule {
  test: string;
  check: (view: View, report: Report) => void;
}

/** Reports the second and every later appearance of a key. */
export function reportRepeats(
  keyed: Iterable<{ key: string; path: string }>,
  report: Report,
  message: (key: string) => string,
): void {
  const seen = new Set<string>();
  for (const { key, path } of keyed) {
    if (seen.has(key)) report(path, message(key));
    seen.add(key);
  }
}
