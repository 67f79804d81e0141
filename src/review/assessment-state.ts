/**
 * One tier of what a developer is told of a determination (requirements X01). Pure.
 *
 * INVARIANT (withholding runs out into a review): what is withheld is withheld until a date. The clock makes
 * it due for review, and does nothing else: only two people tell the developer anything.
 * INVARIANT (no silence without a date): until it is told, a part has a date by which officials mean to have looked
 * at it. That the date has passed is seen by all who see the part, and tells nobody what is in it.
 */
import { IllegalTransition } from '#platform/problems';

export const assessmentStates = ['review_due', 'withheld', 'release_proposed', 'released'] as const;
export type AssessmentState = (typeof assessmentStates)[number];

export const assessmentTriggers = ['withhold', 'expire', 'propose', 'return', 'release'] as const;
export type AssessmentTrigger = (typeof assessmentTriggers)[number];

export const firstAssessmentState: AssessmentState = 'review_due';

const table: Record<AssessmentState, Partial<Record<AssessmentTrigger, AssessmentState>>> = {
  review_due: { withhold: 'withheld', propose: 'release_proposed' },
  withheld: { expire: 'review_due', propose: 'release_proposed' },
  release_proposed: { return: 'review_due', release: 'released' },
  released: {},
};

export function nextAssessmentState(
  from: AssessmentState,
  trigger: AssessmentTrigger,
): AssessmentState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('part of an assessment', from, trigger);
  return to;
}

/** Those that wait for officials. */
export const waits = (state: AssessmentState): boolean =>
  state === 'review_due' || state === 'release_proposed';

/** Why a part is not told, as the developer reads it; the words beside it are for officials and overseers. */
export const withholdingReasons = [
  /** It rests on classified information. */
  'classified',
  /** It would show sealed tasks, and so spoil them. */
  'sealed_tasks',
  /** It holds what somebody else said in confidence. */
  'third_party',
  /** It is still being checked. */
  'being_checked',
] as const;
export type WithholdingReason = (typeof withholdingReasons)[number];
