/** Met, not met, cannot tell. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClose, assertPrinted } from './close.fixture.ts';
import { decide, type DecisionRule, type Outcome } from './decision.ts';
import { binomialProbability, exactLowerBound, exactUpperBound } from './proportion.ts';
import { seededRandom } from './random.ts';
import type { TaskScores } from './task-scores.ts';
import { thresholdBounds } from './threshold-bounds.ts';

const rule = (threshold: number, plannedLooks = 1): DecisionRule => {
  return { threshold, confidence: 0.95, plannedLooks, power: 0.8 };
};
/** `solved` of `count` tasks, dealt in turn to `clusters`. */
const suite = (solved: number, count: number, clusters = count): TaskScores[] => {
  return Array.from({ length: count }, (_, i) => {
    return { task: `task-${i}`, cluster: `${i % clusters}`, scores: [i < solved ? 1 : 0] };
  });
};

test('fourteen of twenty cannot tell whether half are solved, and says what would', () => {
  const decision = decide(suite(14, 20), rule(0.5), 1);
  assert.equal(decision.outcome, 'cannot_tell');
  assertPrinted(decision.bounds.lower, '0.492');
  assert.deepEqual(decision.toSettle, { tasksInAll: 42 });
  assert.equal(
    decision.reason,
    'mean score 70 % over 20 tasks; at 95 % confidence at least 49.2 % and at most 86.1 %, with the threshold in between; if that mean is true, a new run of 42 tasks would have a chance of about 80 % to settle it',
  );
});

test('one more solved is met; few enough is not met; each names the bound that decides', () => {
  const met = decide(suite(15, 20), rule(0.5), 1);
  assert.equal(met.outcome, 'met');
  assert.match(met.reason, /at least 54\.4 %, which reaches the threshold$/);
  const not = decide(suite(5, 20), rule(0.5), 1);
  assert.equal(not.outcome, 'not_met');
  assert.match(not.reason, /at most 45\.6 %, which is below the threshold$/);
  assert.ok(!('toSettle' in met) && !('toSettle' in not));
});

test('a perfect score is not certainty', () => {
  assert.equal(decide(suite(35, 35), rule(0.9), 1).outcome, 'met');
  assert.equal(decide(suite(35, 35), rule(0.95), 1).outcome, 'cannot_tell');
  assert.equal(decide(suite(400, 400), rule(0.999), 1).outcome, 'cannot_tell');
});

test('bounds of independent tasks are Clopper and Pearson’s, at any size', () => {
  for (const [solved, count] of [
    [0, 5],
    [3, 10],
    [60, 99],
    [60, 100],
    [399, 400],
  ] as const) {
    const { lower, upper, effectiveTasks } = thresholdBounds(suite(solved, count), 0.95);
    assertClose(effectiveTasks, count);
    assertClose(lower, exactLowerBound(solved, count, 0.95), 1e-11);
    assertClose(upper, exactUpperBound(solved, count, 0.95), 1e-11);
  }
});

test('errs exactly as often as allowed or less, for every true rate, counted not sampled', () => {
  for (const count of [8, 25, 120]) {
    for (const threshold of [0.15, 0.5, 0.9]) {
      // The hardest truths: at the threshold for a wrong "not met", just below it for a wrong "met".
      const wrong: Record<Outcome, number> = { met: 0, not_met: 0, cannot_tell: 0 };
      for (let solved = 0; solved <= count; solved += 1) {
        const { outcome } = decide(suite(solved, count), rule(threshold), 1);
        wrong[outcome] += binomialProbability(solved, count, threshold);
      }
      assert.ok(wrong.met <= 0.05 && wrong.not_met <= 0.05, JSON.stringify(wrong));
    }
  }
});

test('more tasks solved never turns met into less', () => {
  const rank: Record<Outcome, number> = { not_met: 0, cannot_tell: 1, met: 2 };
  for (const count of [10, 130]) {
    let before = 0;
    const seen = new Set<Outcome>();
    for (let solved = 0; solved <= count; solved += 1) {
      const { outcome } = decide(suite(solved, count), rule(0.5), 1);
      assert.ok(rank[outcome] >= before);
      before = rank[outcome];
      seen.add(outcome);
    }
    assert.equal(seen.size, 3);
  }
});

test('the tasks it asks for settle the question about as often as it says', () => {
  for (const [solved, count, threshold] of [
    [14, 20, 0.5],
    [5, 10, 0.3],
    [27, 30, 0.8],
    [35, 35, 0.95],
    [0, 20, 0.1],
  ] as const) {
    const { toSettle } = decide(suite(solved, count), rule(threshold), 1);
    const needed = toSettle!.tasksInAll;
    const truth = Math.min(1 - 1e-9, Math.max(1e-9, solved / count));
    let settled = 0;
    for (let x = 0; x <= needed; x += 1) {
      const { outcome } = decide(suite(x, needed), rule(threshold), 1);
      if (outcome !== 'cannot_tell') settled += binomialProbability(x, needed, truth);
    }
    assert.ok(settled > 0.76, `${settled} with ${needed} tasks`);
  }
});

test('a mean at the threshold is settled by no number of tasks', () => {
  const decision = decide(suite(10, 20), rule(0.5), 1);
  assert.equal(decision.toSettle, undefined);
  assert.match(decision.reason, /no practical number of tasks would settle it$/);
});

