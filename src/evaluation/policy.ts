/**
 * Who may do what: evaluators of the organisation whose suite, threshold or run it is, and overseers, who
 * look and take no step. Pure. To a developer runs do not exist here: what concerns it stands in the
 * engagement's log, in findings written for both sides, and in a report that was shared.
 */
import { isRecused } from '#access';
import { holds, type Actor, type Scope } from '#platform/auth';
import { notFound, Refusal } from '#platform/problems';

export type EvaluationPerson = Extract<Actor, { kind: 'person' }>;
export type EvaluationScope = Extract<Scope, `evaluation:${string}`>;

/** Whose it is. */
export interface Owned {
  organisationId: string;
}

export type Standpoint = 'evaluator' | 'overseer';

/** Where the actor stands towards what an organisation owns; undefined where it is not there for them. */
export function standpointOf(
  actor: Actor,
  { organisationId }: Owned,
  scope: EvaluationScope,
): Standpoint | undefined {
  if (actor.kind !== 'person') return undefined;
  if (actor.organisationId === organisationId && holds(actor, 'evaluator', scope))
    return 'evaluator';
  return holds(actor, 'overseer', scope) ? 'overseer' : undefined;
}

/** The evaluator acting on what its organisation owns. */
export function asEvaluatorOf(actor: Actor, owned: Owned): EvaluationPerson {
  const standpoint = standpointOf(actor, owned, 'evaluation:write');
  if (standpoint === undefined || actor.kind !== 'person') throw notFound();
  if (standpoint === 'overseer') {
    throw new Refusal(
      'forbidden',
      'an overseer looks and takes no step; ask the evaluating office',
    );
  }
  return actor;
}

/** An evaluator at all; for what one makes new. */
export function asEvaluator(actor: Actor, scope: EvaluationScope): EvaluationPerson {
  if (actor.kind === 'anonymous') throw new Refusal('not_signed_in', 'sign in first');
  if (actor.kind !== 'person' || !holds(actor, 'evaluator', scope)) throw notFound();
  return actor;
}

/** Whoever has lists of evaluation's things: evaluators their organisation's, overseers all. */
export function asReader(actor: Actor): {
  person: EvaluationPerson;
  organisationId: string | null;
} {
  if (actor.kind === 'anonymous') throw new Refusal('not_signed_in', 'sign in first');
  const isOverseer = holds(actor, 'overseer', 'evaluation:read');
  const isEvaluator = holds(actor, 'evaluator', 'evaluation:read');
  if (actor.kind !== 'person' || (!isOverseer && !isEvaluator)) throw notFound();
  return { person: actor, organisationId: isOverseer ? null : actor.organisationId };
}

/** Procedures are made to be accepted by both sides, so both sides read them. */
export function asProcedureReader(actor: Actor, scope: EvaluationScope = 'evaluation:read'): void {
  if (actor.kind === 'anonymous') throw new Refusal('not_signed_in', 'sign in first');
  const mayRead = (['developer', 'evaluator', 'overseer'] as const).some((office) =>
    holds(actor, office, scope),
  );
  if (!mayRead) throw notFound();
}

/**
 * The two sides of an engagement, and overseers, towards what was written for both; it is there for nobody who
 * declared an interest.
 */
export function readsSharedOf(
  actor: Actor,
  parties: { developerId: string; evaluatorId: string; recused: readonly string[] },
): 'all' | 'shared' | undefined {
  if (isRecused(actor, parties)) return undefined;
  const owned = { organisationId: parties.evaluatorId };
  if (standpointOf(actor, owned, 'evaluation:read') !== undefined) return 'all';
  const isDeveloper =
    actor.kind === 'person' &&
    actor.organisationId === parties.developerId &&
    holds(actor, 'developer', 'evaluation:read');
  return isDeveloper ? 'shared' : undefined;
}

/** One of a suite's two custodians; to a colleague who is neither, it is said so. */
export function asCustodianOf(
  actor: Actor,
  suite: Owned & { firstCustodian: string | null; secondCustodian: string | null },
): EvaluationPerson {
  const person = asEvaluatorOf(actor, suite);
  if (person.id !== suite.firstCustodian && person.id !== suite.secondCustodian) {
    throw new Refusal(
      'forbidden',
      'this step belongs to the suite’s two custodians; ask one of them',
    );
  }
  return person;
}
