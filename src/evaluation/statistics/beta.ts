/**
 * The beta distribution: its tails (the regularised incomplete beta function) and quantiles, from
 * which the exact binomial bounds and Student's t follow.
 *
 * Written here because a bound under a determination must hold to its last digits for 5 attempts
 * and for 50,000, and no small package we found does. The density is put together from Stirling
 * corrections and a deviance (Loader 2000, "Fast and accurate computation of binomial
 * probabilities"), never from differences of large logarithms; the tails are the continued
 * fraction of Didonato and Morris (1992, TOMS algorithm 708), which has no cancelling terms.
 */

const HALF_LOG_TWO_PI = 0.918938533204672741780329736406;
const FRACTION_TERMS_MAX = 100_000;

export interface Tails {
  below: number;
  above: number;
}

/** P(X <= `x`) and P(X > `x`) for X ~ Beta(`a`, `b`), `a` and `b` positive, each precise when small. */
export function betaTails(x: number, a: number, b: number): Tails {
  if (!(a > 0 && b > 0)) {
    throw new RangeError(`a beta distribution needs positive parameters, not ${a} and ${b}`);
  }
  if (!(x >= 0 && x <= 1)) {
    throw new RangeError(`a beta distribution lives on 0 to 1, which ${x} is not`);
  }
  if (x === 0) return { below: 0, above: 1 };
  if (x === 1) return { below: 1, above: 0 };
  // The fraction converges quickly only on its own side of the mean.
  const y = 1 - x;
  if (x < (a + 1) / (a + b + 2)) {
    const below = lowerTail(x, y, a, b);
    return { below, above: 1 - below };
  }
  const above = lowerTail(y, x, b, a);
  return { below: 1 - above, above };
}

/** The x with P(X <= x) = `p` for X ~ Beta(`a`, `b`). For a small upper tail, ask for 1 - x of Beta(b, a). */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) {
    throw new RangeError(`a probability lies in 0 to 1, which ${p} does not`);
  }
  // Compared by the smaller tail, which is the one floating point holds precisely.
  if (p < 0.5) return bisect(0, 1, (x) => betaTails(x, a, b).below < p);
  return bisect(0, 1, (x) => betaTails(x, a, b).above > 1 - p);
}

/**
 * Where `isBelow` turns from true to false between `low` and `high`, to the last bit: halving ends
 * when no number lies between the two, so there is no tolerance to choose.
 */
export function bisect(low: number, high: number, isBelow: (x: number) => boolean): number {
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
}

/**
 * ln of x^a (1-x)^b / B(a, b), 0 < `x` < 1, by deviance: its large terms cancel on paper, not in
 * floating point. Binomial, beta-binomial and hypergeometric probabilities are quotients of these.
 */
export function logBetaKernel(x: number, a: number, b: number): number {
  return logKernel(x, 1 - x, a, b);
}

function logKernel(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  const excess = x * b - y * a;
  const deviance =
    a * logMinusLinear(excess / a, (x * n) / a) + b * logMinusLinear(-excess / b, (y * n) / b);
  const corrections = stirlingCorrection(n) - stirlingCorrection(a) - stirlingCorrection(b);
  return deviance + 0.5 * Math.log(a) + 0.5 * Math.log(b / n) - HALF_LOG_TWO_PI + corrections;
}

/** ln(1 + u) - u, where `onePlusU` is 1 + u computed without loss. */
function logMinusLinear(u: number, onePlusU: number): number {
  if (Math.abs(u) > 0.5) return Math.log(onePlusU) - u;
  // ln(1 + u) = 2 artanh r with r = u / (2 + u), and u - 2r = u r.
  const r = u / (2 + u);
  let sum = 0;
  let power = 2 * r * r * r;
  for (let k = 3; Math.abs(power) > Math.abs(sum) * Number.EPSILON; k += 2) {
    sum += power / k;
    power *= r * r;
  }
  return sum - u * r;
}

/** What Stirling's formula misses of ln Γ(x): Gudermann's sum up to 10, then the asymptotic series. */
function stirlingCorrection(x: number): number {
  let sum = 0;
  for (; x < 10; x += 1) sum += (x + 0.5) * Math.log1p(1 / x) - 1;
  const w = 1 / (x * x);
  const series =
    1 / 12 -
    w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - w * (691 / 360360 - w / 156)))));
  return sum + series / x;
}

/** P(X <= x), x below the mean or nearly, y = 1 - x: the kernel over a continued fraction (Lentz). */
function lowerTail(x: number, y: number, a: number, b: number): number {
  const kernel = Math.exp(logKernel(x, y, a, b));
  if (kernel === 0) return 0;
  let fraction = (a * (a * y - b * x + 1)) / (a + 1);
  let c = fraction;
  let d = 0;
  for (let m = 1; m <= FRACTION_TERMS_MAX; m += 1) {
    const odd = a + 2 * m - 1;
    const numerator = ((((a + m - 1) * (a + b + m - 1)) / odd) * m * (b - m) * x * x) / odd;
    const denominator =
      m + (m * (b - m) * x) / odd + ((a + m) * (a * y - b * x + 1 + m * (1 + y))) / (odd + 2);
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) <= Number.EPSILON) return kernel / fraction;
  }
  throw new RangeError(
    `a beta distribution with parameters ${a} and ${b} is beyond this precision`,
  );
}
