/**
 * Where somebody stands towards a partnership: on a side of its engagement, looking on, or as the partner. The
 * partner's people learn of it once both sides added them, or once one refused them, which they may appeal;
 * to an organisation that is only being talked about nothing is there. Pure.
 */
import { isRecused } from '#access';
import { holds, type Actor } from '#platform/auth';
import { notFound } from '#platform/problems';
import type { PartnershipRow } from './partnership-store.ts';
import {
  acting,
  standpointsOf,
  type Engaged,
  type ReviewPerson,
  type ReviewScope,
  type Side,
  type Standpoint,
} from './policy.ts';

type Partnered = Pick<PartnershipRow, 'organisationId' | 'addedAt' | 'state'>;

export function isPartnerOf(
  actor: Actor,
  engaged: Engaged,
  { organisationId, addedAt, state }: Partnered,
  scope: ReviewScope,
): boolean {
  return (
    actor.kind === 'person' &&
    actor.organisationId === organisationId &&
    holds(actor, 'partner', scope) &&
    !isRecused(actor, engaged) &&
    (addedAt instanceof Date || state === 'refused')
  );
}

/** Everywhere the actor stands; nothing is there for whoever stands nowhere. */
export function lookingAt(
  actor: Actor,
  engaged: Engaged,
  partnership: Partnered,
  scope: ReviewScope = 'review:read',
): (Standpoint | 'partner')[] {
  const found: (Standpoint | 'partner')[] = standpointsOf(actor, engaged, scope);
  if (isPartnerOf(actor, engaged, partnership, scope)) found.push('partner');
  if (found.length === 0) throw notFound();
  return found;
}

/** A step of the partner alone. */
export function asPartner(actor: Actor, engaged: Engaged, partnership: Partnered): ReviewPerson {
  if (actor.kind === 'person' && isPartnerOf(actor, engaged, partnership, 'review:write'))
    return actor;
  // Whoever may see it is told whose step it is; to all others it is not there.
  acting(actor, engaged);
  throw notFound();
}

/** Either side or the partner alone. */
export function asAnyParty(
  actor: Actor,
  engaged: Engaged,
  partnership: Partnered,
): { person: ReviewPerson; side: Side | 'partner' } {
  if (isPartnerOf(actor, engaged, partnership, 'review:write'))
    return { person: asPartner(actor, engaged, partnership), side: 'partner' };
  const { person, standpoint } = acting(actor, engaged, 'developer', 'evaluator');
  return { person, side: standpoint };
}
