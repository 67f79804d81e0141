/**
 * What people make of a sample: they agree with its score, or one disputes it and another confirms. Pure.
 *
 * INVARIANT (two people for a changed score): `changed` is reached from `disputed` by `confirm` alone, which
 * the person who disputed cannot give; and what was recorded stays recorded beside it.
 */
import { IllegalTransition } from '#platform/problems';

export const reviewStates = ['unreviewed', 'agreed', 'disputed', 'changed'] as const;
export type ReviewState = (typeof reviewStates)[number];

export const reviewTriggers = ['agree', 'dispute', 'confirm', 'reject'] as const;
export type ReviewTrigger = (typeof reviewTriggers)[number];

/** `mis_scored` says another value; `broken_task` leaves the task out of the run's score, by name. */
export const verdicts = ['agreed', 'mis_scored', 'broken_task'] as const;
export type Verdict = (typeof verdicts)[number];

const table: Record<ReviewState, Partial<Record<ReviewTrigger, ReviewState>>> = {
  unreviewed: { agree: 'agreed', dispute: 'disputed' },
  agreed: { dispute: 'disputed' },
  // Who rejects a dispute agrees with the score.
  disputed: { confirm: 'changed', reject: 'agreed' },
  changed: {},
};

export function nextReviewState(from: ReviewState, trigger: ReviewTrigger): ReviewState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('review', from, trigger);
  return to;
}
