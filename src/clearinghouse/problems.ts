/** What the clearinghouse may refuse. */
import type { ProblemRegistry } from '#platform/problems';

export const clearinghouseProblems = {
  bundle_invalid: {
    status: 422,
    title: 'The report bundle does not fit',
    meaning:
      'The archive or its `report.json` breaks a rule. Each entry of `errors` names the field and the mend. Nothing was accepted; mend it and submit again.',
  },
  idempotency_key_missing: {
    status: 400,
    title: 'Idempotency key missing',
    meaning:
      'Submissions carry an `Idempotency-Key` header of 8 to 200 visible characters, so that a repeated request cannot become a second report.',
  },
  intake_full: {
    status: 429,
    title: 'Intake is full',
    meaning:
      'More reports wait for validation than this installation holds. Nothing was accepted; try again after `Retry-After`.',
  },
  fix_not_verified: {
    status: 409,
    title: 'No verified fix',
    meaning:
      'Publication needs a fix that stops every reproducer of the case and breaks nothing. Propose one and wait for its check.',
  },
} as const satisfies ProblemRegistry;
