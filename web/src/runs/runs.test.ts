/** What the pages of runs compute: a plan's usual budget, what waits for whom, and how two runs differ. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Comparison, Grant, Run, RunSummary, Suite } from '../api/views.ts';
import {
  differenceWords,
  drawnSpan,
  findingOf,
  mostDiffering,
  tasksShownMax,
} from './difference.ts';
import { findingOf as findingSent, firstFinding } from './finding-draft.ts';
import { doNextOf, standingOf, toReview } from './office-runs.ts';
import {
  fieldOf,
  firstPlan,
  planOf,
  usualBudget,
  withSuite,
  type PlanChoices,
} from './plan-draft.ts';

const now = Date.parse('2026-12-01T09:00:00Z');
const at = (hours: number): string => new Date(now + hours * 3_600_000).toISOString();

const grant = {
  id: 'grant_1',
  window: { opensAt: at(-1), closesAt: at(5.25) },
  terms: {
    model: { names: ['kestrel', 'kestrel-9'] },
    procedure: 'cyber-review/1',
    window: { lengthS: 864_000 },
    budget: { tokens: 10_000_000 },
  },
  spent: { requests: 1, tokens: 500_000 },
} as unknown as Grant;
const choices = {
  grants: [grant],
  procedures: [
    { id: 'procedure_2', key: 'cyber-review/2' },
    { id: 'procedure_1', key: 'cyber-review/1' },
  ],
  suites: [{ id: 'suite_a' }, { id: 'suite_b' }],
  thresholds: [
    { id: 'threshold_b', suiteId: 'suite_b', epochs: 4 },
    { id: 'threshold_a', suiteId: 'suite_a', epochs: 3 },
  ],
} as unknown as PlanChoices;
const tasks = (count: number, humanMinutes: number | null) =>
  Array.from({ length: count }, () => ({ item: { humanMinutes } })) as unknown as Suite['tasks'];

describe('a plan', () => {
  it('begins with what could fit: the agreed procedure, and the threshold about the suite', () => {
    const draft = firstPlan(choices);
    assert.deepEqual(
      [draft.modelName, draft.procedureId, draft.suiteId, draft.thresholdId, draft.epochs],
      ['kestrel', 'procedure_1', 'suite_a', 'threshold_a', '3'],
    );
    const other = withSuite(draft, choices, 'suite_b');
    assert.deepEqual([other.thresholdId, other.epochs], ['threshold_b', '4']);
  });

  it('has the usual budget of its suite, and no more than the access has left', () => {
    assert.deepEqual(usualBudget(2, tasks(3, 40), grant, now), { tokens: 6_000_000, hours: 4 });
    assert.deepEqual(usualBudget(4, tasks(3, 40), grant, now), { tokens: 9_500_000, hours: 5.2 });
    // Nobody estimated the tasks: an hour to begin with.
    assert.equal(usualBudget(1, tasks(3, null), grant, now).hours, 1);
    const unopened = { ...grant, window: null } as Grant;
    assert.equal(usualBudget(100, tasks(10, 60), unopened, now).hours, 240);
  });

  it('is sent as typed, and a fault leads back to its field', () => {
    const usual = { tokens: 1000, hours: 2 };
    const draft = { ...firstPlan(choices), tokens: '1,500,000', hours: '0.5' };
    assert.deepEqual(planOf(draft, usual).budget, { tokens: 1_500_000, wallS: 1800 });
    const untouched = planOf({ ...firstPlan(choices), thresholdId: '', epochs: 'many' }, usual);
    assert.deepEqual(untouched.budget, { tokens: 1000, wallS: 7200 });
    assert.deepEqual([untouched.thresholdId, untouched.epochs], [null, 0]);
    assert.equal(fieldOf({ pointer: '/body/budget/wallS' }), 'plan-wallS');
    assert.equal(fieldOf({ pointer: '/thresholdId' }), 'plan-thresholdId');
    assert.equal(fieldOf({ pointer: '/body' }), undefined);
  });
});

describe('a finding', () => {
  it('counts samples from 1 on the page and from 0 in the API; what is no number is no sample', () => {
    const draft = { ...firstFinding(3), evidence: '3, 7; 12 x -1 0' };
    assert.deepEqual(findingSent(draft).evidence, [2, 6, 11, -1, -1, -1]);
    assert.deepEqual(findingSent(firstFinding(undefined)).evidence, []);
  });
});

const aRun = (more: object): Run =>
  ({
    ...{ id: 'run_1', declaredAs: 'kestrel', purpose: 'determination', state: 'complete' },
    ...{ suite: { id: 'suite_a', name: 'harbour' }, endedAt: at(-1), closesAt: at(100) },
    ...{ samplesRecorded: 10, may: ['review'] },
    result: { reviewed: { agreed: 10, disputed: 0, changed: 0 }, asReviewed: null, families: [] },
    ...more,
  }) as unknown as Run;
const scored = (declaredAs: string, mean: number, more: object = {}): Run =>
  aRun({
    declaredAs,
    result: {
      reviewed: { agreed: 0, disputed: 0, changed: 0 },
      asReviewed: { mean, lower: mean, upper: mean },
      families: [{ family: 'patch', asReviewed: { mean: mean / 2 } }],
    },
    ...more,
  });

describe('an evaluator’s home', () => {
  it('names windows that close first, then second people, then review; five at most', () => {
    const open = { endedAt: null, state: 'running' };
    const runs: RunSummary[] = [
      aRun({ id: 'late', ...open, closesAt: at(71) }),
      aRun({ id: 'soon', ...open, closesAt: at(2) }),
      aRun({ id: 'gone', ...open, closesAt: at(-1) }),
      aRun({ id: 'far', ...open, closesAt: at(73) }),
      aRun({ id: 'over', closesAt: at(2) }),
      aRun({ id: 'planned', endedAt: null, state: 'planned', closesAt: null }),
    ];
    const disputed = aRun({
      id: 'disputed',
      result: { reviewed: { agreed: 4, disputed: 1, changed: 2 } },
    });
    assert.equal(toReview(disputed), 3);
    const found = doNextOf(runs, [disputed], now);
    assert.deepEqual(
      found.map(({ runId }) => runId),
      ['soon', 'late', 'disputed', 'planned', 'disputed'],
    );
    assert.match(found[0]?.what ?? '', /^access ends 1 Dec 2026, 11:00 UTC, in 2 hours$/);
    assert.equal(found[3]?.what, 'waits for a second person to queue it');
    assert.equal(found[4]?.what, '3 samples to review');
    assert.equal(doNextOf([...runs, ...runs], [], now).length, 5);
    // An overseer looks, and reviews nothing.
    assert.deepEqual(doNextOf([], [aRun({ samplesRecorded: 99, may: [] })], now), []);
  });

  it('puts the newest score before the range of other models on the same suite', () => {
    const standing = standingOf([
      aRun({}),
      scored('kestrel', 0.5),
      scored('merlin', 0.2),
      scored('osprey', 0.4),
      scored('kestrel', 0.9),
      scored('heron', 0.9, { suite: { id: 'suite_b', name: 'other' } }),
      scored('plover', 0.9, { state: 'incomplete' }),
    ]);
    assert.deepEqual(standing?.others, ['merlin', 'osprey']);
    assert.deepEqual(
      standing?.rows.map(({ name, others }) => [name, others]),
      [
        ['All tasks', { lowest: 0.2, highest: 0.4 }],
        ['Patch', { lowest: 0.1, highest: 0.2 }],
      ],
    );
    assert.equal(standingOf([aRun({})]), undefined);
    const alone = standingOf([scored('kestrel', 0.5)]);
    assert.equal(alone?.rows[0] !== undefined && 'others' in alone.rows[0], false);
  });
});

describe('a comparison', () => {
  const between = (lower: number, upper: number, second = 'merlin'): Comparison =>
    ({
      first: { declaredAs: 'kestrel' },
      second: { declaredAs: second },
      difference: { mean: (lower + upper) / 2, interval: { lower, upper } },
      tasks: 24,
    }) as unknown as Comparison;

  it('says higher or lower only where the interval leaves 0 out', () => {
    assert.equal(findingOf(between(0.01, 0.3)), 'kestrel scores higher than merlin');
    assert.equal(findingOf(between(-0.3, -0.01)), 'kestrel scores lower than merlin');
    assert.equal(findingOf(between(0, 0.3)), 'kestrel and merlin cannot be told apart');
    const one = findingOf(between(-0.1, 0.3, 'kestrel'));
    assert.equal(one, 'This run and the other run cannot be told apart');
    assert.equal(
      differenceWords(between(-0.1, 0.3)),
      '+10.0 points of 100, between −10.0 and +30.0: the mean over 24 tasks, with its 95 % interval.',
    );
  });

  it('says that it cannot tell where the tasks bound nothing, whatever the mean', () => {
    const unbounded = {
      ...between(1, 1),
      difference: { mean: 1, interval: null, standardError: 0 },
    } as Comparison;
    assert.equal(findingOf(unbounded), 'kestrel and merlin cannot be told apart');
    assert.equal(
      differenceWords(unbounded),
      '+100.0 points of 100, the mean over 24 tasks. How far apart the two are cannot be told: the tasks are one cluster, which may succeed and fail together.',
    );
    assert.deepEqual(drawnSpan(unbounded), { lower: -1, upper: 1 });
    assert.deepEqual(drawnSpan(between(0.2, 0.4)), { lower: 0.2, upper: 0.4 });
  });

  it('shows the tasks that differ most, from the first’s side to the second’s', () => {
    const pairs = Array.from({ length: tasksShownMax + 2 }, (_, place) => ({
      task: `t${place}`,
      first: place % 2 === 0 ? place / 100 : 0,
      second: place % 2 === 0 ? 0 : place / 100,
    }));
    const shown = mostDiffering(pairs);
    assert.equal(shown.length, tasksShownMax);
    assert.equal(
      shown.some(({ task }) => task === 't0' || task === 't1'),
      false,
    );
    assert.deepEqual([shown[0]?.task, shown.at(-1)?.task], ['t30', 't31']);
  });
});
