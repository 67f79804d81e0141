/** Reading a log as a Merkle tree: its size and its leaf hashes in order. */
import { sql, type Db } from '#platform/db';
import type { Zone } from '#platform/keys';
import type { LogName } from './log-name.ts';

export async function logSize(db: Db, zone: Zone, log: LogName): Promise<number> {
  const { rows } = await sql<{ size: number }>`
    select size from ${sql.id(`zone_${zone}`)}.log where log = ${log}`.execute(db);
  return rows[0]?.size ?? 0;
}

/** Leaf hashes `[from, to)`; at most `to - from` of them are held at once. */
export async function leafHashesOf(
  db: Db,
  zone: Zone,
  log: LogName,
  from: number,
  to: number,
): Promise<Buffer[]> {
  const { rows } = await sql<{ hash: Buffer }>`
    select hash from ${sql.id(`zone_${zone}`)}.leaf
    where log = ${log} and index >= ${from} and index < ${to} order by index`.execute(db);
  return rows.map(({ hash }) => hash);
}
