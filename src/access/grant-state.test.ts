/** Every state × every trigger of a grant; and what no sequence of triggers reaches. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { IllegalTransition } from '#platform/problems';
import {
  firstGrantState,
  grantStates,
  grantTriggers,
  isOver,
  nextGrantState,
  type GrantState,
  type GrantTrigger,
} from './grant-state.ts';

/** What is written here is what may happen; every pair that is not written must throw. */
const expected: Record<GrantState, Partial<Record<GrantTrigger, GrantState>>> = {
  requested: { offer: 'offered', decline: 'declined', withdraw: 'withdrawn' },
  offered: {
    offer: 'offered',
    sign: 'signing',
    activate: 'active',
    decline: 'declined',
    withdraw: 'withdrawn',
    expire: 'expired',
  },
  signing: {
    sign: 'signing',
    activate: 'active',
    decline: 'declined',
    withdraw: 'withdrawn',
    revoke: 'revoked',
    expire: 'expired',
  },
  active: { withdraw: 'withdrawn', revoke: 'revoked', expire: 'expired', exhaust: 'exhausted' },
  expired: {},
  withdrawn: {},
  revoked: {},
  exhausted: {},
  declined: {},
};

test('a grant: every state × every trigger', () => {
  let pairs = 0;
  for (const from of grantStates)
    for (const trigger of grantTriggers) {
      pairs += 1;
      const to = expected[from][trigger];
      if (to !== undefined) assert.equal(nextGrantState(from, trigger), to, `${from} ${trigger}`);
      else
        assert.throws(
          () => nextGrantState(from, trigger),
          (error) =>
            error instanceof IllegalTransition &&
            error.message.includes(`grant that is \`${from}\` cannot take \`${trigger}\``),
          `${from} ${trigger}`,
        );
    }
  assert.equal(pairs, 72);
});

test('no sequence of triggers leads out of an end, or into force but by `activate`', () => {
  const reached = new Set<GrantState>();
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...grantTriggers), { maxLength: 25 }), (triggers) => {
      let state: GrantState = firstGrantState;
      for (const trigger of triggers) {
        const before = state;
        try {
          state = nextGrantState(before, trigger);
        } catch (error) {
          assert.ok(error instanceof IllegalTransition);
        }
        if (isOver(before)) assert.equal(state, before);
        if (state === 'active' && before !== 'active') assert.equal(trigger, 'activate');
        reached.add(state);
      }
    }),
    { numRuns: 3000 },
  );
  assert.deepEqual([...reached].sort(), [...grantStates].sort());
});
