/**
 * An office's answer to whether a model is covered (requirements S03, X04): its consultees are asked, three
 * samples are opened, an official decides against what the committed threshold proposed, and two officials
 * sign the same words. Pure.
 *
 * INVARIANT (two officials): `signed` is reached by `complete` alone, which the deciding official cannot give
 * and which takes the deciding official's own signature first.
 * INVARIANT (committed before the first sample): held by the row itself; see the migration.
 */
import { IllegalTransition } from '#platform/problems';

export const determinationStates = [
  'consulting',
  'decided',
  'signed',
  'withdrawn',
  'superseded',
] as const;
export type DeterminationState = (typeof determinationStates)[number];

export const determinationTriggers = [
  'consult',
  'answer',
  'open_sample',
  'decide',
  'dissent',
  'sign',
  'complete',
  'withdraw',
  'supersede',
] as const;
export type DeterminationTrigger = (typeof determinationTriggers)[number];

export const firstDeterminationState: DeterminationState = 'consulting';

const table: Record<
  DeterminationState,
  Partial<Record<DeterminationTrigger, DeterminationState>>
> = {
  consulting: {
    consult: 'consulting',
    answer: 'consulting',
    open_sample: 'consulting',
    dissent: 'consulting',
    decide: 'decided',
    withdraw: 'withdrawn',
  },
  decided: {
    open_sample: 'decided',
    // Taken into the statement, which is then signed anew.
    dissent: 'decided',
    sign: 'decided',
    complete: 'signed',
    withdraw: 'withdrawn',
  },
  // By a later one that is signed, or by an appeal that is upheld.
  signed: { supersede: 'superseded' },
  withdrawn: {},
  superseded: {},
};

export function nextDeterminationState(
  from: DeterminationState,
  trigger: DeterminationTrigger,
): DeterminationState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('determination', from, trigger);
  return to;
}

/** What the people say; *not covered* is a statement about a threshold, and no certificate of anything. */
export const outcomes = ['covered', 'not_covered', 'cannot_tell'] as const;
export type DeterminationOutcome = (typeof outcomes)[number];

/** What the code's proposal comes to where people agree with it. */
export const outcomeOf = {
  met: 'covered',
  not_met: 'not_covered',
  cannot_tell: 'cannot_tell',
} as const satisfies Record<string, DeterminationOutcome>;
export type ProposedOutcome = keyof typeof outcomeOf;

export const consultationStates = ['asked', 'answered', 'timed_out'] as const;
export type ConsultationState = (typeof consultationStates)[number];
export const consulteeViews = [...outcomes, 'no_view'] as const;
export type ConsulteeView = (typeof consulteeViews)[number];

/** As it stands at an instant: who has not answered by then has let the time run out. */
export const consultationAt = (
  { state, answerBy }: { state: ConsultationState; answerBy: Date },
  now: Date,
): ConsultationState =>
  state === 'asked' && answerBy.getTime() <= now.getTime() ? 'timed_out' : state;

/** In characters that a person sees. */
export const reasonLengthMin = 100;
