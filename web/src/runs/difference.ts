/** A comparison in words, and its tasks in the order in which they differ. Pure. */
import type { Comparison } from '../api/views.ts';
import { plural } from '../words/quantities.ts';

/** `12.5` of a difference of 0.125: points of a hundred, with its sign. */
export const points = (share: number): string => {
  const value = Math.abs(share * 100).toFixed(1);
  return share < 0 ? `−${value}` : share > 0 ? `+${value}` : value;
};

const isOneModel = ({ first, second }: Comparison): boolean =>
  first.declaredAs === second.declaredAs;

/** Two runs of one model are not told apart by its name. */
export const sideNames = (comparison: Comparison): { first: string; second: string } =>
  isOneModel(comparison)
    ? { first: 'This run', second: 'The other run' }
    : { first: comparison.first.declaredAs, second: comparison.second.declaredAs };

export function findingOf(comparison: Comparison): string {
  const { interval } = comparison.difference;
  const { first, second } = sideNames(comparison);
  const other = isOneModel(comparison) ? 'the other run' : second;
  if (interval !== null && interval.lower > 0) return `${first} scores higher than ${other}`;
  if (interval !== null && interval.upper < 0) return `${first} scores lower than ${other}`;
  return `${first} and ${other} cannot be told apart`;
}

export function differenceWords({ difference, tasks }: Comparison): string {
  const { mean, interval } = difference;
  const over = `the mean over ${plural(tasks, 'task')}`;
  return interval === null
    ? `${points(mean)} points of 100, ${over}. How far apart the two are cannot be told: the tasks are one cluster, which may succeed and fail together.`
    : `${points(mean)} points of 100, between ${points(interval.lower)} and ${points(interval.upper)}: ${over}, with its 95 % interval.`;
}

/** Where nothing bounds a difference, all that it could be. */
export const drawnSpan = ({ difference }: Comparison): { lower: number; upper: number } =>
  difference.interval ?? { lower: -1, upper: 1 };

/** A picture of more tasks than this is no picture. */
export const tasksShownMax = 30;

export interface TaskPair {
  task: string;
  first: number;
  second: number;
}

/** Those that differ most, in the order of their differences. */
export const mostDiffering = (differing: readonly TaskPair[]): TaskPair[] =>
  differing
    .toSorted((one, other) => Math.abs(gap(other)) - Math.abs(gap(one)))
    .slice(0, tasksShownMax)
    .toSorted((one, other) => gap(other) - gap(one));

export const gap = ({ first, second }: TaskPair): number => first - second;
