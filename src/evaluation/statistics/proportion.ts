/**
 * How large a success rate may be, from `successes` of `trials` independent trials: Wilson (1927)
 * for a reader, Clopper and Pearson (1934) for a decision, Jeffreys or another beta prior for a
 * degree of belief. The exact bounds also take fractional counts, which the effective sample sizes
 * of clustered tasks are (Korn and Graubard 1998).
 */
import { betaQuantile, betaTails, logBetaKernel } from './beta.ts';
import { normalQuantile } from './normal.ts';
import type { Interval } from './mean.ts';

/** √(p(1-p)/n): the standard error papers print beside a proportion. 0 at 0 and 1, so never a bound there. */
export function proportionStandardError(successes: number, trials: number): number {
  requireCounts(successes, trials);
  const rate = successes / trials;
  return Math.sqrt((rate * (1 - rate)) / trials);
}

/** Wilson's score interval, two-sided. Close to its confidence on average, below it for some rates. */
export function wilsonInterval(successes: number, trials: number, confidence: number): Interval {
  requireCounts(successes, trials);
  const z = normalQuantile((1 + confidence) / 2);
  const rate = successes / trials;
  const shrink = 1 + (z * z) / trials;
  const centre = (rate + (z * z) / (2 * trials)) / shrink;
  const half = (z / shrink) * Math.sqrt((rate * (1 - rate)) / trials + (z / (2 * trials)) ** 2);
  return {
    lower: successes === 0 ? 0 : centre - half,
    upper: successes === trials ? 1 : centre + half,
  };
}

/** The exact interval, two-sided: covers the true rate at least as often as it says, for any rate. */
export function exactInterval(successes: number, trials: number, confidence: number): Interval {
  return {
    lower: exactLowerBound(successes, trials, (1 + confidence) / 2),
    upper: exactUpperBound(successes, trials, (1 + confidence) / 2),
  };
}

/** One-sided exact bound: the rate is at least this, at `confidence`. */
export function exactLowerBound(successes: number, trials: number, confidence: number): number {
  requireCounts(successes, trials);
  return successes === 0 ? 0 : betaQuantile(1 - confidence, successes, trials - successes + 1);
}

/** One-sided exact bound: the rate is at most this. After n failures in n, 1 - (1 - confidence)^(1/n). */
export function exactUpperBound(successes: number, trials: number, confidence: number): number {
  return 1 - exactLowerBound(trials - successes, trials, confidence);
}

export interface BetaBelief {
  alpha: number;
  beta: number;
}

export const UNIFORM_PRIOR: BetaBelief = { alpha: 1, beta: 1 };
export const JEFFREYS_PRIOR: BetaBelief = { alpha: 0.5, beta: 0.5 };

/** What to believe of the rate after the trials, starting from `prior`. */
export function posterior(prior: BetaBelief, successes: number, trials: number): BetaBelief {
  requireCounts(successes, trials);
  return { alpha: prior.alpha + successes, beta: prior.beta + trials - successes };
}

/** Equal-tailed interval holding the rate with probability `probability` under `belief`. */
export function credibleInterval(belief: BetaBelief, probability: number): Interval {
  const tail = (1 - probability) / 2;
  return {
    lower: betaQuantile(tail, belief.alpha, belief.beta),
    upper: 1 - betaQuantile(tail, belief.beta, belief.alpha),
  };
}

/** P(rate > `threshold`) under `belief`. */
export function probabilityAbove(belief: BetaBelief, threshold: number): number {
  return betaTails(threshold, belief.alpha, belief.beta).above;
}

/** P(X <= `successes`) for X ~ Binomial(`trials`, `rate`). */
export function binomialLowerTail(successes: number, trials: number, rate: number): number {
  if (successes < 0) return 0;
  if (successes >= trials) return 1;
  return betaTails(rate, successes + 1, trials - successes).above;
}

/** P(X = `successes`) for X ~ Binomial(`trials`, `rate`), 0 < rate < 1. */
export function binomialProbability(successes: number, trials: number, rate: number): number {
  const kernel = logBetaKernel(rate, successes + 1, trials - successes + 1);
  return Math.exp(kernel) / (rate * (1 - rate) * (trials + 1));
}

function requireCounts(successes: number, trials: number): void {
  if (!(trials > 0 && successes >= 0 && successes <= trials)) {
    throw new RangeError(`${successes} successes of ${trials} trials is not a count of trials`);
  }
}
