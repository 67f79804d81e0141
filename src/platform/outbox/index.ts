/**
 * The outbox: domains tell each other facts by the events they already write. A consumer keeps its
 * place in the zone's events and moves it in the same transaction as what it does about them, so each
 * event has its effect once, however often the worker dies.
 *
 * INVARIANT (no event skipped): only rows of transactions older than every running one are read.
 */
import { sql, type Tx, type ZoneDatabase } from '#platform/db';

export interface OutboxEvent {
  /** Its commitment, by which it is found in its log. */
  id: string;
  actor: string;
  type: string;
  subject: string;
  log: string;
  at: Date;
  payload: Record<string, unknown>;
}

export interface Subscription {
  /** Names the consumer's place: unique, and stable for ever. */
  name: string;
  types: readonly string[];
  /** Runs in the transaction that moves the place. Effects outside it must be safe to repeat. */
  handle(tx: Tx, events: OutboxEvent[]): Promise<void>;
}

const batchMax = 1000;

/** Handles what one subscription has not seen. Returns how many events passed, to know when to rest. */
export async function deliver(database: ZoneDatabase, subscription: Subscription): Promise<number> {
  const home = sql.id(`zone_${database.zone}`);
  return await database.transaction(async (tx) => {
    await sql`insert into ${home}.consumer values (${subscription.name}, '0', 0) on conflict do nothing`.execute(
      tx,
    );
    const place = await sql<{ xid: string; position: number }>`
      select xid::text, position from ${home}.consumer where name = ${subscription.name} for update
    `.execute(tx);
    const at = place.rows[0];
    if (at === undefined) throw new Error('a consumer lost its place');
    const { rows } = await sql<{
      xid: string;
      position: number;
      commitment: Buffer;
      actor: string;
      type: string;
      subject: string;
      log: string;
      at: Date;
      body: string | null;
    }>`
      select e.xid::text, e.position, e.commitment, e.actor, e.type, e.subject, e.log, e.at, b.body
      from ${home}.event e left join ${home}.event_body b using (position)
      where (e.xid, e.position) > (${at.xid}::xid8, ${at.position}) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by e.xid, e.position limit ${batchMax}
    `.execute(tx);
    const last = rows.at(-1);
    if (last === undefined) return 0;
    const wanted = rows.filter((row) => subscription.types.includes(row.type));
    if (wanted.length > 0) await subscription.handle(tx, wanted.map(toEvent));
    await sql`
      update ${home}.consumer set xid = ${last.xid}::xid8, position = ${last.position} where name = ${subscription.name}
    `.execute(tx);
    return rows.length;
  });
}

function toEvent(row: {
  commitment: Buffer;
  actor: string;
  type: string;
  subject: string;
  log: string;
  at: Date;
  body: string | null;
}): OutboxEvent {
  const payload =
    row.body === null ? {} : (JSON.parse(row.body) as { payload: Record<string, unknown> }).payload;
  const { commitment, actor, type, subject, log, at } = row;
  return { id: commitment.toString('base64url'), actor, type, subject, log, at, payload };
}
