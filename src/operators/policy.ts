/** Who may do what here: an operator's people, for their own organisation, and nobody else (cvd-protocol §6). */
import { holds, type Actor, type Scope } from '#platform/auth';
import { logs, type LogReach } from '#platform/ledger';
import { notFound, Refusal } from '#platform/problems';

export type OperatorPerson = Extract<Actor, { kind: 'person' }>;

/** The operator acting; anyone else is told that there is nothing here. */
export function asOperator(actor: Actor, scope: Scope): OperatorPerson {
  if (actor.kind === 'anonymous') throw new Refusal('not_signed_in', 'sign in first');
  if (actor.kind !== 'person' || !holds(actor, 'operator', scope)) throw notFound();
  return actor;
}

/** An operator's people verify their own organisation's log. */
export const readableOperatorLogs = (actor: Actor): LogReach | undefined =>
  actor.kind === 'person' && holds(actor, 'operator', 'ledger:read')
    ? [logs.operator(actor.organisationId)]
    : undefined;
