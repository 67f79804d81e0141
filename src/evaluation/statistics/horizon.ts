/**
 * The time horizon: how long, in minutes of a skilled human, are the tasks a model solves half of
 * the time (or 80 %)? A logistic curve of success on log2 of human minutes, fitted as METR fits it
 * (arXiv 2503.14499 and github.com/METR/eval-analysis-public): weights 1 / (runs of the task × √tasks
 * of its family), normalised to 1, and a penalty of `regularization` / 2 · slope² on their sum, so
 * the penalty is strong. Published refits of the same models differ by a tenth and more, so a
 * horizon is quoted with the version of its analysis.
 */
import { sum } from './task-scores.ts';

export interface TimedRun {
  task: string;
  family: string;
  humanMinutes: number;
  /** 0 to 1. A fractional score counts as that share of a success. */
  score: number;
}

export interface Curve {
  intercept: number;
  /** Per doubling of human minutes; below 0 where longer tasks are harder. */
  slope: number;
}

export interface HorizonFit {
  /** `none_solved` and `all_solved`: every score the same, so no curve; horizons 0 and Infinity. */
  kind: 'fitted' | 'none_solved' | 'all_solved';
  curve: Curve | undefined;
  /** Longer tasks came out easier: the horizons below then mean nothing. */
  isRising: boolean;
}

/** METR's regularisation: scikit-learn's C = 1 / 0.1. */
export const METR_REGULARIZATION = 0.1;
const NEWTON_STEPS_MAX = 200;
const NO_BEST_CURVE =
  'no curve fits best: the tasks are of one length, or their lengths separate successes from failures';

/** METR's `invsqrt_task_weight`, summing to 1. Throws `RangeError` on a task in two families. */
export function horizonWeights(runs: readonly TimedRun[]): number[] {
  const runsOfTask = Map.groupBy(runs, ({ task }) => task);
  for (const [task, [first, ...others]] of runsOfTask) {
    if (others.some(({ family }) => family !== first!.family)) {
      throw new RangeError(`task \`${task}\` is in two families`);
    }
  }
  const runsOfFamily = Map.groupBy(runs, ({ family }) => family);
  const tasksOfFamily = new Map(
    [...runsOfFamily].map(([family, members]) => [
      family,
      new Set(members.map((run) => run.task)).size,
    ]),
  );
  const raw = runs.map(({ task, family }) => {
    return 1 / (runsOfTask.get(task)!.length * Math.sqrt(tasksOfFamily.get(family)!));
  });
  const total = sum(raw);
  return raw.map((weight) => weight / total);
}

/**
 * Fits the curve. `regularization` 0 is plain maximum likelihood, which throws `RangeError` when
 * successes and failures separate completely by length, or all tasks are of one length.
 */
export function fitHorizon(
  runs: readonly TimedRun[],
  weights: readonly number[],
  regularization: number,
): HorizonFit {
  requireRuns(runs, weights);
  if (runs.every(({ score }) => score === 0)) {
    return { kind: 'none_solved', curve: undefined, isRising: false };
  }
  if (runs.every(({ score }) => score === 1)) {
    return { kind: 'all_solved', curve: undefined, isRising: false };
  }
  const points = runs.map(({ humanMinutes, score }, index) => {
    return { x: Math.log2(humanMinutes), score, weight: weights[index]! };
  });
  const curve = fitCurve(points, regularization);
  return { kind: 'fitted', curve, isRising: curve.slope > 0 };
}

/** Minutes at which the curve crosses `successRate`: 0 when nothing was solved, Infinity when all was. */
export function horizonMinutes(fit: HorizonFit, successRate: number): number {
  if (!(successRate > 0 && successRate < 1)) {
    throw new RangeError(`a horizon is for a success rate between 0 and 1, not ${successRate}`);
  }
  if (fit.curve === undefined) return fit.kind === 'none_solved' ? 0 : Infinity;
  const logit = Math.log(successRate / (1 - successRate));
  // A level curve (one length only) is above the rate at every length, or below it at every length.
  if (fit.curve.slope === 0) return fit.curve.intercept >= logit ? Infinity : 0;
  return 2 ** ((logit - fit.curve.intercept) / fit.curve.slope);
}

