/** Every state × every trigger of everything in evaluation that has states; and what no sequence reaches. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { IllegalTransition } from '#platform/problems';
import { enumerated } from '#test/machine';
import { firstTaskState, nextTaskState, taskStates, taskTriggers } from './custody.ts';
import { nextReportState, reportStates, reportTriggers } from './report-state.ts';
import { nextReviewState, reviewStates, reviewTriggers } from './review-state.ts';
import { firstRunState, isRunOver, nextRunState, runStates, runTriggers } from './run-state.ts';
import { firstUnsealState, nextUnsealState, unsealStates, unsealTriggers } from './unseal-state.ts';

enumerated(
  {
    noun: 'run',
    states: runStates,
    triggers: runTriggers,
    next: nextRunState,
    expected: {
      planned: { queue: 'queued', stop: 'incomplete', withdraw: 'withdrawn' },
      queued: { start: 'running', stop: 'incomplete', withdraw: 'withdrawn' },
      running: { complete: 'complete', stop: 'incomplete', withdraw: 'withdrawn' },
      complete: {},
      incomplete: {},
      withdrawn: {},
    },
  },
  30,
);

enumerated(
  {
    noun: 'task',
    states: taskStates,
    triggers: taskTriggers,
    next: nextTaskState,
    expected: {
      held: { issue: 'issued', burn: 'burned' },
      issued: { issue: 'issued', expose: 'exposed', burn: 'burned' },
      exposed: { issue: 'exposed', expose: 'exposed', burn: 'burned' },
      burned: { expose: 'burned' },
    },
  },
  12,
);

enumerated(
  {
    noun: 'unseal',
    states: unsealStates,
    triggers: unsealTriggers,
    next: nextUnsealState,
    expected: {
      requested: { approve: 'executed', refuse: 'refused', withdraw: 'withdrawn' },
      executed: {},
      refused: {},
      withdrawn: {},
    },
  },
  12,
);

enumerated(
  {
    noun: 'review',
    states: reviewStates,
    triggers: reviewTriggers,
    next: nextReviewState,
    expected: {
      unreviewed: { agree: 'agreed', dispute: 'disputed' },
      agreed: { dispute: 'disputed' },
      disputed: { confirm: 'changed', reject: 'agreed' },
      changed: {},
    },
  },
  16,
);

enumerated(
  {
    noun: 'report',
    states: reportStates,
    triggers: reportTriggers,
    next: nextReportState,
    expected: {
      proposed: { sign: 'signed', withdraw: 'withdrawn' },
      signed: {},
      withdrawn: {},
      not_completed: {},
    },
  },
  8,
);

/** Every state on the way of any sequence of triggers, those that are refused left out. */
function walked<State extends string, Trigger extends string>(
  first: State,
  next: (from: State, trigger: Trigger) => State,
  triggers: readonly Trigger[],
): State[] {
  const states = [first];
  for (const trigger of triggers) {
    try {
      states.push(next(states.at(-1) ?? first, trigger));
    } catch (error) {
      assert.ok(error instanceof IllegalTransition);
    }
  }
  return states;
}

test('the circle of who knows a task only widens, and nothing burned is issued', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...taskTriggers), { maxLength: 20 }), (triggers) => {
      const places = walked(firstTaskState, nextTaskState, triggers).map((state) => {
        reached.add(state);
        return taskStates.indexOf(state);
      });
      assert.deepEqual(places, places.toSorted());
    }),
  );
  assert.equal(reached.size, taskStates.length);
  assert.throws(() => nextTaskState('burned', 'issue'), IllegalTransition);
});

test('no sequence of triggers leads a run out of its end, or to `complete` but from `running`', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...runTriggers), { maxLength: 20 }), (triggers) => {
      const states = walked(firstRunState, nextRunState, triggers);
      const end = states.findIndex(isRunOver);
      if (end !== -1) assert.equal(end, states.length - 1);
      const complete = states.indexOf('complete');
      if (complete !== -1) assert.equal(states[complete - 1], 'running');
      for (const state of states) reached.add(state);
    }),
    { numRuns: 2000 },
  );
  assert.equal(reached.size, runStates.length);
});

test('an unseal that is settled stays as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...unsealTriggers), { maxLength: 6 }), (triggers) => {
      assert.ok(walked(firstUnsealState, nextUnsealState, triggers).length <= 2);
    }),
  );
});
