/** An engagement's history, by page and live, with names for people; and that the mirror has grown. */
import { actorNames } from '#membership';
import type { Context } from '#platform/context';
import type { Page } from '#platform/db';
import type { LiveSource } from '#platform/http';
import { eventsOf, liveEventsAfter, logs, type EventView } from '#platform/ledger';
import type { GrowthNotices } from '#platform/notify';
import { mirrorIfAny } from './mirror-store.ts';
import { seenSubmission } from './queries.ts';

const liveBatchMax = 1000;

export async function listEvents(
  ctx: Context,
  submissionId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<EventView>> {
  const { submission } = await seenSubmission(ctx, submissionId);
  const { db, zone } = ctx.database;
  const found = await eventsOf(db, zone, { log: logs.engagement(submission.id) }, page);
  return { ...found, items: await withNames(ctx, found.items) };
}

/** The right to look is checked before the stream begins. */
export async function liveTimeline(
  ctx: Context,
  submissionId: string,
  growth: GrowthNotices,
): Promise<LiveSource> {
  const { submission } = await seenSubmission(ctx, submissionId);
  const scope = { log: logs.engagement(submission.id) };
  const { db, zone } = ctx.database;
  return {
    onGrowth: (look) => growth.onGrowth(look),
    async next(cursor) {
      // Whoever declared an interest meanwhile sees nothing more.
      await seenSubmission(ctx, submissionId);
      const [event, seenSize] = placesIn(cursor);
      const step = await liveEventsAfter(db, zone, scope, event, liveBatchMax);
      const events: EventView[] = await withNames(ctx, step.events);
      const size = (await mirrorIfAny(db, submission.id))?.size ?? 0;
      if (size !== seenSize) events.push(ledgerGrew(submission.id, size, ctx.clock.now()));
      return { events, cursor: `${step.cursor ?? ''}~${size}` };
    },
  };
}

/** Not an event of any log: says only that budgets and ledger are worth reading again. */
const ledgerGrew = (subject: string, size: number, at: Date): EventView => ({
  id: `size-${size}`,
  type: 'ledger_grew',
  at,
  actor: 'gateway',
  subject,
  payload: { size },
});

/** A cursor is the last event's and the size that was seen; a foreign one begins anew. */
function placesIn(cursor: string | undefined): [event: string | undefined, size: number] {
  const [, event, size] = /^([\w-]*)~(\d{1,15})$/.exec(cursor ?? '') ?? [];
  return [event === '' ? undefined : event, size === undefined ? -1 : Number(size)];
}

/** Names for ids of people, where they act and where a payload says who did, and beside the id of an office. */
async function withNames(ctx: Context, events: readonly EventView[]): Promise<EventView[]> {
  const idIn = ({ payload }: EventView, key: 'person' | 'organisationId'): string[] =>
    typeof payload[key] === 'string' ? [payload[key]] : [];
  const nameOf = await actorNames(
    ctx.database.db,
    events.flatMap((event) => [
      event.actor,
      ...idIn(event, 'person'),
      ...idIn(event, 'organisationId'),
    ]),
  );
  return events.map((event) => {
    const [person] = idIn(event, 'person').map(nameOf);
    const [organisation] = idIn(event, 'organisationId').map(nameOf);
    const named = { ...(person && { person }), ...(organisation && { organisation }) };
    return { ...event, actor: nameOf(event.actor), payload: { ...event.payload, ...named } };
  });
}
