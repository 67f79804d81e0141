/**
 * Who may do what: people of a submission's two sides, and overseers, who look and do nothing. Pure. Whoever
 * is neither is told that there is nothing here; a side that asks for the other side's step is told so.
 */
import type { Side } from '#gateway';
import { holds, isListed, isNamed, type Actor, type Scope } from '#platform/auth';
import { notFound, Refusal } from '#platform/problems';

export type AccessPerson = Extract<Actor, { kind: 'person' }>;
export type Standpoint = Side | 'overseer';
export type AccessScope = Extract<Scope, `grant:${string}`>;

/** The two organisations of a submission, and who declared what interest in it. */
export interface Parties {
  developerId: string;
  evaluatorId: string;
  /** Persons who declared one: to them nothing of it is there. */
  recused: readonly string[];
  /** Persons who declared that they have none: to them its sealed content opens. */
  disinterested: readonly string[];
}

/** Who declared an interest; and anybody, where it cannot be told who did. */
export const isRecused = (
  { id }: Pick<Actor, 'id'>,
  { recused }: Pick<Parties, 'recused'>,
): boolean => !Array.isArray(recused) || recused.includes(id);

/** Where the actor stands towards a submission; undefined where it is not there for them. */
export function standpointOf(actor: Actor, parties: Parties, scope: Scope): Standpoint | undefined {
  if (actor.kind !== 'person' || isRecused(actor, parties)) return undefined;
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

/** Officials of the evaluating office, who determine; access shows them declarations and exports only. */
const isOfficial = (actor: Actor, { evaluatorId }: Parties, scope: AccessScope): boolean =>
  actor.kind === 'person' &&
  actor.organisationId === evaluatorId &&
  holds(actor, 'determiner', scope);

/** Where the actor stands, officials of the office among them: for what they too may see of an engagement. */
export function placeOf(
  actor: Actor,
  parties: Parties,
  scope: AccessScope,
): Standpoint | 'determiner' | undefined {
  if (isRecused(actor, parties)) return undefined;
  const standpoint = standpointOf(actor, parties, scope);
  return standpoint ?? (isOfficial(actor, parties, scope) ? 'determiner' : undefined);
}

/** One who declares whether they have an interest, before anything sealed opens to them. */
export function asDeclarer(actor: Actor, parties: Parties): AccessPerson {
  const place = placeOf(actor, parties, 'grant:write');
  if (actor.kind !== 'person' || place === undefined) throw notFound();
  if (place !== 'developer') return actor;
  throw new Refusal(
    'forbidden',
    'the developer’s own people declare nothing; this is for those who evaluate, determine and oversee',
  );
}

/** Of the developer's organisation, whatever their office: who takes its own records by themself. */
export const isOfDeveloper = (
  actor: Actor,
  { developerId }: Pick<Parties, 'developerId'>,
): boolean => actor.kind === 'person' && actor.organisationId === developerId;

/** One of the people whose exports take a second person: all but those of the developer's organisation. */
export function asExporter(actor: Actor, parties: Parties): AccessPerson {
  const place = placeOf(actor, parties, 'grant:write');
  // Whose model it is must be known, or its people would pass for others.
  const isKnown = isNamed(parties.developerId);
  if (actor.kind !== 'person' || place === undefined || !isKnown) throw notFound();
  if (!isOfDeveloper(actor, parties)) return actor;
  throw new Refusal(
    'forbidden',
    'the developer takes its own records by itself; this is for those who evaluate, determine and oversee',
  );
}

/** Whether the actor reads declarations whole, or only that and when they were made. */
export function readsDeclarations(actor: Actor, parties: Parties): 'whole' | 'facts' | undefined {
  const place = placeOf(actor, parties, 'grant:read');
  if (place === undefined) return undefined;
  return place === 'developer' ? 'facts' : 'whole';
}

/**
 * Sealed content of an engagement is for its developer's people, and for others once they declared that they
 * have no interest in it; to whoever may see that it is there it is said so.
 */
export function requireDeclared(
  actor: Actor,
  parties: Pick<Parties, 'developerId' | 'disinterested'>,
): void {
  if (isDeclared(actor, parties)) return;
  throw new Refusal(
    'not_declared',
    'declare first whether you have an interest in this engagement; what is sealed in it opens then',
  );
}

export const isDeclared = (
  actor: Actor,
  { developerId, disinterested }: Pick<Parties, 'developerId' | 'disinterested'>,
): boolean =>
  actor.kind === 'person' &&
  (actor.organisationId === developerId || isListed(actor.id, disinterested));

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

/** One who may sign for a side, or a determination, and so may have a key. */
export function asApprover(actor: Actor, scope: AccessScope): AccessPerson {
  if (actor.kind === 'anonymous') throw new Refusal('not_signed_in', 'sign in first');
  const signing = ['developer', 'evaluator', 'determiner'] as const;
  const maySign = signing.some((office) => holds(actor, office, scope));
  if (actor.kind !== 'person' || !maySign) throw notFound();
  return actor;
}

export const otherSide = (side: Side): Side => (side === 'developer' ? 'evaluator' : 'developer');
