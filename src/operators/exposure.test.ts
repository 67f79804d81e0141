/** Every state × every trigger of an action card, and what counts as patched. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { IllegalTransition } from '#platform/problems';
import {
  exposureStates,
  exposureTriggers,
  guidanceBecause,
  nextExposureState,
  type ExposureState,
} from './exposure.ts';

const table: Record<ExposureState, Record<string, ExposureState>> = {
  due: { confirm: 'confirmed', mitigate: 'mitigated', withdraw: 'not_affected' },
  mitigated: { confirm: 'confirmed', withdraw: 'not_affected' },
  confirmed: { reappear: 'due', withdraw: 'not_affected' },
  not_affected: { reappear: 'due' },
};

test('an action: every state × every trigger', () => {
  let pairs = 0;
  for (const from of exposureStates)
    for (const trigger of exposureTriggers) {
      pairs += 1;
      const to = table[from][trigger];
      if (to !== undefined) assert.equal(nextExposureState(from, trigger), to);
      else
        assert.throws(
          () => nextExposureState(from, trigger),
          (error) => error instanceof IllegalTransition && error.message.includes(`\`${from}\``),
          `${from} ${trigger}`,
        );
    }
  assert.equal(pairs, 16);
});

test('only a confirmation patches: no sequence reaches `confirmed` by anything else', () => {
  let confirmed = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...exposureTriggers), { maxLength: 20 }), (triggers) => {
      let state: ExposureState = 'due';
      for (const trigger of triggers) {
        let to: ExposureState;
        try {
          to = nextExposureState(state, trigger);
        } catch {
          continue;
        }
        if (to === 'confirmed') {
          confirmed += 1;
          assert.equal(trigger, 'confirm');
        }
        // What came back is open again, whatever was said before.
        if (trigger === 'reappear') assert.equal(to, 'due');
        state = to;
      }
    }),
    { numRuns: 1000 },
  );
  assert.ok(confirmed > 50);
});

test('guidance is called guidance', () => {
  assert.match(guidanceBecause, /^guidance/);
  assert.match(guidanceBecause, /not a duty/);
});
