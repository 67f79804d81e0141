/** pass@k, pass^k and the beta-binomial. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passAtLeastOnce, passEveryTime } from './attempts.ts';
import {
  betaBinomialProbability,
  betaBinomialVariance,
  fitDispersion,
  probabilityOfAtLeast,
} from './beta-binomial.ts';
import { assertClose, assertPrinted } from './close.fixture.ts';
import { posterior, UNIFORM_PRIOR } from './proportion.ts';
import { seededRandom } from './random.ts';

test('gives Chen’s pass@k, and pass^k', () => {
  const table: [number, number, number, string][] = [
    [10, 3, 1, '0.3'],
    [10, 3, 5, '0.9166667'],
    [5, 1, 2, '0.4'],
    [100, 5, 10, '0.4162476'],
    [4, 2, 2, '0.8333333'],
  ];
  for (const [n, c, k, expected] of table) assertPrinted(passAtLeastOnce(n, c, k)!, expected);
  assertPrinted(passEveryTime(4, 2, 2)!, '0.1666667');
});

test('is undefined, not 1, when there are fewer attempts than k', () => {
  assert.equal(passAtLeastOnce(3, 3, 4), undefined);
  assert.equal(passEveryTime(3, 3, 4), undefined);
  assert.equal(passAtLeastOnce(0, 0, 1), undefined);
});

test('is 0 and 1 at the ends, c/n for one attempt, and moves the right way with k', () => {
  for (const n of [1, 6, 300]) {
    assert.equal(passAtLeastOnce(n, 0, n), 0);
    assert.equal(passEveryTime(n, n, n), 1);
    for (let c = 0; c <= n; c += 1) {
      assert.ok(Math.abs(passAtLeastOnce(n, c, 1)! - c / n) < 1e-15);
      assert.equal(passEveryTime(n, c, 1), c / n);
    }
  }
  for (let k = 2; k <= 10; k += 1) {
    assert.ok(passAtLeastOnce(10, 4, k)! >= passAtLeastOnce(10, 4, k - 1)!);
    assert.ok(passEveryTime(10, 4, k)! <= passEveryTime(10, 4, k - 1)!);
  }
});

test('is unbiased: its expectation over binomial c is 1 - (1 - p)^k exactly', () => {
  const [n, k, p] = [8, 3, 0.3];
  const factorial = (m: number): number => (m <= 1 ? 1 : m * factorial(m - 1));
  let once = 0;
  let every = 0;
  for (let c = 0; c <= n; c += 1) {
    const ways = factorial(n) / (factorial(c) * factorial(n - c));
    const weight = ways * p ** c * (1 - p) ** (n - c);
    once += weight * passAtLeastOnce(n, c, k)!;
    every += weight * passEveryTime(n, c, k)!;
  }
  assertClose(once, 1 - 0.7 ** 3);
  assertClose(every, 0.3 ** 3);
});

test('refuses counts that are none', () => {
  for (const [n, c, k] of [
    [5, 6, 1],
    [5, -1, 1],
    [5, 2, 0],
    [5.5, 2, 1],
  ] as const) {
    assert.throws(() => passAtLeastOnce(n, c, k), RangeError);
  }
});

test('gives the beta-binomial’s probability and variance', () => {
  const rates = { alpha: 2, beta: 3 };
  assertPrinted(betaBinomialProbability(4, 10, rates), '0.13986013986');
  assertClose(betaBinomialVariance(10, rates), 6);
});

test('beta-binomial probabilities sum to one and have the stated variance', () => {
  for (const [n, alpha, beta] of [
    [10, 2, 3],
    [1, 0.2, 7],
    [400, 0.5, 0.5],
    [60, 90, 30],
  ] as const) {
    let [total, mean, square] = [0, 0, 0];
    for (let s = 0; s <= n; s += 1) {
      const p = betaBinomialProbability(s, n, { alpha, beta });
      total += p;
      mean += p * s;
      square += p * s * s;
    }
    assertClose(total, 1, 1e-11);
    assertClose(mean, (n * alpha) / (alpha + beta), 1e-11);
    assertClose(square - mean * mean, betaBinomialVariance(n, { alpha, beta }), 1e-9);
  }
});

test('predicts new tasks from the belief: certain of none or more, uniform from no evidence', () => {
  const belief = posterior(UNIFORM_PRIOR, 6, 10);
  assert.equal(probabilityOfAtLeast(0, 20, belief), 1);
  assertClose(probabilityOfAtLeast(15, 20, UNIFORM_PRIOR), 6 / 21);
  // After 10 of 10 the chance of one more is (10 + 1) / (10 + 2), Laplace's rule of succession.
  assertClose(probabilityOfAtLeast(1, 1, posterior(UNIFORM_PRIOR, 10, 10)), 11 / 12);
});

test('finds how unlike the tasks are', () => {
  assert.equal(fitDispersion([5, 5, 5, 5], 10)!.overdispersion, 0);
  assert.equal(fitDispersion([0, 10, 0, 10], 10)!.overdispersion, 1);
  assert.equal(fitDispersion([10, 10], 10), undefined);
  const random = seededRandom(21);
  const counts = Array.from({ length: 5000 }, () => {
    // The larger of two uniforms is Beta(2, 1): over-dispersion 1 / 4.
    const rate = Math.max(random(), random());
    return Array.from({ length: 6 }, random).filter((draw) => draw < rate).length;
  });
  const fit = fitDispersion(counts, 6)!;
  assert.ok(Math.abs(fit.overdispersion - 0.25) < 0.02, `${fit.overdispersion}`);
  assert.ok(Math.abs(fit.rates!.alpha - 2) < 0.2 && Math.abs(fit.rates!.beta - 1) < 0.1);
});