interface Point {
  x: number;
  score: number;
  weight: number;
}

/**
 * Newton's method on Σ w · logloss + regularization / 2 · slope², the intercept free. Convex, so
 * halving any step that climbs always arrives. Lengths are taken from their midpoint, for
 * conditioning, and so that a single length gives a slope of exactly 0.
 */
function fitCurve(points: readonly Point[], regularization: number): Curve {
  const lengths = points.map(({ x }) => x).sort((a, b) => a - b);
  const centre = (lengths[0]! + lengths.at(-1)!) / 2;
  const shifted = points.map((point) => ({ ...point, x: point.x - centre }));
  let curve: Curve = { intercept: 0, slope: 0 };
  for (let step = 0; step < NEWTON_STEPS_MAX; step += 1) {
    const next = descend(shifted, curve, regularization);
    const moved = Math.abs(next.intercept - curve.intercept) + Math.abs(next.slope - curve.slope);
    curve = next;
    // Each step doubles the digits that are right: after one this small, the rest are.
    if (moved <= 1e-10 * (1 + Math.abs(curve.intercept) + Math.abs(curve.slope))) {
      return { intercept: curve.intercept - curve.slope * centre, slope: curve.slope };
    }
  }
  throw new RangeError(NO_BEST_CURVE);
}

/** One Newton step from `curve`, halved until the loss does not rise by more than its rounding. */
function descend(points: readonly Point[], curve: Curve, regularization: number): Curve {
  const direction = newtonStep(points, curve, regularization);
  const along = (length: number) => ({
    intercept: curve.intercept + length * direction.intercept,
    slope: curve.slope + length * direction.slope,
  });
  const height = loss(points, curve, regularization);
  const ceiling = height + 16 * Number.EPSILON * height;
  let length = 1;
  while (loss(points, along(length), regularization) > ceiling && length > 1e-9) length /= 2;
  return along(length);
}

function loss(points: readonly Point[], curve: Curve, regularization: number): number {
  const ofPoints = points.map(({ x, score, weight }) => {
    const logit = curve.intercept + curve.slope * x;
    const softplus = Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
    return weight * (softplus - score * logit);
  });
  return sum(ofPoints) + (regularization / 2) * curve.slope ** 2;
}

/** Minus the gradient, divided by the two-by-two Hessian. */
function newtonStep(points: readonly Point[], curve: Curve, regularization: number): Curve {
  let [g0, g1, h00, h01, h11] = [0, regularization * curve.slope, 0, 0, regularization];
  for (const { x, score, weight } of points) {
    const p = 1 / (1 + Math.exp(-(curve.intercept + curve.slope * x)));
    const bend = weight * p * (1 - p);
    g0 += weight * (p - score);
    g1 += weight * (p - score) * x;
    h00 += bend;
    h01 += bend * x;
    h11 += bend * x * x;
  }
  const determinant = h00 * h11 - h01 * h01;
  if (!(determinant > 0)) {
    throw new RangeError(NO_BEST_CURVE);
  }
  return {
    intercept: -(h11 * g0 - h01 * g1) / determinant,
    slope: -(h00 * g1 - h01 * g0) / determinant,
  };
}

function requireRuns(runs: readonly TimedRun[], weights: readonly number[]): void {
  if (runs.length === 0) throw new RangeError('a horizon needs at least one run');
  if (weights.length !== runs.length || !weights.every((weight) => weight > 0)) {
    throw new RangeError('a horizon needs one weight above 0 for every run');
  }
  for (const { task, humanMinutes, score } of runs) {
    if (!(humanMinutes > 0 && Number.isFinite(humanMinutes))) {
      throw new RangeError(`task \`${task}\` needs its human minutes, above 0`);
    }
    if (!(score >= 0 && score <= 1)) {
      throw new RangeError(`task \`${task}\` has a score of ${score}, which is not in 0 to 1`);
    }
  }
}
