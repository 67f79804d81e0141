/**
 * A log as its readers find it: under its opaque id, with its latest checkpoint. Which logs somebody may
 * read is said by the domains; here it only narrows the question, so that a log one may not read and a log
 * that does not exist are the same empty answer.
 */
import { createPublicKey } from 'node:crypto';
import { sql, type Db } from '#platform/db';
import type { Zone, ZoneKeys } from '#platform/keys';
import { noteKey, type NoteKey } from '#standards/tlog';
import type { LogKind, LogName } from './log-name.ts';

/** Of one kind of log: those named, every one in the zone, or every one but those named. */
export type LogReach = readonly LogName[] | 'every' | { everyBut: readonly LogName[] };

export interface SignedLog {
  id: string;
  log: LogName;
  origin: string;
  /** Of the latest checkpoint. */
  size: number;
  at: Date;
}

export interface OpenedLog extends SignedLog {
  /** The signed note of the latest checkpoint, cosignatures included. */
  note: string;
}

/** One key a zone, under each log's own name; a checkpoint names its origin, so none fits another log. */
export function checkpointKeyOf(
  keys: Pick<ZoneKeys, 'checkpointSigning'>,
  origin: string,
): NoteKey {
  return noteKey(origin, createPublicKey(keys.checkpointSigning));
}

export async function findSignedLog(
  db: Db,
  zone: Zone,
  reach: ReadonlyMap<LogKind, LogReach>,
  id: string,
): Promise<OpenedLog | undefined> {
  const within = withinReach(reach);
  if (within === undefined) return undefined;
  const home = sql.id(`zone_${zone}`);
  const { rows } = await sql<OpenedLog>`
    select s.id, log, s.origin, size, s.at, c.note
    from ${home}.signed_log s join ${home}.checkpoint c using (log, size)
    where s.id = ${id} and ${within}`.execute(db);
  return rows[0];
}

/** In the order of their ids, which is no order at all. */
export async function signedLogsAfter(
  db: Db,
  zone: Zone,
  reach: ReadonlyMap<LogKind, LogReach>,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<SignedLog[]> {
  const within = withinReach(reach);
  if (within === undefined) return [];
  const { rows } = await sql<SignedLog>`
    select id, log, origin, size, at from ${sql.id(`zone_${zone}`)}.signed_log
    where id > ${after ?? ''} and ${within} order by id limit ${limit}`.execute(db);
  return rows;
}

/** Nothing at all needs no question. */
function withinReach(reach: ReadonlyMap<LogKind, LogReach>) {
  const kinds = [...reach].flatMap(([kind, logs]) => (isNamed(logs) ? [] : [kind]));
  const names = [...reach.values()].flatMap((logs) => (isNamed(logs) ? logs : []));
  const but = [...reach.values()].flatMap((logs) =>
    typeof logs === 'object' && 'everyBut' in logs ? logs.everyBut : [],
  );
  const byKind = sql`(split_part(log, ':', 1) = any (${kinds}::text[]) and not log = any (${but}::text[]))`;
  const byName = sql`log = any (${names}::text[])`;
  if (kinds.length === 0) return names.length === 0 ? undefined : byName;
  return names.length === 0 ? byKind : sql`(${byKind} or ${byName})`;
}

const isNamed = (logs: LogReach): logs is readonly LogName[] => Array.isArray(logs);
