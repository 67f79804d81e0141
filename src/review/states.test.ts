/** Every state × every trigger of questions, parts of assessments and appeals; and what no sequence reaches. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { IllegalTransition } from '#platform/problems';
import { enumerated } from '#test/machine';
import { appealStates, appealTriggers, firstAppealState, nextAppealState } from './appeal-state.ts';
import { assessmentReaders } from './assessment.ts';
import {
  assessmentStates,
  assessmentTriggers,
  firstAssessmentState,
  nextAssessmentState,
  type AssessmentState,
} from './assessment-state.ts';
import {
  firstQuestionState,
  isQuestionOpen,
  nextQuestionState,
  questionStates,
  questionTriggers,
} from './question-state.ts';

enumerated(
  {
    noun: 'question',
    states: questionStates,
    triggers: questionTriggers,
    next: nextQuestionState,
    expected: {
      asked: {
        acknowledge: 'acknowledged',
        need_more: 'more_needed',
        answer: 'answered',
        withdraw: 'withdrawn',
      },
      acknowledged: { need_more: 'more_needed', answer: 'answered', withdraw: 'withdrawn' },
      more_needed: { supplement: 'acknowledged', answer: 'answered', withdraw: 'withdrawn' },
      answered: {},
      withdrawn: {},
    },
  },
  25,
);

enumerated(
  {
    noun: 'part of an assessment',
    states: assessmentStates,
    triggers: assessmentTriggers,
    next: nextAssessmentState,
    expected: {
      review_due: { withhold: 'withheld', propose: 'release_proposed' },
      withheld: { expire: 'review_due', propose: 'release_proposed' },
      release_proposed: { return: 'review_due', release: 'released' },
      released: {},
    },
  },
  20,
);

enumerated(
  {
    noun: 'appeal',
    states: appealStates,
    triggers: appealTriggers,
    next: nextAppealState,
    expected: {
      filed: { uphold: 'upheld', dismiss: 'dismissed', withdraw: 'withdrawn' },
      upheld: {},
      dismissed: {},
      withdrawn: {},
    },
  },
  12,
);

/** Where any sequence of triggers leads; illegal ones change nothing. */
function walked<State extends string, Trigger extends string>(
  first: State,
  triggers: readonly Trigger[],
  next: (from: State, trigger: Trigger) => State,
): State[] {
  const path = [first];
  for (const trigger of triggers) {
    try {
      path.push(next(path.at(-1) ?? first, trigger));
    } catch (error) {
      assert.ok(error instanceof IllegalTransition);
    }
  }
  return path;
}

test('a developer can withdraw its question for as long as it is open, and what is over stays so', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...questionTriggers), { maxLength: 12 }), (triggers) => {
      const path = walked(firstQuestionState, triggers, nextQuestionState);
      for (const state of path)
        if (isQuestionOpen(state)) assert.equal(nextQuestionState(state, 'withdraw'), 'withdrawn');
      const over = path.findIndex((state) => !isQuestionOpen(state));
      assert.ok(over === -1 || over === path.length - 1);
    }),
  );
});

test('the developer reads a part only where somebody proposed it and somebody released it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...assessmentTriggers), { maxLength: 12 }), (triggers) => {
      const path = walked(firstAssessmentState, triggers, nextAssessmentState);
      path.forEach((state, place) => {
        if (!assessmentReaders(state).includes('developer')) return;
        assert.deepEqual([path[place - 1], state], ['release_proposed', 'released']);
        assert.equal(place, path.length - 1);
      });
    }),
  );
});

test('from whatever is not released, time alone leads to a review and to nothing else', () => {
  const byTime = (from: AssessmentState) => walked(from, ['expire', 'expire'], nextAssessmentState);
  assert.deepEqual(byTime('withheld'), ['withheld', 'review_due']);
  for (const from of ['review_due', 'release_proposed', 'released'] as const)
    assert.deepEqual(byTime(from), [from]);
});

test('an appeal is answered once', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...appealTriggers), { maxLength: 6 }), (triggers) => {
      const path = walked(firstAppealState, triggers, nextAppealState);
      assert.equal(path.length, triggers.length === 0 ? 1 : 2);
    }),
  );
});
