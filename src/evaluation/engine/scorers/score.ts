/** What a scorer says of a sample, and what every scorer is given. */
import type { Workplace } from '../place/workplace.ts';

export interface Score {
  /** 0 to 1; 1 is solved. */
  value: number;
  /** For a person: what was seen. */
  explanation: string;
  /** Where the score has parts: which held. */
  rungs?: Readonly<Record<string, boolean>>;
}

export interface Judging {
  workplace: Workplace;
  answer: string;
  /** The run's, and the scoring's own time. */
  signal: AbortSignal;
}

export const failedWith = (explanation: string): Score => ({ value: 0, explanation });
