/**
 * An appeal: the installation's own policy, not a legal right. Filed once at a time, answered by an official
 * who signed nothing of what it is about. Pure.
 */
import { IllegalTransition } from '#platform/problems';

export const appealStates = ['filed', 'upheld', 'dismissed', 'withdrawn'] as const;
export type AppealState = (typeof appealStates)[number];

export const appealTriggers = ['uphold', 'dismiss', 'withdraw'] as const;
export type AppealTrigger = (typeof appealTriggers)[number];

export const appealSubjects = ['determination', 'partnership'] as const;
export type AppealSubject = (typeof appealSubjects)[number];

export const firstAppealState: AppealState = 'filed';

const table: Record<AppealState, Partial<Record<AppealTrigger, AppealState>>> = {
  filed: { uphold: 'upheld', dismiss: 'dismissed', withdraw: 'withdrawn' },
  upheld: {},
  dismissed: {},
  withdrawn: {},
};

export function nextAppealState(from: AppealState, trigger: AppealTrigger): AppealState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('appeal', from, trigger);
  return to;
}
