/**
 * Who may reveal what access seals. A runner's name: only the one who asked for it and the one of the other
 * side who agreed, and only once both did. Two people, by construction: neither alone satisfies the rule.
 */
import type { Actor } from '#platform/auth';
import type { Db } from '#platform/db';
import type { SealedPolicies } from '#platform/seal';
import { openingsOf } from './opening-store.ts';

export const runnerNameKind = 'access.runner_name';

export function accessSealed(db: Db): SealedPolicies<Actor> {
  return {
    [runnerNameKind]: async (actor, { subject }) => {
      const [opening] = await openingsOf(db, [subject]);
      if (opening === undefined || opening.approvedBy === null) return false;
      return actor.id === opening.requestedBy || actor.id === opening.approvedBy;
    },
  };
}
