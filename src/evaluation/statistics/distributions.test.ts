/** The special functions, against values published or computed to 30 digits with mpmath. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { betaQuantile, betaTails } from './beta.ts';
import { assertClose } from './close.fixture.ts';
import { normalQuantile, normalUpperTail } from './normal.ts';
import { seededRandom } from './random.ts';
import { studentTQuantile, studentTUpperTail } from './student-t.ts';

/** df, exact to 18 digits, and as `test_t_inv_cdf_known_values` of inspect_ai gives it. */
const T_975: [number, number, number][] = [
  [1, 12.7062047361747046, 12.706204736432095],
  [2, 4.30265272974946385, 4.302652729911275],
  [4, 2.77644510519779436, 2.7764451051977987],
  [9, 2.26215716279820554, 2.2621571627409915],
  [10, 2.22813885198627475, 2.2281388519649385],
  [30, 2.04227245630123831, 2.0422724563012373],
  [1000, 1.96233908082640848, 1.9623390808264078],
];

test('gives the t quantiles of the tables, and closer than the reference where it is off', () => {
  for (const [df, exact, reference] of T_975) {
    assertClose(studentTQuantile(0.975, df), exact, 1e-14);
    assertClose(studentTQuantile(0.975, df), reference, 1e-10);
  }
});

test('agrees with the closed forms of t for one and two degrees of freedom, far into the tails', () => {
  for (const p of [0.001, 0.2, 0.4999, 0.6, 0.975, 0.9999]) {
    assertClose(studentTQuantile(p, 1), Math.tan(Math.PI * (p - 0.5)), 1e-11);
    const a = 2 * p - 1;
    assertClose(studentTQuantile(p, 2), a * Math.sqrt(2 / (1 - a * a)), 1e-11);
  }
  assertClose(studentTUpperTail(1e6, 1), Math.atan(1e-6) / Math.PI);
});

test('t quantile and tail undo each other, are odd, and approach the normal', () => {
  for (const df of [1, 3, 7.5, 40, 1e5]) {
    for (const p of [0.6, 0.9, 0.99, 0.999999]) {
      const t = studentTQuantile(p, df);
      assertClose(studentTUpperTail(t, df), 1 - p, 1e-10);
      assert.equal(studentTQuantile(1 - (1 - p), df), t);
      assertClose(studentTUpperTail(-t, df), p);
    }
  }
  assert.equal(studentTQuantile(0.25, 5), -studentTQuantile(0.75, 5));
  assertClose(studentTQuantile(0.975, 1e9), normalQuantile(0.975), 1e-8);
});

test('gives the incomplete beta function where it is easy, skewed, and far out', () => {
  // x, a, b, P(X <= x).
  const values: [number, number, number, number][] = [
    [0.5, 0.5, 0.5, 0.5],
    [0.3, 1, 1, 0.3],
    [0.2, 1, 5, 1 - 0.8 ** 5],
    [0.9, 5, 1, 0.9 ** 5],
    [0.5, 7, 5, 0.2744140625],
    [0.25, 0.5, 0.5, 1 / 3],
    [0.01, 30, 1, 1e-60],
  ];
  for (const [x, a, b, expected] of values) {
    assertClose(betaTails(x, a, b).below, expected);
    assertClose(betaTails(1 - x, b, a).above, expected, 1e-11);
  }
});

test('tails of the beta distribution sum to one and rise with x, to a hundred thousand trials', () => {
  for (const [a, b] of [
    [0.5, 9],
    [40, 3],
    [2000, 8000],
    [1e5, 0.07],
    [6e4, 4e4],
  ] as const) {
    let before = 0;
    for (let x = 0; x <= 1; x += 1 / 64) {
      const { below, above } = betaTails(x, a, b);
      assertClose(below + above, 1);
      assert.ok(below >= before, `${below} at ${x} is less than ${before} before it`);
      before = below;
    }
    assert.equal(before, 1);
  }
});

test('the beta quantile undoes the tail', () => {
  for (const [a, b] of [
    [0.5, 9],
    [40, 3],
    [2000, 8000],
  ] as const) {
    for (const p of [1e-9, 0.025, 0.5, 0.95, 0.99999]) {
      assertClose(betaTails(betaQuantile(p, a, b), a, b).below, p, 1e-9);
    }
  }
  assert.equal(betaQuantile(0, 2, 3), 0);
  assert.equal(betaQuantile(1, 2, 3), 1);
});

test('gives the normal quantiles and tails of the tables', () => {
  assertClose(normalQuantile(0.975), 1.95996398454005423552);
  assertClose(normalQuantile(0.8), 0.84162123357291420518);
  assertClose(normalQuantile(1e-10), -6.36134090240405648);
  assertClose(normalUpperTail(1.96), 0.0249978951482204, 1e-12);
  assertClose(normalUpperTail(5), 2.866515718791939e-7);
  assertClose(normalUpperTail(10), 7.619853024160527e-24);
  assertClose(normalUpperTail(-1), 0.8413447460685429);
  assert.equal(normalUpperTail(0), 0.5);
});

test('refuses what is no distribution, rather than returning NaN', () => {
  for (const call of [
    () => betaTails(0.5, 0, 1),
    () => betaTails(1.1, 1, 1),
    () => betaTails(NaN, 1, 1),
    () => betaQuantile(-0.1, 1, 1),
    () => studentTQuantile(0.9, 0),
    () => studentTQuantile(1, 4),
    () => normalQuantile(0),
    () => seededRandom(-1),
    () => seededRandom(0.5),
  ]) {
    assert.throws(call, RangeError);
  }
});

test('random numbers are those of sfc32 in C, for the same seed', () => {
  const first = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 4 }, () => random() * 2 ** 32);
  };
  assert.deepEqual(first(0), [1363572419, 145230303, 808754475, 4216505632]);
  assert.deepEqual(first(20261127), [2318276315, 924526465, 3273982516, 1906055279]);
});
