/** A table of states held to what is written out beside it: every state × every trigger. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IllegalTransition } from '#platform/problems';

export interface Machine<State extends string, Trigger extends string> {
  noun: string;
  states: readonly State[];
  triggers: readonly Trigger[];
  next(from: State, trigger: Trigger): State;
  /** What is written here is what may happen; every pair that is not written must throw. */
  expected: Record<State, Partial<Record<Trigger, State>>>;
}

/** `pairs` is how many there are to try: a table that lost a state or a trigger fails. */
export function enumerated<State extends string, Trigger extends string>(
  machine: Machine<State, Trigger>,
  pairs: number,
): void {
  const { noun, states, triggers, next, expected } = machine;
  test(`${noun}: every state × every trigger`, () => {
    assert.equal(states.length * triggers.length, pairs);
    for (const from of states)
      for (const trigger of triggers) {
        const to = expected[from][trigger];
        if (to !== undefined) assert.equal(next(from, trigger), to, `${from} ${trigger}`);
        else
          assert.throws(
            () => next(from, trigger),
            (error) =>
              error instanceof IllegalTransition &&
              error.message.includes(`${noun} that is \`${from}\` cannot take \`${trigger}\``),
            `${from} ${trigger}`,
          );
      }
  });
}
