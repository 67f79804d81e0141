/** Two runs compared, and planning for it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClose, assertPrinted } from './close.fixture.ts';
import {
  differenceFromZero,
  differenceInterval,
  fisherExact,
  holmAdjusted,
  mcNemar,
  pairedDifference,
} from './comparison.ts';
import { binomialProbability, exactLowerBound, exactUpperBound } from './proportion.ts';
import { detectableDifference, tasksNeeded, varianceOfTask } from './power.ts';
import { seededRandom } from './random.ts';
import { average, variance, type TaskScores } from './task-scores.ts';

const run = (scores: number[]): TaskScores[] => {
  return scores.map((score, i) => ({ task: `task-${i}`, cluster: `task-${i}`, scores: [score] }));
};

test('gives McNemar’s exact p and the textbook’s chi-squared', () => {
  assertClose(mcNemar(10, 2).exactP, 0.03857421875, 1e-14);
  assertPrinted(mcNemar(121, 59).chiSquared, '21.3556');
  assertPrinted(mcNemar(121, 59).chiSquaredCorrected, '20.6722');
});

test('McNemar: no discordant task, or as many each way, is no difference; the sides are alike', () => {
  assert.deepEqual(mcNemar(0, 0), { exactP: 1, chiSquared: 0, chiSquaredCorrected: 0 });
  assert.deepEqual(mcNemar(7, 7), { exactP: 1, chiSquared: 0, chiSquaredCorrected: 0 });
  assert.deepEqual(mcNemar(9, 4), mcNemar(4, 9));
  assertClose(mcNemar(6, 0).exactP, 2 / 64);
});

test('three of ten and six of ten cannot be told apart', () => {
  const p = fisherExact({ successes: 3, trials: 10 }, { successes: 6, trials: 10 });
  assertPrinted(p, '.36985');
});

test('Fisher: equal rates give 1, the groups are exchangeable, tea tasting gives 34/70', () => {
  assertClose(fisherExact({ successes: 4, trials: 8 }, { successes: 3, trials: 6 }), 1);
  assert.equal(fisherExact({ successes: 0, trials: 8 }, { successes: 0, trials: 6 }), 1);
  assert.equal(fisherExact({ successes: 8, trials: 8 }, { successes: 6, trials: 6 }), 1);
  assertClose(fisherExact({ successes: 3, trials: 4 }, { successes: 1, trials: 4 }), 34 / 70);
  // The other table is exactly as likely, though its last bits differ.
  assertClose(fisherExact({ successes: 1, trials: 2 }, { successes: 1, trials: 5 }), 1);
  const [a, b] = [
    { successes: 21, trials: 90 },
    { successes: 60, trials: 170 },
  ];
  assertClose(fisherExact(a, b), fisherExact(b, a), 1e-11);
});

test('pairs by task, whatever the order, and takes first minus second', () => {
  const first = run([1, 1, 0, 1]);
  const second = run([0, 1, 0, 0]).reverse();
  const difference = pairedDifference(first, second);
  assert.equal(difference.mean, 0.5);
  assertClose(difference.standardError, Math.sqrt(1 / 3 / 4));
  assert.equal(pairedDifference(second, first).mean, -0.5);
});

test('Var(difference) = Var A + Var B - 2 Cov', () => {
  const random = seededRandom(2);
  const a = Array.from({ length: 60 }, random);
  const b = a.map((value) => 0.5 * value + 0.5 * random());
  const covariance =
    a.reduce((total, value, i) => total + (value - average(a)) * (b[i]! - average(b)), 0) / 59;
  const expected = (variance(a) + variance(b) - 2 * covariance) / 60;
  assertClose(pairedDifference(run(a), run(b)).standardError ** 2, expected, 1e-11);
});

test('refuses to compare runs whose tasks differ, naming the task', () => {
  assert.throws(() => pairedDifference(run([1, 0, 1]), run([1, 0])), /`task-2` is in only one/);
  assert.throws(() => pairedDifference(run([1, 0]), run([1, 0, 1])), /`task-2` is in only one/);
  const twice = [...run([1]), ...run([0])];
  assert.throws(() => pairedDifference(twice, run([1])), /appears twice/);
});

const alike = (count: number, difference: number) =>
  pairedDifference(
    run(Array.from({ length: count }, () => Math.max(0, difference))),
    run(Array.from({ length: count }, () => Math.max(0, -difference))),
  );

test('tasks that all differ alike are bounded by their number: Clopper–Pearson, and McNemar’s exact p', () => {
  for (const count of [2, 3, 5, 6, 18, 200]) {
    // n of n: the share that the first run wins is at least this, and the rest may be losses.
    const share = exactLowerBound(count, count, 0.975);
    const won = alike(count, 1);
    const { lower, upper } = differenceInterval(won, 0.95)!;
    assertClose(lower, 2 * share - 1, 1e-11);
    assert.equal(upper, 1);
    assert.deepEqual(differenceInterval(alike(count, -1), 0.95), { lower: -1, upper: -lower });
    assertClose(differenceFromZero(won)!, mcNemar(count, 0).exactP, 1e-11);
    const none = differenceInterval(alike(count, 0), 0.95)!;
    assertClose(none.upper, exactUpperBound(0, count, 0.975), 1e-11);
    assertClose(none.lower, -none.upper);
    assert.equal(differenceFromZero(alike(count, 0)), 1);
  }
  assertPrinted(differenceInterval(alike(18, 1), 0.95)!.lower, '0.6294');
});

test('no interval of a difference is narrower than that of as many alike ones, rounding or not', () => {
  const width = (scores: number[], others: number[]) => {
    const { lower, upper } = differenceInterval(pairedDifference(run(scores), run(others)), 0.95)!;
    return upper - lower;
  };
  const ones = Array.from({ length: 17 }, () => 1);
  const noughts = ones.map(() => 0);
  assert.ok(width([...ones, 1], [...noughts, 0]) < width([...ones, 0.99], [...noughts, 0]));
  // Of thirds, the mean is off by its last bit, which is no spread.
  const thirds = ones.map(() => 1 / 3);
  assertClose(width(thirds, noughts), 2 - 2 * 0.025 ** (1 / 17), 1e-11);
  assert.equal(pairedDifference(run(thirds), run(noughts)).standardError, 0);
});

test('one cluster bounds no difference: no interval and no p-value', () => {
  const together = run([1, 1, 0, 1]).map((task) => ({ ...task, cluster: 'range' }));
  const others = run([0, 0, 0, 1]).map((task) => ({ ...task, cluster: 'range' }));
  for (const estimate of [pairedDifference(together, others), alike(1, 1)]) {
    assert.equal(differenceInterval(estimate, 0.95), undefined);
    assert.equal(differenceFromZero(estimate), undefined);
  }
  // Ups and downs that cancel in every cluster leave a mean without spread, and clusters to count.
  const paired = run([1, 0, 1, 0, 1, 0]).map((task, i) => ({ ...task, cluster: `${i >> 1}` }));
  const reversed = paired.map((task) => ({ ...task, scores: [1 - task.scores[0]!] }));
  assertClose(
    differenceInterval(pairedDifference(paired, reversed), 0.95)!.upper,
    1 - 0.025 ** (1 / 3),
  );
});

test('a p-value and an interval say the same, whichever of the two bounds is the wider', () => {
  const wide = pairedDifference(run([1, 1, 0, 1, 0.5, 1]), run([0, 1, 0, 0, 0.25, 0.5]));
  const many = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 0 : 1));
  const spread = pairedDifference(run(many), run(many.map((_, i) => (i % 2 === 0 ? 1 : 0))));
  for (const estimate of [wide, spread, alike(9, 1)]) {
    const p = differenceFromZero(estimate)!;
    const edge = differenceInterval(estimate, 1 - p)!.lower;
    assert.ok(Math.abs(edge) < 1e-12, `${edge}`);
  }
});

test('the interval covers the true difference of plain scores, counted not sampled', () => {
  for (const tasks of [2, 6, 18]) {
    for (const [up, down] of [
      [0.99, 0.005],
      [0.9, 0.02],
      [0.02, 0.02],
      [0.3, 0.05],
      [0.3, 0.3],
    ] as const) {
      let coverage = 0;
      for (let ups = 0; ups <= tasks; ups += 1) {
        for (let downs = 0; ups + downs <= tasks; downs += 1) {
          const first = Array.from({ length: tasks }, (_, i) => (i < ups ? 1 : 0));
          const second = first.map((_, i) => (i >= ups && i < ups + downs ? 1 : 0));
          const estimate = pairedDifference(run(first), run(second));
          const { lower, upper } = differenceInterval(estimate, 0.95)!;
          const rest = ups === tasks ? 1 : binomialProbability(downs, tasks - ups, down / (1 - up));
          if (lower <= up - down && up - down <= upper)
            coverage += binomialProbability(ups, tasks, up) * rest;
        }
      }
      assert.ok(coverage >= 0.94, `${coverage} with ${tasks} tasks at ${up} and ${down}`);
    }
  }
});

test('counts that are none are refused, not tested', () => {
  for (const [first, second] of [
    [1.5, -1],
    [-1, 3],
    [2.5, 1],
    [NaN, 1],
    [Infinity, 1],
  ] as const)
    assert.throws(() => mcNemar(first, second), RangeError);
  const group = (successes: number, trials: number) => ({ successes, trials });
  for (const wrong of [group(0, 0), group(3, 2), group(-1, 4), group(1.5, 4), group(1, NaN)]) {
    assert.throws(() => fisherExact(wrong, group(1, 2)), RangeError);
    assert.throws(() => fisherExact(group(1, 2), wrong), RangeError);
  }
  assert.throws(() => fisherExact(group(0, 0), group(0, 0)), RangeError);
});

test('paired comparisons of equal runs err as often as they say', () => {
  const random = seededRandom(17);
  let rejected = 0;
  for (let i = 0; i < 1000; i += 1) {
    const rates = Array.from({ length: 40 }, random);
    const scores = () => rates.map((rate) => (random() < rate ? 1 : 0));
    const p = differenceFromZero(pairedDifference(run(scores()), run(scores())));
    if (p !== undefined && p < 0.05) rejected += 1;
  }
  assert.ok(rejected >= 30 && rejected <= 70, `${rejected} of 1000`);
});

test('Holm: adjusts in order, never above one, never reversing two tests', () => {
  const adjusted = holmAdjusted([0.01, 0.04, 0.03, 0.005]);
  [0.03, 0.06, 0.06, 0.02].forEach((expected, i) => assertClose(adjusted[i]!, expected));
  assert.deepEqual(holmAdjusted([0.9, 0.8]), [1, 1]);
  assert.deepEqual(holmAdjusted([0.04]), [0.04]);
  assert.deepEqual(holmAdjusted([]), []);
});

const design = { errorRate: 0.05, sides: 2, power: 0.8 } as const;

test('gives Miller’s numbers of tasks for a difference of three points', () => {
  const attempt = { withinTask: 1 / 6, epochs: 1 };
  const ten = { withinTask: 1 / 6, epochs: 10 };
  assert.equal(tasksNeeded(0.03, varianceOfTask(1 / 9, []), design), 969);
  assert.equal(tasksNeeded(0.03, varianceOfTask(1 / 9, [attempt, attempt]), design), 3876);
  assert.equal(tasksNeeded(0.03, varianceOfTask(1 / 9, [ten, ten]), design), 1260);
  assertPrinted(detectableDifference(1, 1, design) ** 2, '7.848880');
});

test('the detectable difference inverts the number of tasks, one-sided needs fewer', () => {
  const tasks = tasksNeeded(0.07, 0.3, design);
  assert.ok(detectableDifference(tasks, 0.3, design) <= 0.07);
  assert.ok(detectableDifference(tasks - 1, 0.3, design) > 0.07);
  assert.ok(tasksNeeded(0.07, 0.3, { ...design, sides: 1 }) < tasks);
  assert.throws(() => tasksNeeded(0, 0.3, design), RangeError);
  assert.throws(() => detectableDifference(0, 0.3, design), RangeError);
});
