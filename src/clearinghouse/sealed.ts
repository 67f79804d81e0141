/**
 * Who may reveal which sealed kind of the clearinghouse. Bundles and evidence: the finder who sent
 * them, the coordinators, the validator. Diffs: the case team and the validator.
 */
import { holds, type Actor } from '#platform/auth';
import type { SealedPolicies } from '#platform/seal';
import { logs } from '#platform/ledger';
import { mayValidate } from './policy.ts';

const toFinderAndTeam = async (actor: Actor, blob: { log: string }): Promise<boolean> =>
  mayValidate(actor) ||
  holds(actor, 'coordinator', 'report:read') ||
  (actor.kind === 'person' &&
    holds(actor, 'finder', 'report:read') &&
    blob.log === logs.finder(actor.organisationId));

const toTeam = async (actor: Actor): Promise<boolean> =>
  mayValidate(actor) || holds(actor, 'coordinator', 'case:read');

export const clearinghouseSealed: SealedPolicies<Actor> = {
  'clearinghouse.bundle': toFinderAndTeam,
  'clearinghouse.evidence': toFinderAndTeam,
  'clearinghouse.fix': toTeam,
};
