/**
 * Which engagements' logs somebody may read and verify: their own side's, and for an overseer every one; never
 * one of an engagement in which they declared an interest.
 */
import { holds } from '#platform/auth';
import type { Context } from '#platform/context';
import { logs, type LogReach } from '#platform/ledger';
import { recusedFrom } from './declaration-store.ts';
import { submissionIdsOf } from './submission-store.ts';

/** A party with more engagements than this names the one it means by its submission. */
const logsMax = 10_000;

export async function readableEngagementLogs({
  actor,
  database,
}: Context): Promise<LogReach | undefined> {
  if (actor.kind !== 'person') return undefined;
  const recused = await recusedFrom(database.db, actor.id);
  if (holds(actor, 'overseer', 'ledger:read')) {
    return { everyBut: recused.map((id) => logs.engagement(id)) };
  }
  const own = (office: 'developer' | 'evaluator') =>
    holds(actor, office, 'ledger:read') ? actor.organisationId : null;
  const of = { developerId: own('developer'), evaluatorId: own('evaluator') };
  if (of.developerId === null && of.evaluatorId === null) return undefined;
  const ids = await submissionIdsOf(database.db, of, logsMax);
  return ids.filter((id) => !recused.includes(id)).map((id) => logs.engagement(id));
}
