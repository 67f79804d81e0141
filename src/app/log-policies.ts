/**
 * Who may read which logs: one entry a kind, in the zone where such logs are, answered by the domain whose
 * parties they belong to. A kind without an entry is read by nobody.
 */
import { readableEngagementLogs } from '#access';
import { readableCaseLogs, readableFinderLogs } from '#clearinghouse';
import { readableProgrammeLog } from '#membership';
import { readableOperatorLogs } from '#operators';
import { holds } from '#platform/auth';
import type { Context } from '#platform/context';
import type { Zone } from '#platform/keys';
import { logs, type LogKind, type LogReach } from '#platform/ledger';

/**
 * Asked with a context of the kind's own zone. Undefined for whoever reads no log of the kind, whatever
 * there is; an empty list for who may, and has none yet.
 */
export type LogPolicy = (ctx: Context) => LogReach | undefined | Promise<LogReach | undefined>;

export const logPolicies: Readonly<Record<Zone, Partial<Record<LogKind, LogPolicy>>>> = {
  inner: {
    engagement: readableEngagementLogs,
    // Keys, suites, thresholds. That it grew says that somebody is at work behind the inner door, so it is for
    // those who look at all of it, and not for whoever runs the installation.
    programme: ({ actor }) =>
      holds(actor, 'overseer', 'ledger:read') ? [logs.programme] : undefined,
  },
  outer: {
    case: ({ actor }) => readableCaseLogs(actor),
    finder: ({ actor }) => readableFinderLogs(actor),
    operator: ({ actor }) => readableOperatorLogs(actor),
    // What was published is told to everyone by the programme; that part of its log is here.
    programme: ({ actor }) => readableProgrammeLog(actor),
  },
  office: { programme: ({ actor }) => readableProgrammeLog(actor) },
};

/** What the context's actor may read in its zone, by kind. */
export async function reachIn(ctx: Context): Promise<Map<LogKind, LogReach>> {
  const reach = new Map<LogKind, LogReach>();
  for (const [kind, policy] of Object.entries(logPolicies[ctx.database.zone])) {
    const readable = await policy(ctx);
    if (readable !== undefined) reach.set(kind as LogKind, readable);
  }
  return reach;
}
