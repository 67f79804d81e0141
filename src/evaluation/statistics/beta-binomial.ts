/**
 * Tasks differ: each has its own success rate, drawn from Beta(alpha, beta), and its count of
 * successes in K attempts is then beta-binomial. Answers how unlike the tasks are (over-dispersion)
 * and what to expect of tasks not yet seen.
 */
import { logBetaKernel } from './beta.ts';
import { average, sum } from './task-scores.ts';
import { binomialProbability, type BetaBelief } from './proportion.ts';

/** P(exactly `successes` of `attempts`), the rate drawn once from `rates`. */
export function betaBinomialProbability(
  successes: number,
  attempts: number,
  { alpha, beta }: BetaBelief,
): number {
  const [s, n] = [successes, attempts];
  if (!(Number.isInteger(s) && Number.isInteger(n) && s >= 0 && s <= n)) {
    throw new RangeError(`${s} successes of ${n} attempts is not a count of attempts`);
  }
  // Bayes' rule read backwards: binomial times prior over posterior, at any rate; the mean is tame.
  const rate = (s + alpha) / (n + alpha + beta);
  const prior = logBetaKernel(rate, alpha, beta);
  const after = logBetaKernel(rate, s + alpha, n - s + beta);
  return binomialProbability(s, n, rate) * Math.exp(prior - after);
}

/** The variance of the count of successes in `attempts`. */
export function betaBinomialVariance(attempts: number, { alpha, beta }: BetaBelief): number {
  const total = alpha + beta;
  return (attempts * alpha * beta * (total + attempts)) / (total * total * (total + 1));
}

/**
 * P(at least `successes` of `attempts`). With the posterior of a success rate this predicts new
 * tasks, uncertainty about the rate included: after 6 of 10, how likely are 15 of 20 more?
 */
export function probabilityOfAtLeast(
  successes: number,
  attempts: number,
  rates: BetaBelief,
): number {
  let total = 0;
  for (let s = Math.max(0, successes); s <= attempts; s += 1) {
    total += betaBinomialProbability(s, attempts, rates);
  }
  return Math.min(1, total);
}

export interface Dispersion {
  mean: number;
  /** 1 / (alpha + beta + 1): 0 when every task is equally hard, 1 when each always or never falls. */
  overdispersion: number;
  /** `undefined` at the two ends, where no beta distribution has that over-dispersion. */
  rates: BetaBelief | undefined;
}

/**
 * The tasks' rates by the method of moments, from each task's successes in the same number of
 * `attempts` (at least two). `undefined` when all or none succeeded, which says nothing of spread.
 */
export function fitDispersion(
  successes: readonly number[],
  attempts: number,
): Dispersion | undefined {
  if (!(successes.length >= 2 && attempts >= 2)) {
    throw new RangeError(
      'over-dispersion needs at least two tasks with at least two attempts each',
    );
  }
  const rates = successes.map((count) => count / attempts);
  const mean = average(rates);
  if (mean === 0 || mean === 1) return undefined;
  const spread = sum(rates.map((rate) => (rate - mean) ** 2)) / (rates.length - 1);
  const ratio = (attempts * spread) / (mean * (1 - mean));
  const overdispersion = Math.min(1, Math.max(0, (ratio - 1) / (attempts - 1)));
  const inside = overdispersion > 0 && overdispersion < 1;
  const total = 1 / overdispersion - 1;
  return {
    mean,
    overdispersion,
    rates: inside ? { alpha: mean * total, beta: (1 - mean) * total } : undefined,
  };
}
