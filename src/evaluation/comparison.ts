/**
 * Two complete runs of one suite compared, task by task. Pure. A task that is broken in either is left out of
 * both, by name; nothing else is.
 */
import { Refusal } from '#platform/problems';
import {
  differenceFromZero,
  differenceInterval,
  mcNemar,
  pairedDifference,
  type Interval,
  type McNemar,
  type TaskScores,
} from './statistics/index.ts';
import { intervalConfidence } from './result.ts';

export interface Comparison {
  /** First minus second. The interval is null where tasks of one cluster bound nothing. */
  difference: { mean: number; interval: Interval | null; standardError: number };
  /** Two-sided; null where the interval is. */
  pValue: number | null;
  /** Where every task has one attempt that was solved or not, and no two share a cluster. */
  mcNemar: McNemar | null;
  tasks: number;
  /** Mean scores of the tasks on which the two differ; on every other task they are the same. */
  differing: { task: string; first: number; second: number }[];
  /** Left out of both. */
  excluded: string[];
}

export function compareRuns(
  first: readonly TaskScores[],
  second: readonly TaskScores[],
  excluded: readonly string[],
): Comparison {
  const isKept = ({ task }: TaskScores) => !excluded.includes(task);
  const [a, b] = [first.filter(isKept), second.filter(isKept)];
  if (a.length === 0) throw new Refusal('not_comparable', 'no task is left to compare');
  const estimate = pairedDifference(a, b);
  return {
    difference: {
      mean: estimate.mean,
      interval: differenceInterval(estimate, intervalConfidence) ?? null,
      standardError: estimate.standardError,
    },
    pValue: differenceFromZero(estimate) ?? null,
    mcNemar: mcNemarOf(a, b),
    tasks: a.length,
    differing: differingTasks(a, b),
    excluded: [...excluded],
  };
}

function differingTasks(first: readonly TaskScores[], second: readonly TaskScores[]) {
  const other = new Map(second.map(({ task, scores }) => [task, meanOf(scores)]));
  return first
    .map(({ task, scores }) => ({ task, first: meanOf(scores), second: other.get(task) ?? 0 }))
    .filter((each) => each.first !== each.second);
}

const meanOf = (scores: readonly number[]): number =>
  scores.reduce((sum, score) => sum + score, 0) / scores.length;

function mcNemarOf(first: readonly TaskScores[], second: readonly TaskScores[]): McNemar | null {
  const isPlain = ({ scores }: TaskScores) =>
    scores.length === 1 && (scores[0] === 0 || scores[0] === 1);
  if (![...first, ...second].every(isPlain)) return null;
  // McNemar counts every task as its own evidence; tasks of one cluster are not.
  if (new Set(first.map(({ cluster }) => cluster)).size < first.length) return null;
  const other = new Map(second.map(({ task, scores }) => [task, scores[0]]));
  const only = (value: number) =>
    first.filter(({ task, scores }) => scores[0] === value && other.get(task) === 1 - value).length;
  return mcNemar(only(1), only(0));
}
