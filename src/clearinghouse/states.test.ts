/** Every state × every trigger of reports, cases and fixes; and what no sequence of them can reach. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { IllegalTransition } from '#platform/problems';
import { caseStates, caseTriggers, nextCaseState, type CaseState } from './case.ts';
import { fixStates, fixTriggers, nextFixState, type FixState } from './fix.ts';
import { nextReportState, reportStates, reportTriggers, type ReportState } from './report.ts';

/** What is written here is what may happen; every pair that is not written must throw. */
const reportTable: Record<ReportState, Record<string, ReportState>> = {
  received: { start_validation: 'validating' },
  validating: {
    start_validation: 'validating',
    confirm: 'confirmed',
    not_confirm: 'not_confirmed',
    hold: 'held',
  },
  held: { start_validation: 'validating' },
  confirmed: {},
  not_confirmed: {},
};
const caseTable: Record<CaseState, Record<string, CaseState>> = {
  open: { take: 'coordinating', join_reproducer: 'open' },
  coordinating: {
    take: 'coordinating',
    join_reproducer: 'coordinating',
    verify_fix: 'fix_verified',
  },
  fix_verified: {
    take: 'fix_verified',
    join_reproducer: 'coordinating',
    verify_fix: 'fix_verified',
    publish: 'published',
  },
  published: { join_reproducer: 'published', close: 'closed' },
  closed: { join_reproducer: 'closed' },
};
const fixTable: Record<FixState, Record<string, FixState>> = {
  proposed: { start_check: 'verifying' },
  verifying: { start_check: 'verifying', verify: 'verified', refuse: 'refused', hold: 'held' },
  held: { start_check: 'verifying' },
  verified: {},
  refused: {},
};

function checkTable<State extends string, Trigger extends string>(
  noun: string,
  states: readonly State[],
  triggers: readonly Trigger[],
  next: (from: State, trigger: Trigger) => State,
  table: Record<State, Record<string, State>>,
): void {
  let pairs = 0;
  for (const from of states)
    for (const trigger of triggers) {
      pairs += 1;
      const to = table[from][trigger];
      if (to !== undefined) assert.equal(next(from, trigger), to, `${from} ${trigger}`);
      else
        assert.throws(
          () => next(from, trigger),
          (error) =>
            error instanceof IllegalTransition &&
            error.code === 'illegal_transition' &&
            error.message.includes(`${noun} that is \`${from}\` cannot take \`${trigger}\``),
          `${from} ${trigger}`,
        );
    }
  assert.equal(pairs, states.length * triggers.length);
  const written = states.flatMap((from) => Object.keys(table[from]));
  assert.ok(written.every((trigger) => (triggers as readonly string[]).includes(trigger)));
}

test('a report: every state × every trigger', () =>
  checkTable('report', reportStates, reportTriggers, nextReportState, reportTable));
test('a case: every state × every trigger', () =>
  checkTable('case', caseStates, caseTriggers, nextCaseState, caseTable));
test('a fix: every state × every trigger', () =>
  checkTable('fix', fixStates, fixTriggers, nextFixState, fixTable));

/** Follows triggers from `from`; those that are refused change nothing. */
function follow<State, Trigger>(
  from: State,
  triggers: readonly Trigger[],
  next: (state: State, trigger: Trigger) => State,
): State[] {
  const path = [from];
  for (const trigger of triggers) {
    try {
      path.push(next(path.at(-1) as State, trigger));
    } catch (error) {
      assert.ok(error instanceof IllegalTransition);
    }
  }
  return path;
}

test('no sequence of triggers publishes a case without a verified fix', () => {
  let published = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...caseTriggers), { maxLength: 30 }), (triggers) => {
      const path = follow<CaseState, (typeof caseTriggers)[number]>(
        'open',
        triggers,
        nextCaseState,
      );
      const at = path.indexOf('published');
      if (at === -1) return;
      published += 1;
      assert.equal(path[at - 1], 'fix_verified');
      assert.ok(triggers.includes('verify_fix'));
    }),
    { numRuns: 3000 },
  );
  assert.ok(published > 50, `${published} of the sequences published`);
});

test('what was decided about a report or a fix is never decided again', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...reportTriggers), { maxLength: 20 }), (triggers) => {
      const path = follow<ReportState, (typeof reportTriggers)[number]>(
        'received',
        triggers,
        nextReportState,
      );
      const at = path.findIndex((state) => state === 'confirmed' || state === 'not_confirmed');
      if (at !== -1) assert.equal(path.length, at + 1);
      // A verdict comes from running it, never from the queue or from a failed sandbox.
      if (at !== -1) assert.equal(path[at - 1], 'validating');
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...fixTriggers), { maxLength: 20 }), (triggers) => {
      const path = follow<FixState, (typeof fixTriggers)[number]>(
        'proposed',
        triggers,
        nextFixState,
      );
      const at = path.findIndex((state) => state === 'verified' || state === 'refused');
      if (at !== -1) assert.deepEqual([path.length, path[at - 1]], [at + 1, 'verifying']);
    }),
  );
});
