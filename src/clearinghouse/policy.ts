/**
 * Who may do what (cvd-protocol §6, first form). Pure: actor and facts in, yes or no out. Whoever may
 * not see a thing is told that it is not there.
 */
import { holds, type Actor } from '#platform/auth';
import { logs, type LogReach } from '#platform/ledger';

export interface OwnedByFinder {
  organisationId: string;
}

/** A finder sends reports for its own organisation. */
export const maySubmit = (actor: Actor): boolean => holds(actor, 'finder', 'report:submit');

/** Own reports for a finder, all for the coordinators, what its job names for a worker. */
export function maySeeReport(actor: Actor, report: OwnedByFinder): boolean {
  if (actor.kind === 'service') return true;
  if (holds(actor, 'coordinator', 'report:read')) return true;
  return (
    actor.kind === 'person' &&
    holds(actor, 'finder', 'report:read') &&
    actor.organisationId === report.organisationId
  );
}

/** The case team; a finder learns its report's state, not the case. */
export const maySeeCases = (actor: Actor): boolean =>
  actor.kind === 'service' || holds(actor, 'coordinator', 'case:read');

/** A finder's people verify their own organisation's log. */
export const readableFinderLogs = (actor: Actor): LogReach | undefined =>
  actor.kind === 'person' && holds(actor, 'finder', 'ledger:read')
    ? [logs.finder(actor.organisationId)]
    : undefined;

/** The case team verifies every case's. */
export const readableCaseLogs = (actor: Actor): LogReach | undefined =>
  holds(actor, 'coordinator', 'ledger:read') ? 'every' : undefined;

/** Steps of a case are taken in person: no token carries a scope for them. */
export const mayCoordinate = (actor: Actor): boolean => holds(actor, 'coordinator');

/** Workers of ours move reports and fixes through validation; nobody else can. */
export const mayValidate = (actor: Actor): boolean =>
  actor.kind === 'service' && actor.id === 'service:validator';
