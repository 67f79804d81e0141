/** What samples add up to: everything counts, and what two people changed is beside what was recorded. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareRuns } from './comparison.ts';
import { dispositions } from './engine/disposition.ts';
import { chainedSamples } from './journal-samples.ts';
import {
  exclusionsOf,
  familyScores,
  resultOf,
  tasksAsReviewed,
  type SampleReview,
} from './result.ts';
import { faultOfSample, firstChain, nextChain, type Sample } from './sample.ts';

const clusters = new Map<string, string>();
const recorded = (values: readonly number[], epochs = 1) =>
  values.map((value, position) => ({
    position,
    task: `t${Math.floor(position / epochs)}`,
    epoch: 1 + (position % epochs),
    disposition: 'scored' as const,
    value,
    refusals: 0,
  }));
const changed = (position: number, value: number | null): SampleReview => ({
  position,
  state: 'changed',
  verdict: value === null ? 'broken_task' : 'mis_scored',
  value,
  because: 'the flag is printed by the task itself',
  proposedBy: 'eli',
  settledBy: 'esra',
});

test('a refusal, a limit and every failure stay in the denominator as 0', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...dispositions), { minLength: 1, maxLength: 60 }),
      (all) => {
        const samples = all.map((disposition, position) => ({
          position,
          task: `t${position}`,
          epoch: 1,
          disposition,
          value: disposition === 'scored' ? 1 : 0,
          refusals: disposition === 'refused' ? 2 : 0,
        }));
        const { asRecorded, dispositions: counts, refusals } = resultOf(samples, [], clusters);
        const scored = all.filter((each) => each === 'scored').length;
        assert.ok(Math.abs((asRecorded?.mean ?? -1) - scored / all.length) < 1e-12);
        assert.equal(
          Object.values(counts).reduce((sum, n) => sum + n, 0),
          all.length,
        );
        assert.equal(refusals, 2 * counts.refused);
        assert.ok((asRecorded?.lower ?? 2) <= scored / all.length + 1e-12);
        assert.ok((asRecorded?.upper ?? -1) >= scored / all.length - 1e-12);
      },
    ),
  );
});

test('a changed score counts as reviewed, and as recorded it is what it was', () => {
  const { asRecorded, asReviewed } = resultOf(recorded([1, 0, 0, 0]), [changed(1, 1)], clusters);
  assert.equal(asRecorded?.mean, 0.25);
  assert.equal(asReviewed?.mean, 0.5);
});

test('a broken task leaves with all its attempts, by name and with both people', () => {
  const samples = recorded([1, 0, 1, 1], 2);
  const reviews = [changed(0, null)];
  assert.deepEqual(exclusionsOf(samples, reviews), [
    {
      task: 't0',
      because: 'the flag is printed by the task itself',
      by: 'eli',
      confirmedBy: 'esra',
    },
  ]);
  const { asRecorded, asReviewed, exclusions } = resultOf(samples, reviews, clusters);
  assert.equal(exclusions.length, 1);
  assert.deepEqual([asRecorded?.tasks, asReviewed?.tasks], [2, 1]);
  assert.deepEqual([asRecorded?.mean, asReviewed?.mean], [0.75, 1]);
});

test('a dispute that nobody confirmed changes nothing', () => {
  const dispute: SampleReview = { ...changed(0, 0), state: 'disputed', settledBy: null };
  const { asRecorded, asReviewed, reviewed } = resultOf(recorded([1, 1]), [dispute], clusters);
  assert.deepEqual(asRecorded, asReviewed);
  assert.deepEqual(reviewed, { agreed: 0, disputed: 1, changed: 0 });
});

test('a run without a sample has no score, not a score of 0', () => {
  const { asRecorded, asReviewed } = resultOf([], [], clusters);
  assert.deepEqual([asRecorded, asReviewed], [null, null]);
});

test('a family is scored over its own tasks, a change included; one without samples has no score', () => {
  const task = (name: string, family: string | null) => ({ name, cluster: name, family });
  const tasks = [task('t0', 'patch'), task('t1', null), task('t2', 'patch'), task('t3', 'exploit')];
  const found = familyScores(recorded([1, 0, 0]), [changed(2, 1)], tasks);
  assert.deepEqual(
    found.map(({ family, asRecorded, asReviewed }) => [
      family,
      asRecorded?.mean ?? null,
      asReviewed?.mean ?? null,
    ]),
    [
      ['patch', 0.5, 1],
      [null, 0, 0],
      ['exploit', null, null],
    ],
  );
});

test('two runs are compared on the tasks they share; a broken one leaves both', () => {
  const first = tasksAsReviewed(recorded([1, 1, 1, 0]), [], clusters);
  const second = tasksAsReviewed(recorded([0, 1, 0, 0]), [], clusters);
  const { difference, mcNemar, tasks, differing } = compareRuns(first, second, []);
  assert.equal(difference.mean, 0.5);
  assert.deepEqual(differing, [
    { task: 't0', first: 1, second: 0 },
    { task: 't2', first: 1, second: 0 },
  ]);
  assert.equal(tasks, 4);
  // Two discordant pairs, both for the first: 2 · (1/2)².
  assert.ok(Math.abs((mcNemar?.exactP ?? 0) - 0.5) < 1e-12);
  const without = compareRuns(first, second, ['t0']);
  assert.equal(without.tasks, 3);
  assert.ok(Math.abs(without.difference.mean - 1 / 3) < 1e-12);
  assert.throws(() => compareRuns(first, second, ['t0', 't1', 't2', 't3']), /no task/);
});

test('a comparison of runs that differ alike is bounded by the number of tasks', () => {
  const all = (value: number, count: number) =>
    tasksAsReviewed(recorded(Array.from({ length: count }, () => value)), [], clusters);
  const apart = compareRuns(all(1, 18), all(0, 18), []).difference;
  assert.equal(apart.mean, 1);
  assert.deepEqual([apart.interval?.lower.toFixed(3), apart.interval?.upper], ['0.629', 1]);
  const few = compareRuns(all(1, 2), all(0, 2), []).difference;
  assert.equal(few.interval?.lower.toFixed(3), '-0.684');
  const alike = compareRuns(all(1, 3), all(1, 3), []);
  assert.equal(alike.difference.interval?.lower.toFixed(3), '-0.708');
  assert.equal(alike.pValue, 1);
});

test('tasks of one cluster have no interval and no McNemar: neither is said, rather than claimed', () => {
  const clustered = (value: number, clusterOf: (at: number) => string) =>
    recorded(Array.from({ length: 12 }, () => value)).map(({ task }, at) => ({
      ...{ task, cluster: clusterOf(at), scores: [value] },
    }));
  const compared = (clusterOf: (at: number) => string) =>
    compareRuns(clustered(1, clusterOf), clustered(0, clusterOf), []);
  const one = compared(() => 'kernel');
  assert.deepEqual([one.difference.interval, one.mcNemar, one.pValue], [null, null, null]);
  // Two that share a cluster are enough; when one of them is broken, the other stands alone.
  const two = (at: number) => (at < 2 ? 'kernel' : `t${at}`);
  assert.equal(compared(two).mcNemar, null);
  assert.ok(compareRuns(clustered(1, two), clustered(0, two), ['t1']).mcNemar);
});

const aSample: Sample = {
  position: 0,
  task: 'overflow',
  epoch: 1,
  disposition: 'scored',
  reason: '',
  value: 1,
  refusals: 0,
  usage: { inputTokens: 5, outputTokens: 6 },
  calls: 2,
  startedAt: '2026-12-01T09:00:00Z',
  endedAt: '2026-12-01T09:00:05Z',
  journalSha256: 'ab'.repeat(32),
};

test('the chain changes with the run, with every field of a sample, and with what came before', () => {
  const begin = firstChain('run_1');
  const chain = nextChain(begin, aSample);
  assert.equal(nextChain(begin, { ...aSample }), chain);
  const changes: Partial<Sample>[] = [
    { position: 1 },
    { task: 'other' },
    { epoch: 2 },
    { disposition: 'limit', value: 0 },
    { reason: 'x' },
    { value: 0.5 },
    { refusals: 1 },
    { usage: { inputTokens: 5, outputTokens: 7 } },
    { calls: 3 },
    { startedAt: '2026-12-01T09:00:01Z' },
    { endedAt: '2026-12-01T09:00:06Z' },
    { journalSha256: 'cd'.repeat(32) },
  ];
  assert.deepEqual(
    new Set(changes.flatMap((change) => Object.keys(change))),
    new Set(Object.keys(aSample)),
  );
  for (const change of changes)
    assert.notEqual(nextChain(begin, { ...aSample, ...change }), chain, JSON.stringify(change));
  assert.notEqual(nextChain(firstChain('run_2'), aSample), chain);
});

test('a sample that is not scored has no value, and none ends before it starts', () => {
  assert.equal(faultOfSample(aSample), undefined);
  assert.match(faultOfSample({ ...aSample, disposition: 'refused' }) ?? '', /scored/);
  assert.match(faultOfSample({ ...aSample, endedAt: '2026-12-01T08:59:59Z' }) ?? '', /before/);
});

test('a journal’s ended samples make the chain that the server checks, whatever they ended in', () => {
  const ended = dispositions.map((disposition, place) => ({
    lineHash: String(place).repeat(64),
    result: {
      task: `t${place}`,
      variant: 'default',
      epoch: 1,
      disposition,
      reason: 'x'.repeat(1999) + '\u{1f600}\0',
      score: { value: 0.5, explanation: '' },
      answer: null,
      spent: null,
      attempts: 1,
      startedAt: disposition === 'window_closed' ? null : '2026-12-01T09:00:00.123Z',
      endedAt: '2026-12-01T09:00:05.999Z',
    },
  }));
  let chain = firstChain('run_1');
  const samples = chainedSamples('run_1', ended);
  assert.equal(samples.length, dispositions.length);
  for (const [place, { chain: stated, ...fields }] of samples.entries()) {
    chain = nextChain(chain, fields);
    assert.equal(stated, chain);
    assert.equal(faultOfSample(fields), undefined);
    assert.equal(fields.position, place);
    assert.equal(fields.value, fields.disposition === 'scored' ? 0.5 : 0);
    assert.ok(fields.reason.isWellFormed() && !fields.reason.includes('\0'));
  }
  assert.equal(samples[0]?.startedAt, '2026-12-01T09:00:00Z');
});
