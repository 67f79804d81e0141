/**
 * Two runs compared. On the same tasks, by each task's difference, which removes what the tasks
 * have in common; by McNemar's test when every score is 0 or 1. On different tasks or attempts, by
 * Fisher's exact test. Several comparisons at once, by Holm's correction.
 */
import { binomialLowerTail, binomialProbability } from './proportion.ts';
import { studentTQuantile, studentTUpperTail } from './student-t.ts';
import { estimateClusteredMean, type Interval, type MeanEstimate } from './mean.ts';
import { observationsOf, type TaskScores } from './task-scores.ts';

/**
 * The mean over tasks of first minus second, clustered. Throws `RangeError` when a task is in one
 * run alone: leaving it out would choose the tasks after seeing the results.
 */
export function pairedDifference(
  first: readonly TaskScores[],
  second: readonly TaskScores[],
): MeanEstimate {
  const others = new Map(second.map((task, index) => [task.task, index]));
  const names = new Set(first.map(({ task }) => task));
  const lone = [
    ...first.filter(({ task }) => !others.has(task)),
    ...second.filter(({ task }) => !names.has(task)),
  ];
  if (lone[0]) throw new RangeError(`task \`${lone[0].task}\` is in only one of the two runs`);
  const values = observationsOf(second);
  const differences = observationsOf(first).map(({ value, cluster }, index) => {
    const other = values[others.get(first[index]!.task)!]!;
    return { value: value - other.value, cluster };
  });
  return estimateClusteredMean(differences, 'small_sample');
}

/**
 * Two-sided interval of a paired difference at `confidence`, within -1 to 1: Student's t, and never
 * narrower than the exact bound of as many alike differences, which t takes for certain. If all n
 * tasks (or clusters, of like size) differ by d, then by Clopper and Pearson (1934), n of n, the
 * share of tasks that differ by d or more is at least L = ((1 - confidence) / 2)^(1/n); the others
 * may be at -1, so the mean is at least L(1 + d) - 1. Likewise above. `undefined` for a single
 * cluster, which bounds nothing.
 */
export function differenceInterval(
  { mean, standardError, degreesOfFreedom, clusters }: MeanEstimate,
  confidence: number,
): Interval | undefined {
  if (degreesOfFreedom === 0) return undefined;
  const reach = standardError * studentTQuantile((1 + confidence) / 2, degreesOfFreedom);
  const alikeShare = ((1 - confidence) / 2) ** (1 / clusters);
  return {
    lower: Math.max(-1, Math.min(mean - reach, alikeShare * (1 + mean) - 1)),
    upper: Math.min(1, Math.max(mean + reach, 1 - alikeShare * (1 - mean))),
  };
}

/**
 * Two-sided p-value that the mean is 0: one minus the confidence at which `differenceInterval` would
 * end there. With every task won it is McNemar's exact p. `undefined` for a single cluster.
 */
export function differenceFromZero(estimate: MeanEstimate): number | undefined {
  const { mean, standardError, degreesOfFreedom, clusters } = estimate;
  if (degreesOfFreedom === 0) return undefined;
  const alikeP = Math.min(1, 2 / (1 + Math.abs(mean)) ** clusters);
  if (standardError === 0) return alikeP;
  const t = Math.abs(mean) / standardError;
  return Math.max(alikeP, 2 * studentTUpperTail(t, degreesOfFreedom));
}

export interface McNemar {
  /** Two-sided, from the binomial; right at any size. */
  exactP: number;
  /** One degree of freedom; for comparison with the literature. 0 without discordant tasks. */
  chiSquared: number;
  /** With Edwards' continuity correction. */
  chiSquaredCorrected: number;
}

/**
 * From the tasks only the first run solved and those only the second did, each independent of the
 * others. Throws `RangeError` on what is no count.
 */
export function mcNemar(onlyFirst: number, onlySecond: number): McNemar {
  requireCount(onlyFirst);
  requireCount(onlySecond);
  const discordant = onlyFirst + onlySecond;
  if (discordant === 0) return { exactP: 1, chiSquared: 0, chiSquaredCorrected: 0 };
  const gap = Math.abs(onlyFirst - onlySecond);
  const smallerTail = binomialLowerTail(Math.min(onlyFirst, onlySecond), discordant, 0.5);
  return {
    exactP: Math.min(1, 2 * smallerTail),
    chiSquared: gap ** 2 / discordant,
    chiSquaredCorrected: Math.max(0, gap - 1) ** 2 / discordant,
  };
}

/**
 * Fisher's exact test, two-sided p-value that two independent groups share one success rate: the
 * probability, both margins fixed, of every table no likelier than the one seen. Throws `RangeError`
 * on what is no count of trials.
 */
export function fisherExact(
  first: { successes: number; trials: number },
  second: { successes: number; trials: number },
): number {
  for (const { successes, trials } of [first, second]) {
    requireCount(successes);
    requireCount(trials - successes);
    if (trials === 0) throw new RangeError('a group without trials has no rate');
  }
  const successes = first.successes + second.successes;
  const rate = successes / (first.trials + second.trials);
  if (rate === 0 || rate === 1) return 1;
  // The hypergeometric as a quotient of binomials, which holds at any rate.
  const all = binomialProbability(successes, first.trials + second.trials, rate);
  const probability = (inFirst: number) => {
    const inSecond = binomialProbability(successes - inFirst, second.trials, rate);
    return (binomialProbability(inFirst, first.trials, rate) * inSecond) / all;
  };
  // Equally likely tables differ in their last bits; the margin keeps them equal.
  const seen = probability(first.successes) * (1 + 1e-7);
  let total = 0;
  const most = Math.min(first.trials, successes);
  for (let count = Math.max(0, successes - second.trials); count <= most; count += 1) {
    const p = probability(count);
    if (p <= seen) total += p;
  }
  return Math.min(1, total);
}

/** Holm's step-down: p-values adjusted so that any error among all tests stays below the level. */
export function holmAdjusted(pValues: readonly number[]): number[] {
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let largest = 0;
  order.forEach(({ p, index }, rank) => {
    largest = Math.max(largest, Math.min(1, p * (pValues.length - rank)));
    adjusted[index] = largest;
  });
  return adjusted;
}

function requireCount(value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 0)) {
    throw new RangeError(`${value} is not a count of tasks`);
  }
}
