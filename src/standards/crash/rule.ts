/**
 * The shape of a reading rule. A tool's file is a table of these; `rules.ts` puts the tables in
 * the order in which they have to be asked.
 */
import type { Reading } from './reading.ts';

/** `'line'` ends the line: no later rule and no frame is looked for in it. */
export type Outcome = 'line' | void;

export interface Rule {
  /** A literal every matching line contains; the cheap question, asked first. */
  has?: string;
  /** Anchored unless it is a plain literal: see `lines.ts` on linear time. */
  pattern?: RegExp;
  /** Whether the rule applies at all in what has been read so far. */
  when?: (reading: Reading) => boolean;
  read: (reading: Reading, line: string, found: RegExpExecArray) => Outcome;
}

const nothing = Object.assign([''], { index: 0, input: '' }) as unknown as RegExpExecArray;

/** Asks each rule in turn; returns whether one of them ended the line. */
export function readLine(rules: readonly Rule[], reading: Reading, line: string): boolean {
  for (const rule of rules) {
    if (rule.has !== undefined && !line.includes(rule.has)) continue;
    if (rule.when !== undefined && !rule.when(reading)) continue;
    let found: RegExpExecArray | null = nothing;
    if (rule.pattern !== undefined) {
      found = rule.pattern.exec(line);
      if (found === null) continue;
    }
    if (rule.read(reading, line, found) === 'line') return true;
  }
  return false;
}
