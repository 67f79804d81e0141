/**
 * Who may reveal what access seals. A runner's name: only the one who asked for it and the one of the other
 * side who agreed, and only once both did. Two people, by construction: neither alone satisfies the rule. The
 * evaluator's has declared that they have no interest in the engagement.
 */
import { isNamed, type Actor } from '#platform/auth';
import type { Db } from '#platform/db';
import type { SealedPolicies } from '#platform/seal';
import { grantById } from './grant-store.ts';
import { openingsOf, type OpeningRow } from './opening-store.ts';
import { isDeclared, standpointOf } from './policy.ts';
import { submissionById } from './submission-store.ts';

export const runnerNameKind = 'access.runner_name';

/** One of the two who asked and agreed, once both did. */
export function isNameFor(opening: OpeningRow | undefined, personId: string): boolean {
  const two = opening === undefined ? [] : [opening.requestedBy, opening.approvedBy];
  return two.length > 0 && two.every(isNamed) && two.includes(personId);
}

export function accessSealed(db: Db): SealedPolicies<Actor> {
  return {
    [runnerNameKind]: async (actor, { subject }) => {
      const [opening] = await openingsOf(db, [subject]);
      const grant = isNameFor(opening, actor.id) ? await grantById(db, subject) : undefined;
      const submission = grant && (await submissionById(db, grant.submissionId));
      return (
        submission !== undefined &&
        standpointOf(actor, submission, 'grant:read') !== undefined &&
        isDeclared(actor, submission)
      );
    },
  };
}
