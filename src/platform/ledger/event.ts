/**
 * Writing and reading event rows. A command writes its rows and its events in one transaction; the
 * leaf index comes later, from the sequencer, because assigning it inside the transaction would make
 * every writer of a log wait for the one before.
 *
 * Payloads carry ids, times and states, never sealed content: an event is read without a reveal.
 */
import { randomFillSync } from 'node:crypto';
import { canonicalBody, commitmentOf, saltBytes } from '#standards/tlog';
import { cursorOf, pageOf, readCursor, sql, type Db, type Page, type Tx } from '#platform/db';
import type { Zone } from '#platform/keys';
import type { LogName } from './log-name.ts';

export interface EventDraft {
  log: LogName;
  /** `domain.past_tense`, as the domain's `events.ts` declares it. */
  type: string;
  version: number;
  at: Date;
  /** Person or service id. */
  actor: string;
  /** The id of the noun it is about. */
  subject: string;
  payload: Record<string, unknown>;
}

/** Whose history: one noun's, or a whole log's. */
export type EventScope = { subject: string } | { log: LogName };

/** What a page shows; an empty payload means that the body was deleted, as terms may require. */
export interface EventView {
  /** The event's commitment, by which a party finds it in its ledger. */
  id: string;
  type: string;
  at: Date;
  actor: string;
  subject: string;
  payload: Record<string, unknown>;
}

/** Appends events in one statement; the caller's transaction makes them true. Empty is a defect. */
export async function appendEvents(
  tx: Tx | Db,
  zone: Zone,
  drafts: readonly EventDraft[],
): Promise<void> {
  if (drafts.length === 0) throw new RangeError('a command must leave at least one event');
  const salts = randomFillSync(Buffer.allocUnsafe(saltBytes * drafts.length));
  const bodies = drafts.map(bodyOf);
  const commitments = Buffer.allocUnsafe(saltBytes * drafts.length);
  bodies.forEach((body, index) => {
    const salt = salts.subarray(index * saltBytes, (index + 1) * saltBytes);
    commitmentOf(salt, body).copy(commitments, index * saltBytes);
  });
  await sql`
    select ${sql.id(`zone_${zone}`)}.append_events(
      ${drafts.map(({ log }) => log)}, ${drafts.map(({ subject }) => subject)}, ${drafts.map(({ type }) => type)},
      ${drafts.map(({ version }) => version)}, ${drafts.map(({ at }) => at.toISOString())},
      ${drafts.map(({ actor }) => actor)}, ${commitments}, ${salts}, ${bodies})
  `.execute(tx);
}

/**
 * The committed bytes: everything that must not be denied later, in canonical form (RFC 8785). The outer
 * members are written here in their canonical order, because a body is made for every event there is.
 */
function bodyOf(draft: EventDraft): string {
  const { log, type, version, at, actor, subject, payload } = draft;
  const text = (value: string) => JSON.stringify(value.toWellFormed());
  return (
    `{"actor":${text(actor)},"at":"${at.toISOString()}","log":${text(log)},"payload":${canonicalBody(payload)},` +
    `"subject":${text(subject)},"type":${text(type)},"v":1,"version":${version}}`
  );
}

interface EventRow {
  commitment: Buffer;
  type: string;
  at: Date;
  actor: string;
  subject: string;
  body: string | null;
}

/** A noun's history (or a log's), oldest first, by page. */
export async function eventsOf(
  db: Db | Tx,
  zone: Zone,
  of: EventScope,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<EventView>> {
  const rows = await readEvents(db, zone, of, page.cursor, page.limit + 1);
  return pageOf(rows, page.limit, toView, (row) => [idOf(row)]);
}

/** What a live view has not seen yet, and the cursor to ask with next time. */
export async function liveEventsAfter(
  db: Db,
  zone: Zone,
  of: EventScope,
  cursor: string | undefined,
  limit: number,
): Promise<{ events: EventView[]; cursor: string | undefined }> {
  const rows = await readEvents(db, zone, of, cursor, limit);
  const last = rows.at(-1);
  return { events: rows.map(toView), cursor: last ? cursorOf([idOf(last)]) : cursor };
}

/**
 * The cursor is the last event's commitment, not its row number: row numbers count every party's
 * events, and would tell a reader how busy the others are. A noun's history leaves rows of transactions
 * that could still be overtaken for the next look, and a log's is read by its leaves, so nothing is
 * ever skipped.
 */
async function readEvents(
  db: Db | Tx,
  zone: Zone,
  of: EventScope,
  cursor: string | undefined,
  limit: number,
) {
  const last = readCursor(cursor, 'commitment')?.[0];
  const commitment = last === undefined ? null : Buffer.from(last, 'base64url');
  const query =
    'subject' in of ? bySubject(zone, of.subject, commitment) : byLog(zone, of.log, commitment);
  const { rows } = await sql<EventRow>`${query} limit ${limit}`.execute(db);
  return rows;
}

function bySubject(zone: Zone, subject: string, after: Buffer | null) {
  const home = sql.id(`zone_${zone}`);
  const place = sql`(select c.xid, c.position from ${home}.event c where c.subject = ${subject} and c.commitment = ${after})`;
  return sql`
    select e.commitment, e.type, e.at, e.actor, e.subject, b.body
    from ${home}.event e left join ${home}.event_body b using (position)
    where e.subject = ${subject} and ${after === null ? sql`true` : sql`(e.xid, e.position) > ${place}`}
      and e.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by e.xid, e.position`;
}

function byLog(zone: Zone, log: LogName, after: Buffer | null) {
  const home = sql.id(`zone_${zone}`);
  const place = sql`(select p.index from ${home}.leaf p join ${home}.event c using (position)
                     where p.log = ${log} and c.commitment = ${after})`;
  return sql`
    select e.commitment, e.type, e.at, e.actor, e.subject, b.body
    from ${home}.leaf l join ${home}.event e using (position) left join ${home}.event_body b using (position)
    where l.log = ${log} and ${after === null ? sql`true` : sql`l.index > ${place}`}
    order by l.index`;
}

/** 32 bytes in base64url: 43 characters, the same commitment that stands in the log. */
const idOf = (row: EventRow): string => row.commitment.toString('base64url');

function toView(row: EventRow): EventView {
  const body =
    row.body === null ? undefined : (JSON.parse(row.body) as { payload: Record<string, unknown> });
  return {
    id: idOf(row),
    type: row.type,
    at: row.at,
    actor: row.actor,
    subject: row.subject,
    payload: body?.payload ?? {},
  };
}
