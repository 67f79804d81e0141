/** The time horizon, against scikit-learn with METR's settings. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClose, assertPrinted } from './close.fixture.ts';
import {
  fitHorizon,
  horizonMinutes,
  horizonWeights,
  METR_REGULARIZATION,
  type TimedRun,
} from './horizon.ts';
import { horizonInterval, quantile } from './horizon-bootstrap.ts';
import { seededRandom } from './random.ts';

const runsOf = (minutes: number[], scores: number[]): TimedRun[] => {
  return minutes.map((humanMinutes, i) => {
    return { task: `task-${i}`, family: `family-${i}`, humanMinutes, score: scores[i]! };
  });
};
const minutes = [1, 2, 4, 8, 15, 30, 60, 120, 240, 480];
const reference = runsOf(minutes, [1, 1, 1, 1, 1, 0, 1, 0, 0, 0]);
const bootstrap = {
  regularization: METR_REGULARIZATION,
  replicates: 1000,
  seed: 42,
  confidence: 0.95,
};

test('gives scikit-learn’s fit and horizons, with METR’s penalty and without', () => {
  const weights = horizonWeights(reference);
  weights.forEach((weight) => assertClose(weight, 1 / 10));
  const penalised = fitHorizon(reference, weights, METR_REGULARIZATION);
  assertPrinted(penalised.curve!.intercept, '4.909456');
  assertPrinted(penalised.curve!.slope, '-0.901716');
  assertPrinted(horizonMinutes(penalised, 0.5), '43.549');
  assertPrinted(horizonMinutes(penalised, 0.8), '15.003');
  const plain = fitHorizon(reference, weights, 0);
  assertPrinted(plain.curve!.intercept, '7.066418');
  assertPrinted(plain.curve!.slope, '-1.304539');
  assertPrinted(horizonMinutes(plain, 0.5), '42.719');
  assertPrinted(horizonMinutes(plain, 0.8), '20.451');
});

test('weights: runs share their task’s, tasks the square root of their family’s', () => {
  const run = (task: string, family: string) => ({ task, family, humanMinutes: 5, score: 1 });
  const weights = horizonWeights([run('a', 'F'), run('a', 'F'), run('b', 'F'), run('c', 'G')]);
  const total = Math.SQRT2 + 1;
  const expected = [0.5 / Math.SQRT2, 0.5 / Math.SQRT2, 1 / Math.SQRT2, 1];
  expected.forEach((raw, i) => assertClose(weights[i]!, raw / total));
  assert.throws(() => horizonWeights([run('a', 'F'), run('a', 'G')]), /`a` is in two families/);
});

test('a fractional score is that share of a success', () => {
  const fractional = runsOf([2, 8, 32], [1, 0.25, 0]);
  const split = runsOf([2, 8, 8, 32], [1, 1, 0, 0]);
  const a = fitHorizon(fractional, [1, 1, 1], 0.1).curve!;
  const b = fitHorizon(split, [1, 0.25, 0.75, 1], 0.1).curve!;
  assertClose(a.intercept, b.intercept, 1e-11);
  assertClose(a.slope, b.slope, 1e-11);
});

test('measuring in other units moves the horizon by the same factor', () => {
  const weights = horizonWeights(reference);
  const seconds = reference.map((run) => ({ ...run, humanMinutes: 60 * run.humanMinutes }));
  const inMinutes = horizonMinutes(fitHorizon(reference, weights, 0.1), 0.5);
  assertClose(horizonMinutes(fitHorizon(seconds, weights, 0.1), 0.5), 60 * inMinutes, 1e-10);
});

test('nothing solved has horizon 0, everything solved none that these tasks show', () => {
  const weights = minutes.map(() => 0.1);
  const none = fitHorizon(
    runsOf(
      minutes,
      minutes.map(() => 0),
    ),
    weights,
    0.1,
  );
  assert.deepEqual([none.kind, horizonMinutes(none, 0.5)], ['none_solved', 0]);
  const all = fitHorizon(
    runsOf(
      minutes,
      minutes.map(() => 1),
    ),
    weights,
    0.1,
  );
  assert.deepEqual([all.kind, horizonMinutes(all, 0.5)], ['all_solved', Infinity]);
});

test('warns when longer tasks came out easier', () => {
  const rising = runsOf(minutes, [0, 0, 0, 1, 0, 0, 1, 1, 1, 1]);
  assert.equal(fitHorizon(rising, horizonWeights(rising), 0.1).isRising, true);
  assert.equal(fitHorizon(reference, horizonWeights(reference), 0.1).isRising, false);
});

test('one length only: level curve, above or below the rate everywhere', () => {
  const level = runsOf([7, 7, 7], [1, 1, 0]);
  const fit = fitHorizon(level, [1, 1, 1], 0.1);
  assert.equal(fit.curve!.slope, 0);
  assert.equal(horizonMinutes(fit, 0.5), Infinity);
  assert.equal(horizonMinutes(fit, 0.8), 0);
});

test('without the penalty, says when no curve fits best instead of returning a huge one', () => {
  const separated = runsOf(minutes, [1, 1, 1, 1, 1, 0, 0, 0, 0, 0]);
  assert.throws(() => fitHorizon(separated, horizonWeights(separated), 0), /no curve fits best/);
  assert.throws(() => fitHorizon(runsOf([7, 7], [1, 0]), [1, 1], 0), /no curve fits best/);
  assert.ok(fitHorizon(separated, horizonWeights(separated), 0.1).curve!.slope < 0);
});

test('refuses tasks without a length, scores outside 0 to 1, weights that do not match', () => {
  assert.throws(() => fitHorizon(runsOf([0, 2], [1, 0]), [1, 1], 0.1), /human minutes/);
  assert.throws(() => fitHorizon(runsOf([1, 2], [1, NaN]), [1, 1], 0.1), /score of NaN/);
  assert.throws(() => fitHorizon(runsOf([1, 2], [1, 0]), [1], 0.1), /one weight/);
  assert.throws(() => fitHorizon([], [], 0.1), /at least one run/);
  assert.throws(() => horizonMinutes(fitHorizon(reference, horizonWeights(reference), 0.1), 1));
});

test('the bootstrap gives the same interval for the same seed, another for another', () => {
  const interval = horizonInterval(reference, 0.5, bootstrap);
  assert.deepEqual(horizonInterval(reference, 0.5, bootstrap), interval);
  assert.notDeepEqual(horizonInterval(reference, 0.5, { ...bootstrap, seed: 43 }), interval);
  const horizon = horizonMinutes(fitHorizon(reference, horizonWeights(reference), 0.1), 0.5);
  assert.ok(interval.lower < horizon && horizon < interval.upper);
});

test('a single run says nothing: the bootstrap keeps the draws without a curve', () => {
  const { lower, upper } = horizonInterval(runsOf([4, 16], [1, 0]), 0.5, bootstrap);
  assert.deepEqual([lower, upper], [0, Infinity]);
});

test('the bootstrap draws families, tasks within them, and runs within those', () => {
  // Two of three succeed at one length: only a draw at that level can turn the majority.
  const runs = (named: (i: number) => [family: string, task: string]) => {
    return [1, 1, 0].map((score, i) => {
      const [family, task] = named(i);
      return { family, task, humanMinutes: 7, score };
    });
  };
  const levels = [
    runs((i) => [`family-${i}`, `task-${i}`]),
    runs((i) => ['family', `task-${i}`]),
    runs(() => ['family', 'task']),
  ];
  for (const level of levels) {
    const { lower, upper } = horizonInterval(level, 0.5, bootstrap);
    assert.deepEqual([lower, upper], [0, Infinity]);
  }
});

test('refuses a bootstrap without penalty, whose separated draws have no curve', () => {
  const unpenalised = { ...bootstrap, regularization: 0 };
  assert.throws(() => horizonInterval(reference, 0.5, unpenalised), /regularization above 0/);
});

test('quantiles are NumPy’s default', () => {
  assert.equal(quantile([1, 2, 4], 0.5), 2);
  assert.equal(quantile([1, 2, 4], 0.75), 3);
  assert.equal(quantile([0, Infinity, Infinity], 0.9), Infinity);
});

test('the bootstrap interval covers a known horizon about as often as it says', () => {
  const random = seededRandom(77);
  const truth = 32;
  let covered = 0;
  for (let study = 0; study < 60; study += 1) {
    const runs = Array.from({ length: 60 }, (_, i) => {
      const humanMinutes = 2 ** (10 * random());
      const rate = 1 / (1 + (humanMinutes / truth) ** 1.3);
      return [0, 1].map(() => ({
        task: `${i}`,
        family: `${i % 30}`,
        humanMinutes,
        score: random() < rate ? 1 : 0,
      }));
    }).flat();
    const few = { ...bootstrap, replicates: 100, seed: study };
    const { lower, upper } = horizonInterval(runs, 0.5, few);
    if (lower <= truth && truth <= upper) covered += 1;
  }
  assert.ok(covered >= 52, `${covered} of 60`);
});
