/** Scores as rows of a picture and its table. */
import type { Run } from '../api/views.ts';
import { familyName } from '../words/evaluation.ts';
import { percent } from '../words/quantities.ts';

export type Score = NonNullable<Run['result']['asReviewed']>;

/** A mean between its bounds; of one that came another way, attempts are not told. */
export type Interval = Pick<Score, 'mean' | 'lower' | 'upper' | 'tasks'> & { attempts?: number };

export interface ScoreRow {
  name: string;
  score: Interval;
  /** Lowest and highest mean of other models; null where none was measured, absent where none is asked for. */
  others?: { lowest: number; highest: number } | null;
}

/** All tasks first, then the families of the suite that have a score. */
export const scoreRows = ({ asReviewed, families }: Run['result']): ScoreRow[] =>
  [{ name: 'All tasks', score: asReviewed }]
    .concat(families.map((each) => ({ name: familyName(each.family), score: each.asReviewed })))
    .flatMap(({ name, score }) => (score === null ? [] : [{ name, score }]));

export const scoreWords = ({
  mean,
  lower,
  upper,
}: Pick<Score, 'mean' | 'lower' | 'upper'>): string =>
  `${percent(mean)}, between ${percent(lower)} and ${percent(upper)}`;
