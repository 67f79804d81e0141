/** Means and their standard errors, against inspect_ai's tests and Miller (2024). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClose, assertPrinted } from './close.fixture.ts';
import {
  estimateClusteredMean,
  estimateMean,
  meanInterval,
  meanLowerBound,
  meanUpperBound,
  varianceComponents,
} from './mean.ts';
import { seededRandom } from './random.ts';
import { observationsOf, variance } from './task-scores.ts';

const twenty = Array.from({ length: 20 }, (_, i) => ({ value: i, cluster: `${i % 4}` }));

test('gives inspect_ai’s clustered standard error, the paper’s, and the naive one', () => {
  const inspect = estimateClusteredMean(twenty, 'small_sample');
  assertClose(inspect.standardError, 0.6454972243679028, 1e-15);
  assert.equal(inspect.standardError.toFixed(3), '0.645');
  assertClose(estimateClusteredMean(twenty, 'none').standardError, 0.5590169943749475, 1e-15);
  assertClose(estimateMean(twenty.map(({ value }) => value)).standardError, 1.3228756555322954);
});

test('gives its interval by t with one degree of freedom less than clusters', () => {
  const estimate = estimateClusteredMean(twenty, 'small_sample');
  assert.equal(estimate.degreesOfFreedom, 3);
  const { lower, upper } = meanInterval(estimate, 0.95);
  assertClose(lower, 7.445739743239479, 1e-14);
  assertClose(upper, 11.554260256760521, 1e-14);
});

test('equals the pairwise definition when one cluster is far larger than the rest', () => {
  const observations = Array.from({ length: 200 }, (_, i) => {
    return { value: i % 5, cluster: i < 180 ? 'large' : `single ${i}` };
  });
  let pairs = 0;
  for (const a of observations) {
    for (const b of observations)
      if (a.cluster === b.cluster) pairs += (a.value - 2) * (b.value - 2);
  }
  const pairwise = Math.sqrt(pairs * (21 / 20)) / 200;
  assertClose(estimateClusteredMean(observations, 'small_sample').standardError, pairwise);
});

test('one cluster shows no spread: error 0, and an interval that bounds nothing', () => {
  const estimate = estimateClusteredMean(
    [1, 2, 3].map((value) => ({ value, cluster: 'only' })),
    'small_sample',
  );
  assert.equal(estimate.standardError, 0);
  assert.deepEqual(meanInterval(estimate, 0.95), { lower: -Infinity, upper: Infinity });
});

test('values without spread do not bound a mean of unknown range, and rounding is no spread', () => {
  for (const value of [0.1, 1 / 3, 1]) {
    const estimate = estimateMean(Array.from({ length: 18 }, () => value));
    assert.equal(estimate.standardError, 0);
    assert.deepEqual(meanInterval(estimate, 0.95), { lower: -Infinity, upper: Infinity });
  }
  assert.ok(estimateMean([0.1, 0.1, 0.1 + 1e-9]).standardError > 0);
});

test('refuses a missing or NaN cluster, a NaN value, and nothing at all', () => {
  for (const cluster of [undefined, null, NaN, ''] as unknown as string[]) {
    assert.throws(() => estimateClusteredMean([{ value: 1, cluster }], 'small_sample'), /cluster/);
  }
  assert.throws(() => estimateMean([1, NaN]), /cannot include NaN/);
  assert.throws(() => estimateMean([]), /at least one value/);
});

test('with every task its own cluster, clustered and plain are the same', () => {
  const random = seededRandom(3);
  const values = Array.from({ length: 50 }, random);
  const alone = values.map((value, i) => ({ value, cluster: `${i}` }));
  const plain = Math.sqrt(variance(values) / 50);
  assertClose(estimateClusteredMean(alone, 'small_sample').standardError, plain);
  assertClose(estimateMean(values).standardError, plain);
});

test('one-sided bounds mirror each other and widen with confidence', () => {
  const estimate = estimateMean([0, 1, 1, 1, 0, 1]);
  const mirrored = estimateMean([1, 0, 0, 0, 1, 0]);
  let before = Infinity;
  for (const confidence of [0.5, 0.8, 0.95, 0.999]) {
    const lower = meanLowerBound(estimate, confidence);
    assertClose(lower, 1 - meanUpperBound(mirrored, confidence), 1e-10);
    assert.ok(lower <= before);
    before = lower;
  }
});

test('epochs are averaged within their task, never counted as tasks', () => {
  const tasks = [
    { task: 'a', cluster: 'a', scores: [1, 1, 1, 1, 0] },
    { task: 'b', cluster: 'b', scores: [0] },
  ];
  const estimate = estimateClusteredMean(observationsOf(tasks), 'small_sample');
  assertClose(estimate.mean, 0.4);
  assert.equal(estimate.observations, 2);
  assertClose(estimate.standardError, 0.4);
});

test('refuses a task without a score, with one not in 0 to 1, or given twice', () => {
  const tasks = (scores: number[]) => [{ task: 'heap-3', cluster: 'heap', scores }];
  assert.throws(() => observationsOf(tasks([])), /`heap-3` has no score/);
  assert.throws(() => observationsOf(tasks([1, NaN])), /`heap-3` has a score of NaN/);
  assert.throws(() => observationsOf(tasks([1.01])), /not in 0 to 1/);
  assert.throws(() => observationsOf([...tasks([1]), ...tasks([0])]), /`heap-3` appears twice/);
});

test('splits the variance into what epochs reduce and what they do not', () => {
  // Two tasks, four epochs: means 0.75 and 0.25, each task's variance 0.25.
  const parts = varianceComponents([
    { task: 'a', cluster: 'a', scores: [1, 1, 1, 0] },
    { task: 'b', cluster: 'b', scores: [0, 0, 0, 1] },
  ]);
  assert.deepEqual(parts, { withinTask: 0.25, betweenTasks: 0.125 - 0.25 / 4 });
  const single = { task: 'c', cluster: 'c', scores: [1] };
  assert.equal(varianceComponents([single, { ...single, task: 'd' }]), undefined);
});

test('recovers simulated variance components', () => {
  const random = seededRandom(5);
  const tasks = Array.from({ length: 4000 }, (_, i) => {
    const rate = random() < 0.5 ? 0.2 : 0.8;
    const scores = Array.from({ length: 3 }, () => (random() < rate ? 1 : 0));
    return { task: `${i}`, cluster: `${i}`, scores };
  });
  const parts = varianceComponents(tasks)!;
  assertPrinted(parts.betweenTasks, '0.09');
  assertPrinted(parts.withinTask, '0.16');
});

test('the clustered interval covers where the naive one fails', () => {
  const random = seededRandom(8);
  const covered = { clustered: 0, naive: 0 };
  const runs = 1000;
  for (let run = 0; run < runs; run += 1) {
    // 40 clusters of 5 tasks that share 80 % of their luck.
    const observations = Array.from({ length: 40 }, (_, c) => {
      const shared = random();
      return Array.from({ length: 5 }, () => ({
        value: 0.8 * shared + 0.2 * random(),
        cluster: `${c}`,
      }));
    }).flat();
    const clustered = meanInterval(estimateClusteredMean(observations, 'small_sample'), 0.95);
    const naive = meanInterval(estimateMean(observations.map(({ value }) => value)), 0.95);
    if (clustered.lower <= 0.5 && clustered.upper >= 0.5) covered.clustered += 1;
    if (naive.lower <= 0.5 && naive.upper >= 0.5) covered.naive += 1;
  }
  assert.ok(
    covered.clustered >= 930 && covered.clustered <= 970,
    `${covered.clustered} of ${runs}`,
  );
  assert.ok(covered.naive < 700, `${covered.naive} of ${runs}`);
});
