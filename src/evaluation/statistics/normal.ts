/** The normal distribution: upper tail and quantiles, to about 1e-14 relative. */
import { bisect } from './beta.ts';

const LARGEST_Z = 40;

/** P(Z > `z`). */
export function normalUpperTail(z: number): number {
  if (z < 0) return 1 - normalUpperTail(-z);
  if (z > LARGEST_Z) return 0;
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return z < 2 ? 0.5 - density * seriesFromCentre(z) : density / fractionFromTail(z);
}

/** The z with P(Z <= z) = `p`, 0 < p < 1. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`no finite z has ${p} below it`);
  if (p < 0.5) return -bisect(0, LARGEST_Z, (z) => normalUpperTail(z) > p);
  return bisect(0, LARGEST_Z, (z) => normalUpperTail(z) > 1 - p);
}

/** z + z³/3 + z⁵/(3·5) + …: the area from the centre, in units of the density (all terms positive). */
function seriesFromCentre(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 3; term > sum * Number.EPSILON; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return sum;
}

/** z + 1/(z + 2/(z + 3/(z + …))): the density in units of the tail (Laplace). */
function fractionFromTail(z: number): number {
  let value = z;
  for (let k = 160; k >= 1; k -= 1) value = z + k / value;
  return value;
}
