/** Student's t: tails and quantiles, from the beta distribution of t² / (df + t²). */
import { betaQuantile, betaTails } from './beta.ts';

/** P(T > `t`) with `degreesOfFreedom` > 0. */
export function studentTUpperTail(t: number, degreesOfFreedom: number): number {
  requireDegrees(degreesOfFreedom);
  const square = t * t;
  const whole = degreesOfFreedom + square;
  // Whichever share of the whole is the smaller is the one floating point holds precisely.
  const beyond =
    square < degreesOfFreedom
      ? betaTails(square / whole, 0.5, degreesOfFreedom / 2).above
      : betaTails(degreesOfFreedom / whole, degreesOfFreedom / 2, 0.5).below;
  return t >= 0 ? beyond / 2 : 1 - beyond / 2;
}

/** The t with P(T <= t) = `p`, 0 < p < 1. */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  requireDegrees(degreesOfFreedom);
  if (!(p > 0 && p < 1)) throw new RangeError(`no finite t has ${p} below it`);
  if (p < 0.5) return -studentTQuantile(1 - p, degreesOfFreedom);
  const share = betaQuantile(2 * p - 1, 0.5, degreesOfFreedom / 2);
  if (share < 0.5) return Math.sqrt((degreesOfFreedom * share) / (1 - share));
  const rest = betaQuantile(2 * (1 - p), degreesOfFreedom / 2, 0.5);
  return Math.sqrt((degreesOfFreedom * (1 - rest)) / rest);
}

function requireDegrees(degreesOfFreedom: number): void {
  if (!(degreesOfFreedom > 0)) {
    throw new RangeError(`Student's t needs degrees of freedom above 0, not ${degreesOfFreedom}`);
  }
}
