/**
 * Who may do what in review. Pure. Where somebody stands towards a submission: on one of its two sides, as an
 * official of the evaluating office who determines, or as an overseer, who looks and takes no step. Consultees
 * and partners stand towards one determination or one partnership, not towards the submission. To whoever
 * declared an interest, nothing of it is there; whoever has not declared opens nothing sealed.
 */
import { isRecused } from '#access';
import { holds, isListed, type Actor, type Office, type Scope } from '#platform/auth';
import { notFound, Refusal } from '#platform/problems';

/** A step that rests on sealed content is taken by those who said that they have no interest in it. */
export { requireDeclared } from '#access';

export type ReviewPerson = Extract<Actor, { kind: 'person' }>;
export type ReviewScope = Extract<Scope, `review:${string}`>;
export type Side = 'developer' | 'evaluator';
export type Standpoint = Side | 'determiner' | 'overseer';

/** What the door of access says of a submission, as far as policy asks. */
export interface Engaged {
  developerId: string;
  evaluatorId: string;
  /** Persons who declared an interest. */
  recused: readonly string[];
  /** Persons who declared that they have none. */
  disinterested: readonly string[];
}

/** Every standpoint of the actor, as one person may hold two offices; empty where it is not there for them. */
export function standpointsOf(actor: Actor, engaged: Engaged, scope: ReviewScope): Standpoint[] {
  if (actor.kind !== 'person' || isRecused(actor, engaged)) return [];
  const { organisationId } = actor;
  const found: Standpoint[] = [];
  if (organisationId === engaged.developerId && holds(actor, 'developer', scope))
    found.push('developer');
  if (organisationId === engaged.evaluatorId) {
    if (holds(actor, 'evaluator', scope)) found.push('evaluator');
    if (holds(actor, 'determiner', scope)) found.push('determiner');
  }
  if (holds(actor, 'overseer', scope)) found.push('overseer');
  return found;
}

/** The person acting from one of the named standpoints. */
export function acting<S extends Standpoint>(
  actor: Actor,
  engaged: Engaged,
  ...allowed: S[]
): { person: ReviewPerson; standpoint: S } {
  const held = standpointsOf(actor, engaged, 'review:write');
  if (held.length === 0 || actor.kind !== 'person') throw notFound();
  const standpoint = allowed.find((each) => held.includes(each));
  if (standpoint !== undefined) return { person: actor, standpoint };
  throw new Refusal(
    'forbidden',
    held.every((each) => each === 'overseer')
      ? 'an overseer looks and takes no step; ask one of the two sides'
      : `this step belongs to the ${allowed.join(' or ')}; ask one of them`,
  );
}

/** Whoever may look; nothing is there for anybody else. */
export function looking(
  actor: Actor,
  engaged: Engaged,
  scope: ReviewScope = 'review:read',
): Standpoint[] {
  const held = standpointsOf(actor, engaged, scope);
  if (held.length === 0) throw notFound();
  return held;
}

/**
 * Whether a person of these standpoints may open sealed content: a developer its own engagement's, all others
 * once they declared that they have no interest in it (requirements S09).
 */
export function opens(actor: Actor, engaged: Engaged, ...allowed: Standpoint[]): boolean {
  return standpointsOf(actor, engaged, 'review:read').some(
    (each) =>
      allowed.includes(each) && (each === 'developer' || isListed(actor.id, engaged.disinterested)),
  );
}

/** A developer's person, for what opens an engagement. */
export function asDeveloper(actor: Actor): ReviewPerson {
  if (actor.kind === 'anonymous') throw new Refusal('not_signed_in', 'sign in first');
  if (actor.kind !== 'person' || !holds(actor, 'developer', 'review:write')) throw notFound();
  return actor;
}

/**
 * Whose things a person's own lists hold: its side's, or all for an overseer; and what concerns the organisation
 * by itself, for offices outside the engagement.
 */
export function asReader(actor: Actor, ...outside: ('partner' | 'consultee')[]): Reach {
  if (actor.kind === 'anonymous') throw new Refusal('not_signed_in', 'sign in first');
  const may = (office: Office) => holds(actor, office, 'review:read');
  const isDeveloper = may('developer');
  const isEvaluator = may('evaluator') || may('determiner');
  const isOutside = outside.some(may);
  const isOverseer = may('overseer');
  const isReader = isDeveloper || isEvaluator || isOutside || isOverseer;
  if (actor.kind !== 'person' || !isReader) throw notFound();
  const { organisationId } = actor;
  return {
    person: actor,
    developerId: isDeveloper ? organisationId : null,
    evaluatorId: isEvaluator ? organisationId : null,
    outsideId: isOutside ? organisationId : null,
    isAll: isOverseer,
  };
}

export interface Reach {
  person: ReviewPerson;
  developerId: string | null;
  evaluatorId: string | null;
  outsideId: string | null;
  isAll: boolean;
}

/** Whoever has lists of determinations: officials their office's, overseers all. */
export function asOfficial(actor: Actor): { person: ReviewPerson; office: string | null } {
  if (actor.kind === 'anonymous') throw new Refusal('not_signed_in', 'sign in first');
  const isOverseer = holds(actor, 'overseer', 'review:read');
  if (actor.kind !== 'person' || !(isOverseer || holds(actor, 'determiner', 'review:read'))) {
    throw notFound();
  }
  return { person: actor, office: isOverseer ? null : actor.organisationId };
}
