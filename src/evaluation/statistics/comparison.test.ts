/** Two runs compared, and planning for it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClose, assertPrinted } from './close.fixture.ts';
import {
  differenceFromZero,
  fisherExact,
  holmAdjusted,
  mcNemar,
  pairedDifference,
} from './comparison.ts';
import { meanInterval } from './mean.ts';
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

test('a difference without any spread has no p-value; a plain one agrees with its interval', () => {
  assert.equal(differenceFromZero(pairedDifference(run([1, 1]), run([0, 0]))), undefined);
  const difference = pairedDifference(run([1, 1, 0, 1, 0.5, 1]), run([0, 1, 0, 0, 0.25, 0.5]));
  const p = differenceFromZero(difference)!;
  const edge = meanInterval(difference, 1 - p).lower;
  assert.ok(Math.abs(edge) < 1e-12, `${edge}`);
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
