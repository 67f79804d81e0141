/**
 * The sequencer: gives committed events their leaf index within a second. One statement a batch,
 * safe to run from several workers (the place row's lock makes the second wait), safe to kill at any
 * instant (a batch is one transaction).
 */
import { sql, type Db } from '#platform/db';
import type { Zone } from '#platform/keys';

/** Told after each batch, so that live views look again; carries no content. */
export const grownChannel = (zone: Zone): string => `grown_${zone}`;

export async function sequenceLeaves(
  db: Db,
  zone: Zone,
  batchMax: number,
): Promise<{ log: string; size: number }[]> {
  return await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ log: string; size: number }>`
      select grown_log as log, grown_size as size from ${sql.id(`zone_${zone}`)}.sequence_leaves(${batchMax})
    `.execute(tx);
    if (rows.length > 0) await sql`select pg_notify(${grownChannel(zone)}, '')`.execute(tx);
    return rows;
  });
}
