/**
 * The mean over tasks with its standard error, by the central limit theorem or clustered (Miller
 * 2024, "Adding Error Bars to Evals", arXiv 2411.00640, appendix A), and the split of its variance
 * into tasks and epochs.
 *
 * Two forms of the clustered error are in use. The paper's divides by nothing more; Inspect's
 * multiplies the variance by C / (C - 1) for C clusters, which with every task its own cluster is
 * the usual n - 1. Intervals use Student's t with C - 1 degrees of freedom. Both forms lean on
 * many clusters: below about 20, or near 0 or 1, prefer the exact bounds of `proportion.ts`.
 */
import { average, sum, variance, type Observation, type TaskScores } from './task-scores.ts';
import { studentTQuantile } from './student-t.ts';

export type ClusterCorrection = 'small_sample' | 'none';

export interface MeanEstimate {
  mean: number;
  /** 0 where no spread was seen; always so with a single cluster, and `degreesOfFreedom` is then 0. */
  standardError: number;
  degreesOfFreedom: number;
  observations: number;
  clusters: number;
}

export interface Interval {
  lower: number;
  upper: number;
}

/** The mean of independent values, its error sd / √n with divisor n - 1. */
export function estimateMean(values: readonly number[]): MeanEstimate {
  const observations = values.map((value, index) => ({ value, cluster: `${index}` }));
  return estimateClusteredMean(observations, 'small_sample');
}

/**
 * The mean of values that may move together within their cluster:
 * SE² = (1/n²) Σ_c (Σ_{i in c} (value_i - mean))², times C / (C - 1) with `small_sample`.
 * Throws `RangeError` on no values, on NaN, and on an observation without a cluster.
 */
export function estimateClusteredMean(
  observations: readonly Observation[],
  correction: ClusterCorrection,
): MeanEstimate {
  requireUsable(observations);
  const count = observations.length;
  const mean = average(observations.map(({ value }) => value));
  const clusters = Map.groupBy(observations, ({ cluster }) => cluster);
  const shared = { mean, observations: count, clusters: clusters.size };
  if (clusters.size === 1) return { ...shared, standardError: 0, degreesOfFreedom: 0 };

  const deviations = [...clusters.values()].map((members) => {
    return sum(members.map(({ value }) => value - mean)) ** 2;
  });
  const factor = correction === 'small_sample' ? clusters.size / (clusters.size - 1) : 1;
  const error = Math.sqrt(factor * sum(deviations)) / count;
  // Values that are all alike differ from their mean by its last bits, which are no spread.
  const roundingMax = Number.EPSILON * sum(observations.map(({ value }) => Math.abs(value)));
  const standardError = error <= roundingMax ? 0 : error;
  return { ...shared, standardError, degreesOfFreedom: clusters.size - 1 };
}

/**
 * Two-sided interval at `confidence`, such as 0.95. Without spread, as in a single cluster, nothing
 * is bounded: values that are all alike say nothing of a mean whose range is unknown.
 */
export function meanInterval(estimate: MeanEstimate, confidence: number): Interval {
  return {
    lower: meanLowerBound(estimate, (1 + confidence) / 2),
    upper: meanUpperBound(estimate, (1 + confidence) / 2),
  };
}

/** One-sided: the mean is at least this, at `confidence`. */
export function meanLowerBound(estimate: MeanEstimate, confidence: number): number {
  if (estimate.standardError === 0) return -Infinity;
  const t = studentTQuantile(confidence, estimate.degreesOfFreedom);
  return estimate.mean - t * estimate.standardError;
}

/** One-sided: the mean is at most this, at `confidence`. */
export function meanUpperBound(estimate: MeanEstimate, confidence: number): number {
  return -meanLowerBound({ ...estimate, mean: -estimate.mean }, confidence);
}

export interface VarianceComponents {
  /** Between the tasks' true success rates. More epochs do not reduce this part. */
  betweenTasks: number;
  /** Of one attempt at a given task. K epochs divide this part by K. */
  withinTask: number;
}

/**
 * Var(mean) = (betweenTasks + withinTask / K) / n. `undefined` when fewer than two tasks or no
 * task with two epochs: one attempt a task cannot tell a hard task from an unlucky attempt.
 */
export function varianceComponents(tasks: readonly TaskScores[]): VarianceComponents | undefined {
  const repeated = tasks.filter(({ scores }) => scores.length > 1);
  if (tasks.length < 2 || repeated.length === 0) return undefined;
  const withinTask = average(repeated.map(({ scores }) => variance(scores)));
  const inverseEpochs = average(tasks.map(({ scores }) => 1 / scores.length));
  const ofTaskMeans = variance(tasks.map(({ scores }) => average(scores)));
  return { withinTask, betweenTasks: Math.max(0, ofTaskMeans - withinTask * inverseEpochs) };
}

function requireUsable(observations: readonly Observation[]): void {
  if (observations.length === 0) throw new RangeError('a mean needs at least one value');
  for (const { value, cluster } of observations) {
    if (!Number.isFinite(value)) throw new RangeError(`a mean cannot include ${value}`);
    // Imported logs bring what JSON allows: null and NaN are not one shared cluster.
    if (typeof cluster !== 'string' || cluster === '') {
      throw new RangeError('every value needs the cluster it belongs to');
    }
  }
}
