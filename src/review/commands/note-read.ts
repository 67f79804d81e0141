/**
 * Whoever opens sealed content of an engagement is on record before the first byte; here that record is held
 * against the published rules, whichever way it came. What stands out is an event for both sides.
 */
import { engagementFacts } from '#access';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import type { OutboxEvent } from '#platform/outbox';
import { rulesBrokenBy } from '../read-rules.ts';
import { addRead, factsBefore, readByEvent, type SealedRead } from '../read-store.ts';
import { canaryKind } from '../sealed-kinds.ts';

export const engagementOfLog = (log: string): string | undefined =>
  /^engagement:(.+)$/.exec(log)?.[1];

export async function noteRead(ctx: Context, tx: Tx, event: OutboxEvent): Promise<void> {
  const submissionId = engagementOfLog(event.log);
  const engagement = submissionId && (await engagementFacts(tx, submissionId));
  if (!engagement) return;
  const read: SealedRead = {
    submissionId: engagement.submissionId,
    developerId: engagement.developerId,
    evaluatorId: engagement.evaluatorId,
    eventId: event.id,
    personId: event.actor,
    kind: String(event.payload['kind']),
    subject: event.subject,
    purpose: String(event.payload['purpose']),
    at: event.at,
  };
  if ((await readByEvent(tx, read.submissionId, read.eventId)) !== undefined) return;
  const rules = rulesBrokenBy({
    ...(await factsBefore(tx, read)),
    kind: read.kind,
    isRecused: engagement.recused.includes(read.personId),
  });
  await addRead(tx, read, rules);
  if (rules.length === 0) return;
  await record(ctx, tx, {
    log: logs.engagement(read.submissionId),
    type: read.kind === canaryKind ? 'review.canary_opened' : 'review.read_unusual',
    subject: read.submissionId,
    payload: { person: read.personId, read: read.eventId, rules },
  });
}
