/**
 * Who may do what: people of a submission's two sides, and overseers, who look and do nothing. Pure. Whoever
 * is neither is told that there is nothing here; a side that asks for the other side's step is told so.
 */
import type { Side } from '#gateway';
import { holds, type Actor, type Scope } from '#platform/auth';
import { notFound, Refusal } from '#platform/problems';

export type AccessPerson = Extract<Actor, { kind: 'person' }>;
export type Standpoint = Side | 'overseer';
export type AccessScope = Extract<Scope, `grant:${string}`>;

/** The two organisations of a submission. */
export interface Parties {
  developerId: string;
  evaluatorId: string;
}

/** Where the actor stands towards a submission; undefined where it is not there for them. */
export function standpointOf(actor: Actor, parties: Parties, scope: Scope): Standpoint | undefined {
  if (actor.kind !== 'person') return undefined;
  const { organisationId } = actor;
  if (organisationId === parties.developerId && holds(actor, 'developer', scope))
    return 'developer';
  if (organisationId === parties.evaluatorId && holds(actor, 'evaluator', scope))
    return 'evaluator';
  return holds(actor, 'overseer', scope) ? 'overseer' : undefined;
}

/** The person acting, on one of the named sides. */
export function asSide(
  actor: Actor,
  parties: Parties,
  ...allowed: Side[]
): { person: AccessPerson; side: Side } {
  const standpoint = standpointOf(actor, parties, 'grant:write');
  if (standpoint === undefined || actor.kind !== 'person') throw notFound();
  if (standpoint === 'overseer') {
    throw new Refusal('forbidden', 'an overseer looks and takes no step; ask one of the two sides');
  }
  if (!allowed.includes(standpoint)) {
    throw new Refusal(
      'forbidden',
      `this step belongs to the ${allowed.join(' or ')} side; ask its people`,
    );
  }
  return { person: actor, side: standpoint };
}

/** Somebody who takes part in access at all; for one's own lists and one's own key. */
export function asParticipant(actor: Actor, scope: AccessScope): AccessPerson {
  if (actor.kind === 'anonymous') throw new Refusal('not_signed_in', 'sign in first');
  const takesPart =
    holds(actor, 'developer', scope) ||
    holds(actor, 'evaluator', scope) ||
    holds(actor, 'overseer', scope);
  if (actor.kind !== 'person' || !takesPart) throw notFound();
  return actor;
}

/** A developer’s person opens a submission of its own organisation. */
export function asDeveloper(actor: Actor): AccessPerson {
  if (actor.kind === 'anonymous') throw new Refusal('not_signed_in', 'sign in first');
  if (actor.kind !== 'person' || !holds(actor, 'developer', 'grant:write')) throw notFound();
  return actor;
}

/** One who may sign for a side, and so may have a key. */
export function asApprover(actor: Actor, scope: AccessScope): AccessPerson {
  if (actor.kind === 'anonymous') throw new Refusal('not_signed_in', 'sign in first');
  const maySign = holds(actor, 'developer', scope) || holds(actor, 'evaluator', scope);
  if (actor.kind !== 'person' || !maySign) throw notFound();
  return actor;
}

export const otherSide = (side: Side): Side => (side === 'developer' ? 'evaluator' : 'developer');
