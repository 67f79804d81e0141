/** Who ends an engagement's material with whom, and while what is open: every case there is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sides } from '#gateway';
import { enumerated } from '#test/machine';
import {
  destructionStates,
  destructionTriggers,
  mayEnd,
  maySecond,
  nextDestructionState,
  type Ending,
} from './destruction-state.ts';

enumerated(
  {
    noun: 'destruction',
    states: destructionStates,
    triggers: destructionTriggers,
    next: nextDestructionState,
    expected: { asked: { destroy: 'done' }, done: {} },
  },
  2,
);

/** Every ending × who asks × who is second. */
function* cases() {
  for (const withdrawnSide of [...sides, null])
    for (const isWithdrawn of withdrawnSide === null ? [false, true] : [true])
      for (const goingOn of [[], ['appeal'], ['assessment'], ['assessment', 'appeal']])
        for (const hasMaterial of [false, true])
          for (const asks of sides)
            for (const second of sides)
              yield {
                ending: { isWithdrawn, withdrawnSide, goingOn, hasMaterial } satisfies Ending,
                asks,
                second,
              };
}

const isDone = ({ ending, asks, second }: ReturnType<typeof listed>[number]): boolean =>
  mayEnd(ending, asks) && maySecond(ending, asks, second);
const listed = () => [...cases()];

test('the evaluating office alone destroys nothing, whoever withdrew and whatever is open', () => {
  const alone = listed().filter(({ asks, second }) => asks === 'evaluator' && second === asks);
  assert.equal(alone.length, 32);
  assert.deepEqual(alone.filter(isDone), []);
});

test('what waits to be told or heard is destroyed only where the developer withdrew and asks', () => {
  const waiting = listed().filter(({ ending }) => ending.goingOn.length > 0);
  const done = waiting.filter(isDone);
  assert.ok(waiting.length > 90 && done.length > 0);
  for (const { ending, asks } of done)
    assert.deepEqual([ending.withdrawnSide, asks], ['developer', 'developer']);
});

test('a developer that withdrew and asks has it done by anybody of either side, at any time', () => {
  const own = listed().filter(
    ({ ending, asks }) => ending.withdrawnSide === 'developer' && asks === 'developer',
  );
  assert.equal(own.length, 16);
  assert.ok(own.every(isDone));
});

test('in every other case a person of each side does it, once nothing is open', () => {
  const others = listed().filter(
    ({ ending, asks }) => !(ending.withdrawnSide === 'developer' && asks === 'developer'),
  );
  for (const each of others) {
    const { ending, asks, second } = each;
    const { goingOn, isWithdrawn, hasMaterial } = ending;
    const isOver = goingOn.length === 0 && (isWithdrawn || hasMaterial);
    assert.equal(isDone(each), isOver && asks !== second, JSON.stringify(each));
  }
});
