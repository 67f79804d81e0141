/**
 * What waits for a developer, or for people of an evaluating office, each with its hour where there is one. Nothing
 * here is required of a developer: it is what the other side, or a clock, waits for. Pure.
 */
import type { AccessStep } from '#access';

export const nextStepKinds = [
  /** Write terms for whoever asked for access, or decline. */
  'offer',
  /** Sign the terms of a grant. */
  'sign',
  /** An access ends by itself. */
  'access_ends',
  /** Read the terms of the engagement. */
  'read_terms',
  /** Say more, so that a question can be answered. */
  'supplement',
  /** A determination is signed, and may be appealed. */
  'appeal',
  /** Add a partner, or refuse it. */
  'sign_partner',
  /** Destroy what was sealed, as the second person. */
  'destroy',
  /** Of the office: take up a question that is new. */
  'take_up',
  /** Of the office: answer a question that was taken up. */
  'answer',
  /** Of an official: sign a determination, by which the next signature is theirs. */
  'sign_determination',
] as const;

export interface NextStep extends Omit<AccessStep, 'kind' | 'name'> {
  kind: (typeof nextStepKinds)[number];
  /** Of the runner, document, office, developer or partner that it is about. */
  name: string | null;
  /** Where it is about one. */
  determinationId: string | null;
}

/** What ends first comes first; what has no end follows, the longest wait first. */
export const inOrder = (steps: readonly NextStep[]): NextStep[] =>
  steps.toSorted((one, other) => after(one.endsAt, other.endsAt) || after(one.since, other.since));

/** Without a time it comes last. */
function after(one: Date | null, other: Date | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one.getTime() - other.getTime();
}
