/** What may run: every rule broken alone is refused by its own code, and the whole plan passes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '#platform/problems';
import { requireAdmissible, type PlanFacts, type RunTerms } from './admissible.ts';

const now = new Date('2026-12-01T09:00:00Z');
const run: RunTerms = {
  purpose: 'determination',
  tier: 'gvisor',
  epochs: 4,
  modelName: 'kestrel',
  budget: { tokens: 1000, wallS: 3600 },
};
const facts: PlanFacts = {
  now,
  grant: {
    isInForce: true,
    procedure: 'cyber-review/2',
    modelNames: ['kestrel'],
    closesAt: new Date(now.getTime() + 3600 * 1000),
    lengthS: 7200,
    tokensLeft: 1000,
  },
  procedure: { key: 'cyber-review/2', allowsSealed: true },
  suite: { id: 'suite_1', kind: 'sealed', state: 'held', tasksBurned: 0 },
  threshold: { suiteId: 'suite_1', epochs: 4 },
};
const { grant, procedure, suite } = facts;
const codeOf = (change: Partial<RunTerms>, world: Partial<PlanFacts>): string | undefined => {
  try {
    requireAdmissible({ ...run, ...change }, { ...facts, ...world });
    return undefined;
  } catch (error) {
    assert.ok(error instanceof Refusal);
    return error.code;
  }
};
const open = { suite: { ...suite, kind: 'open' as const } };
const explored = { purpose: 'exploration' as const };

test('a sealed determination under agreed terms, on a kernel of its own, may run', () => {
  assert.equal(codeOf({}, {}), undefined);
});

test('without a grant in force, or for a model it does not cover, nothing runs', () => {
  assert.equal(codeOf({}, { grant: { ...grant, isInForce: false } }), 'access_over');
  assert.equal(codeOf({ modelName: 'merlin' }, {}), 'access_over');
});

test('sealed tasks run only where the signed terms name a procedure that allows them', () => {
  const forbids = { procedure: { ...procedure, allowsSealed: false } };
  assert.equal(codeOf({}, forbids), 'sealed_forbidden');
  // Silence forbids: a grant that names no procedure allows none.
  const silent = { grant: { ...grant, procedure: null } };
  assert.equal(codeOf({}, silent), 'sealed_forbidden');
  assert.equal(codeOf({}, { ...silent, ...open }), undefined);
  assert.equal(codeOf({}, { ...forbids, ...open }), undefined);
  const other = { procedure: { key: 'cyber-review/3', allowsSealed: true } };
  assert.equal(codeOf({}, other), 'procedure_unfit');
  assert.equal(codeOf({}, { ...other, ...open }), 'procedure_unfit');
  // Purpose and tier change nothing about it.
  assert.equal(codeOf(explored, forbids), 'sealed_forbidden');
});

test('a determination is refused on a shared kernel, sealed or open; exploration is not', () => {
  const shared = { tier: 'bubblewrap' as const };
  assert.equal(codeOf(shared, {}), 'tier_unfit');
  assert.equal(codeOf(shared, open), 'tier_unfit');
  assert.equal(codeOf({ ...shared, ...explored }, {}), undefined);
});

test('time and tokens fit to the last second and token, and not one more', () => {
  assert.equal(codeOf({ budget: { tokens: 1001, wallS: 1 } }, {}), 'window_short');
  assert.equal(codeOf({ budget: { tokens: 1, wallS: 3601 } }, {}), 'window_short');
  const needs = (wallS: number) => () =>
    requireAdmissible({ ...run, budget: { tokens: 1, wallS } }, facts);
  assert.throws(needs(3601), {
    message: /^access ends 1 Dec 10:00 UTC. This run needs 1 more minute$/,
  });
  assert.throws(needs(10 * 3600), {
    message: /^access ends 1 Dec 10:00 UTC. This run needs 9 more hours$/,
  });
  const unopened = { grant: { ...grant, closesAt: null } };
  assert.equal(codeOf({ budget: { tokens: 1, wallS: 7200 } }, unopened), undefined);
  assert.equal(codeOf({ budget: { tokens: 1, wallS: 7201 } }, unopened), 'window_short');
});

test('a determination takes a whole suite and a threshold about exactly it', () => {
  assert.equal(codeOf({}, { suite: { ...suite, state: 'declared' } }), 'suite_unfit');
  assert.equal(codeOf({}, { suite: { ...suite, tasksBurned: 1 } }), 'suite_unfit');
  assert.equal(codeOf(explored, { suite: { ...suite, tasksBurned: 1 } }), undefined);
  assert.equal(codeOf({}, { threshold: null }), 'threshold_unfit');
  assert.equal(codeOf(explored, { threshold: null }), undefined);
  for (const threshold of [
    { suiteId: 'suite_2', epochs: 4 },
    { suiteId: 'suite_1', epochs: 3 },
  ]) {
    assert.equal(codeOf({}, { threshold }), 'threshold_unfit');
    assert.equal(codeOf(explored, { threshold }), 'threshold_unfit');
  }
});

test('each single fact that is missing refuses the run', () => {
  const attributes = {
    run: ['purpose', 'tier', 'modelName'],
    grant: ['isInForce', 'procedure', 'modelNames', 'tokensLeft'],
    procedure: ['key', 'allowsSealed'],
    suite: ['state', 'tasksBurned'],
    threshold: ['suiteId', 'epochs'],
  };
  const without = (of: object, name: string, absence: unknown) => ({ ...of, [name]: absence });
  // A suite is open by a word, never for want of one; a run without a purpose is not an exploration.
  const shared = { ...run, tier: 'bubblewrap' as const };
  for (const absence of [undefined, null, ''])
    for (const [group, names] of Object.entries(attributes))
      for (const name of names) {
        const code =
          group === 'run'
            ? codeOf(without(name === 'purpose' ? shared : run, name, absence), {})
            : codeOf({}, { [group]: without(facts[group as 'grant'], name, absence) });
        assert.ok(code !== undefined, `${group}.${name} ${JSON.stringify(absence)}`);
      }
  const unsaid = without(suite, 'kind', undefined) as typeof suite;
  assert.equal(
    codeOf({}, { suite: unsaid, grant: { ...grant, procedure: null } }),
    'sealed_forbidden',
  );
});
