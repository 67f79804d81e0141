/**
 * One-sided bounds on the mean score, for comparison with a threshold: the exact binomial bounds
 * (Clopper–Pearson) at the effective number of tasks (Korn and Graubard 1998, "Confidence intervals
 * for proportions with small expected number of positive counts").
 *
 * The effective number is that of independent 0/1 tasks whose mean would vary as much as this one
 * does: fewer than the tasks where clusters move together, more where epochs average luck out. It
 * shrinks further by the squared ratio of the t quantiles for few clusters. Independent tasks with
 * one attempt each get Clopper–Pearson itself. Below 100 tasks or 20 clusters a design effect under
 * 1 is taken for luck and counts as 1, which Korn and Graubard leave open.
 *
 * The bound mean - t · SE is not used, although it is common: near 0 and 1 it claims too much. At
 * 80 and 90 % true success, 30 clusters of 4 tasks, it was wrong 8.6 and 12 times in 100 where 5
 * were promised, these bounds 4.7 and 6.1 (4,000 simulated runs each).
 */
import { estimateClusteredMean, type MeanEstimate } from './mean.ts';
import { exactLowerBound, exactUpperBound } from './proportion.ts';
import { studentTQuantile } from './student-t.ts';
import { observationsOf, sum, type TaskScores } from './task-scores.ts';

export interface ThresholdBounds {
  estimate: MeanEstimate;
  /** The mean is at least this, at the confidence asked for. */
  lower: number;
  /** The mean is at most this, at the same confidence: each bound alone, not both together. */
  upper: number;
  /** 0 when all tasks are one cluster, which bounds nothing. */
  effectiveTasks: number;
  /** Whether repeated attempts at the same tasks can raise it: only in a large suite. */
  doEpochsCount: boolean;
}

const TASKS_FOR_SPREAD = 100;
const CLUSTERS_FOR_SPREAD = 20;

/** Bounds at one-sided `confidence`. Throws `RangeError` on no tasks or scores outside 0 to 1. */
export function thresholdBounds(tasks: readonly TaskScores[], confidence: number): ThresholdBounds {
  const estimate = estimateClusteredMean(observationsOf(tasks), 'small_sample');
  const isLarge = tasks.length >= TASKS_FOR_SPREAD && estimate.clusters >= CLUSTERS_FOR_SPREAD;
  const attempts = sum(tasks.map(({ scores }) => scores.length));
  const designEffectMin = isLarge ? tasks.length / attempts : 1;
  const effectiveTasks = effectiveNumber(estimate, confidence, designEffectMin);
  const shared = { estimate, effectiveTasks, doEpochsCount: isLarge };
  if (effectiveTasks === 0) return { ...shared, lower: 0, upper: 1 };
  const successes = estimate.mean * effectiveTasks;
  return {
    ...shared,
    lower: exactLowerBound(successes, effectiveTasks, confidence),
    upper: exactUpperBound(successes, effectiveTasks, confidence),
  };
}

function effectiveNumber(
  { mean, observations, clusters, standardError }: MeanEstimate,
  confidence: number,
  designEffectMin: number,
): number {
  if (clusters === 1) return observations === 1 ? 1 : 0;
  const few =
    studentTQuantile(confidence, clusters - 1) / studentTQuantile(confidence, observations - 1);
  // Without any variation a design effect cannot be seen; Korn and Graubard then take 1.
  const independent = (mean * (1 - mean)) / (observations - 1);
  const designEffect = independent === 0 ? 1 : standardError ** 2 / independent;
  return observations / (Math.max(designEffectMin, designEffect) * few ** 2);
}