test('tasks that fall together count for less', () => {
  // Four whole clusters solved of five: four observations of weight, not sixteen.
  const together = suite(16, 20).map((task, i) => ({ ...task, cluster: `${Math.floor(i / 4)}` }));
  const clustered = decide(together, rule(0.5), 1);
  assert.equal(decide(suite(16, 20), rule(0.5), 1).outcome, 'met');
  assert.equal(clustered.outcome, 'cannot_tell');
  assert.ok(clustered.bounds.effectiveTasks < 5);
  assert.match(clustered.reason, /^mean score 80 % over 20 tasks in 5 clusters;/);
});

test('few clusters are little evidence even when they agree, and a perfect score is the best one', () => {
  // Two clusters, seven of ten each: they show no difference, but two could not.
  const agreeing = suite(14, 20, 2);
  assert.equal(decide(suite(14, 20), rule(0.45), 1).outcome, 'met');
  assert.equal(decide(agreeing, rule(0.45), 1).outcome, 'cannot_tell');
  const perfect = thresholdBounds(suite(35, 35, 7), 0.95).lower;
  assert.ok(perfect < exactLowerBound(35, 35, 0.95));
  for (let solved = 30; solved < 35; solved += 1) {
    assert.ok(thresholdBounds(suite(solved, 35, 7), 0.95).lower < perfect);
  }
});

test('a single cluster bounds nothing; a single task bounds little', () => {
  const single = decide(suite(19, 20, 1), rule(0.5), 1);
  assert.equal(single.outcome, 'cannot_tell');
  assert.match(single.reason, /in 1 cluster; .* add tasks of other clusters$/);
  const alone = decide(suite(1, 1), rule(0.5), 1);
  assert.equal(alone.outcome, 'cannot_tell');
  assertClose(alone.bounds.lower, 0.05);
});

test('epochs earn nothing in a small suite, and narrow a large one, never beyond its attempts', () => {
  const repeated = (count: number, epochs: number) => {
    const scores = Array.from({ length: epochs }, (_, k) => (k % 2 === 0 ? 1 : 0));
    return suite(0, count).map((task) => ({ ...task, scores }));
  };
  assert.equal(thresholdBounds(repeated(20, 10), 0.95).effectiveTasks, 20);
  assert.equal(thresholdBounds(repeated(100, 10), 0.95).effectiveTasks, 1000);
  // Ten epochs, or even a grade of exactly one half on every task, are not endless evidence.
  const graded = suite(0, 150).map((task) => ({ ...task, scores: [0.5] }));
  assert.equal(thresholdBounds(graded, 0.95).effectiveTasks, 150);
});

test('suggests epochs only where attempts, not tasks, are the luck', () => {
  const dealt = (...patterns: number[][]) => {
    return suite(0, 200).map((task, i) => ({ ...task, scores: patterns[i % patterns.length]! }));
  };
  // Coin tosses, two a task: the tasks do not differ, so a fifth toss is as good as a new task.
  const alike = decide(dealt([1, 1], [1, 0], [0, 1], [0, 0]), rule(0.48), 1);
  assert.equal(alike.outcome, 'cannot_tell');
  const { tasksInAll, epochsPerTask } = alike.toSettle!;
  assert.ok(Math.abs((200 * epochsPerTask!) / (2 * tasksInAll) - 1) < 0.1, alike.reason);
  assert.match(alike.reason, /or \d+ epochs of every task, would/);
  // Each task always or never falls: another attempt would only repeat the last.
  const unlike = decide(dealt([1, 1], [0, 0]), rule(0.48), 1);
  assert.equal(unlike.outcome, 'cannot_tell');
  assert.deepEqual(Object.keys(unlike.toSettle!), ['tasksInAll']);
});

test('planned looks share the error; an unplanned one is refused', () => {
  const once = decide(suite(15, 20), rule(0.5), 1);
  const five = decide(suite(15, 20), rule(0.5, 5), 1);
  assert.equal(once.outcome, 'met');
  assert.equal(five.outcome, 'cannot_tell');
  assertClose(five.boundConfidence, 0.99);
  assert.match(five.reason, /\d+ tasks in all, \d+ more would have/);
  assert.match(decide(suite(15, 20), rule(0.5, 5), 5).reason, /a new run of \d+ tasks would/);
  assert.throws(() => decide(suite(15, 20), rule(0.5), 2), /look 2 was not planned \(1 were\)/);
});

test('errs within its promise with clusters, few or many, far from one half', () => {
  const random = seededRandom(6);
  for (const [clusters, size] of [
    [6, 4],
    [30, 4],
  ] as const) {
    let wrongMet = 0;
    for (let run = 0; run < 1000; run += 1) {
      // Beta(4, 1) by cluster, the largest of four uniforms: mean 0.8, over-dispersion 1 / 6.
      const tasks = Array.from({ length: clusters }, (_, c) => {
        const rate = Math.max(random(), random(), random(), random());
        return Array.from({ length: size }, (_, i) => ({
          task: `${c}-${i}`,
          cluster: `${c}`,
          scores: [random() < rate ? 1 : 0],
        }));
      }).flat();
      if (decide(tasks, rule(0.8), 1).outcome === 'met') wrongMet += 1;
    }
    assert.ok(wrongMet <= 65, `${wrongMet} of 1000 with ${clusters} clusters`);
  }
});

test('refuses a rule that no samples could satisfy, and a decision about nothing', () => {
  assert.throws(() => decide(suite(1, 2), rule(1), 1), /can never show a rate of exactly 0 or 1/);
  assert.throws(() => decide(suite(1, 2), rule(0), 1), RangeError);
  assert.throws(() => decide(suite(1, 2), { ...rule(0.5), confidence: 95 }, 1), RangeError);
  assert.throws(() => decide(suite(1, 2), rule(0.5), 0), RangeError);
  assert.throws(() => decide([], rule(0.5), 1), RangeError);
});
