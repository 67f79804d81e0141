/** Intervals of a success rate, against Newcombe (1998) and published results of evaluations. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClose, assertPrinted } from './close.fixture.ts';
import {
  binomialProbability,
  credibleInterval,
  exactInterval,
  exactLowerBound,
  exactUpperBound,
  JEFFREYS_PRIOR,
  posterior,
  probabilityAbove,
  proportionStandardError,
  UNIFORM_PRIOR,
  wilsonInterval,
} from './proportion.ts';
import type { Interval } from './mean.ts';

function assertInterval({ lower, upper }: Interval, printed: [string, string]): void {
  assertPrinted(lower, printed[0]);
  assertPrinted(upper, printed[1]);
}

/** Successes, trials, Wilson and Clopper–Pearson at 95 %. The last two are AISI's ten attempts. */
const TABLE: [number, number, [string, string], [string, string]][] = [
  [81, 263, ['.2553', '.3662'], ['.2527', '.3676']],
  [15, 148, ['.0624', '.1605'], ['.0578', '.1617']],
  [0, 20, ['0', '.1611'], ['0', '.1684']],
  [1, 29, ['.0061', '.1718'], ['.0009', '.1776']],
  [3, 10, ['.1078', '.6032'], ['.0667', '.6525']],
  [6, 10, ['.3127', '.8318'], ['.2624', '.8784']],
];

test('gives the Wilson and Clopper–Pearson intervals of the tables', () => {
  for (const [successes, trials, wilson, exact] of TABLE) {
    assertInterval(wilsonInterval(successes, trials, 0.95), wilson);
    assertInterval(exactInterval(successes, trials, 0.95), exact);
  }
});

test('35 of 35 is at least 90.0 %, not certain', () => {
  assertPrinted(exactInterval(35, 35, 0.95).lower, '0.899968');
  assertPrinted(wilsonInterval(35, 35, 0.95).lower, '0.901099');
  assert.equal(exactInterval(35, 35, 0.95).upper, 1);
});

test('1252 of 1507, and the standard error printed for its rounded 83.1 %', () => {
  assertInterval(wilsonInterval(1252, 1507, 0.95), ['.8110', '.8489']);
  assertPrinted(proportionStandardError(0.831 * 1507, 1507), '0.009654');
  assertPrinted(proportionStandardError(1252, 1507), '0.009658');
});

test('gives the standard errors of Miller’s worked table', () => {
  assertPrinted(100 * proportionStandardError(0.655 * 5000, 5000), '0.672');
  assertPrinted(100 * proportionStandardError(0.836 * 164, 164), '2.89');
  assertPrinted(100 * proportionStandardError(0.753 * 2500, 2500), '0.863');
});

test('after thirty failures in thirty: the exact form of the rule of three', () => {
  assertPrinted(exactUpperBound(0, 30, 0.95), '0.0950339');
  for (const n of [1, 7, 200, 50_000]) {
    assertClose(exactUpperBound(0, n, 0.95), 1 - 0.05 ** (1 / n), 1e-11);
    assertClose(exactLowerBound(n, n, 0.95), 0.05 ** (1 / n));
  }
});

test('fourteen of twenty does not exclude one half', () => {
  assertPrinted(exactLowerBound(14, 20, 0.95), '0.492');
  let p = 0;
  for (let x = 14; x <= 20; x += 1) p += binomialProbability(x, 20, 0.5);
  assertPrinted(p, '0.0577');
});

test('gives the belief after 6 of 10 from a uniform prior', () => {
  const belief = posterior(UNIFORM_PRIOR, 6, 10);
  assertInterval(credibleInterval(belief, 0.95), ['.3079', '.8325']);
  assertPrinted(probabilityAbove(belief, 0.5), '0.72558594');
});

test('Jeffreys’ interval lies within the exact one', () => {
  for (const [successes, trials] of TABLE) {
    if (successes === 0) continue;
    const jeffreys = credibleInterval(posterior(JEFFREYS_PRIOR, successes, trials), 0.95);
    const exact = exactInterval(successes, trials, 0.95);
    assert.ok(jeffreys.lower > exact.lower && jeffreys.upper < exact.upper);
  }
});

test('the exact interval covers every rate at least as often as it says, counted not sampled', () => {
  for (const trials of [1, 5, 10, 37]) {
    const intervals = Array.from({ length: trials + 1 }, (_, x) => exactInterval(x, trials, 0.9));
    for (let rate = 0.005; rate < 1; rate += 0.005) {
      let coverage = 0;
      intervals.forEach(({ lower, upper }, x) => {
        if (lower <= rate && rate <= upper) coverage += binomialProbability(x, trials, rate);
      });
      assert.ok(coverage >= 0.9, `${coverage} at ${rate} with ${trials} trials`);
    }
  }
});

test('Wilson’s covers on average, and falls short for some rates: why decisions do not use it', () => {
  const intervals = Array.from({ length: 11 }, (_, x) => wilsonInterval(x, 10, 0.95));
  const coverages = Array.from({ length: 199 }, (_, i) => {
    const rate = (i + 1) / 200;
    return intervals.reduce((total, { lower, upper }, x) => {
      return total + (lower <= rate && rate <= upper ? binomialProbability(x, 10, rate) : 0);
    }, 0);
  });
  const average = coverages.reduce((a, b) => a + b) / coverages.length;
  assert.ok(average > 0.94 && average < 0.97, `${average}`);
  assert.ok(Math.min(...coverages) < 0.9);
});

test('intervals mirror, rise with successes, narrow with trials, and contain the rate', () => {
  for (const interval of [exactInterval, wilsonInterval]) {
    for (const n of [1, 9, 40]) {
      let before = { lower: -1, upper: -1 };
      for (let x = 0; x <= n; x += 1) {
        const here = interval(x, n, 0.95);
        const mirror = interval(n - x, n, 0.95);
        assert.ok(Math.abs(here.lower - (1 - mirror.upper)) < 1e-14);
        assert.ok(here.lower <= x / n && x / n <= here.upper);
        assert.ok(here.lower >= before.lower && here.upper > before.upper);
        const more = interval(10 * x, 10 * n, 0.95);
        assert.ok(more.upper - more.lower < here.upper - here.lower);
        before = here;
      }
    }
    assert.equal(interval(0, 12, 0.95).lower, 0);
    assert.equal(interval(12, 12, 0.95).upper, 1);
  }
});

test('refuses counts that are none', () => {
  for (const [x, n] of [
    [-1, 5],
    [6, 5],
    [0, 0],
    [NaN, 5],
  ] as const) {
    assert.throws(() => exactInterval(x, n, 0.95), RangeError);
    assert.throws(() => wilsonInterval(x, n, 0.95), RangeError);
  }
});
