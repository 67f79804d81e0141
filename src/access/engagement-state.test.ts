/** Every state × every trigger of an engagement; what no sequence reaches; and what each state lets begin. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { IllegalTransition, Refusal } from '#platform/problems';
import {
  engagementScopes,
  engagementStates,
  engagementTriggers,
  firstEngagementState,
  leadsOn,
  nextEngagementState,
  requireOpen,
  takesPart,
  type EngagementState,
  type EngagementTrigger,
} from './engagement-state.ts';

/** What is written here is what may happen; every pair that is not written must throw. */
const expected: Record<EngagementState, Partial<Record<EngagementTrigger, EngagementState>>> = {
  open: { pause: 'paused', choose_scope: 'open', withdraw: 'withdrawn', end: 'ended' },
  paused: { resume: 'open', choose_scope: 'paused', withdraw: 'withdrawn', end: 'ended' },
  withdrawn: {},
  ended: {},
};

test('an engagement: every state × every trigger', () => {
  let pairs = 0;
  for (const from of engagementStates)
    for (const trigger of engagementTriggers) {
      pairs += 1;
      const to = expected[from][trigger];
      assert.equal(leadsOn(from, trigger), to !== undefined);
      if (to !== undefined) assert.equal(nextEngagementState(from, trigger), to);
      else
        assert.throws(
          () => nextEngagementState(from, trigger),
          (error) =>
            error instanceof IllegalTransition &&
            error.message.includes(`engagement that is \`${from}\` cannot take \`${trigger}\``),
          `${from} ${trigger}`,
        );
    }
  assert.equal(pairs, 20);
});

test('withdrawal is one step from everywhere but an end, and no sequence leads out of an end', () => {
  const reached = new Set<EngagementState>();
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...engagementTriggers), { maxLength: 20 }), (triggers) => {
      let state: EngagementState = firstEngagementState;
      for (const trigger of triggers) {
        const before: EngagementState = state;
        const isEnd = before === 'withdrawn' || before === 'ended';
        assert.equal(leadsOn(before, 'withdraw'), !isEnd);
        if (leadsOn(before, trigger)) state = nextEngagementState(before, trigger);
        if (isEnd) assert.equal(state, before);
        reached.add(state);
      }
    }),
    { numRuns: 1000 },
  );
  assert.deepEqual([...reached].sort(), [...engagementStates].sort());
});

const codeOf = (act: () => void): string | undefined => {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof Refusal);
    return error.code;
  }
  return undefined;
};

test('something begins only while the engagement is open and within what the developer takes part in', () => {
  let begun = 0;
  for (const state of engagementStates)
    for (let chosen = 0; chosen < 2 ** engagementScopes.length; chosen++) {
      const scope = engagementScopes.filter((_, place) => (chosen & (1 << place)) !== 0);
      for (const within of engagementScopes) {
        const isMeant = state === 'open' && scope.includes(within);
        const code = codeOf(() => requireOpen({ state, scope }, within));
        assert.equal(takesPart({ state, scope }, within), isMeant);
        assert.equal(
          code,
          isMeant ? undefined : state === 'open' ? 'out_of_scope' : `engagement_${state}`,
        );
        if (isMeant) begun += 1;
      }
      // A question is part of no scope.
      assert.equal(
        codeOf(() => requireOpen({ state, scope })),
        state === 'open' ? undefined : `engagement_${state}`,
      );
    }
  assert.equal(begun, 12);
});
