/**
 * Reading a log as a Merkle tree: its size, its entries with what is disclosed of them, and its tiles. A
 * tile is a range of rows, of `leaf` at level 0 and of `tile_hash` above (docs/adr, tiles in the database).
 */
import { sql, type Db, type Tx } from '#platform/db';
import type { Zone } from '#platform/keys';
import {
  entryOf,
  tileWidth,
  widthIn,
  type DisclosedBody,
  type TilePlace,
  type TileReader,
} from '#standards/tlog';
import type { LogName } from './log-name.ts';

const hashBytes = 32;

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

/** The hashes of whole tiles of one level, in order, each of 8 KiB. */
export async function wholeTiles(
  db: Db | Tx,
  zone: Zone,
  log: LogName,
  { level, first, count }: { level: number; first: number; count: number },
): Promise<Buffer[]> {
  const { rows } = await sql<{ hashes: Buffer }>`
    select index / ${tileWidth} as tile, string_agg(hash, ''::bytea order by index) as hashes
    from ${hashesAt(zone, log, level)}
      and index >= ${first * tileWidth} and index < ${(first + count) * tileWidth}
    group by tile order by tile`.execute(db);
  return rows.map(({ hashes }) => hashes);
}

/**
 * The tiles of a log that has at least `size` entries. Each is read once and as wide as that size allows:
 * proofs at this size and at an earlier one ask for the same few.
 */
export function tilesAt(db: Db | Tx, zone: Zone, log: LogName, size: number): TileReader {
  const known = new Map<string, Promise<Buffer>>();
  return async ({ level, index, width }) => {
    const name = `${level}/${index}`;
    const widest = { level, index, width: widthIn(size, level, index) };
    const tile = known.get(name) ?? readTile(db, zone, log, widest);
    known.set(name, tile);
    return (await tile).subarray(0, width * hashBytes);
  };
}

/** Empty where nothing is there, which no reader takes for a tile. */
export async function readTile(
  db: Db | Tx,
  zone: Zone,
  log: LogName,
  { level, index, width }: TilePlace,
): Promise<Buffer> {
  const from = index * tileWidth;
  const { rows } = await sql<{ hashes: Buffer | null }>`
    select string_agg(hash, ''::bytea order by index) as hashes from ${hashesAt(zone, log, level)}
      and index >= ${from} and index < ${from + width}`.execute(db);
  return rows[0]?.hashes ?? Buffer.alloc(0);
}

function hashesAt(zone: Zone, log: LogName, level: number) {
  const home = sql.id(`zone_${zone}`);
  return level === 0
    ? sql`${home}.leaf where log = ${log}`
    : sql`${home}.tile_hash where log = ${log} and level = ${level}`;
}

/** Entries `[from, to)` as they stand in a bundle. */
export async function entriesOf(
  db: Db,
  zone: Zone,
  log: LogName,
  from: number,
  to: number,
): Promise<Buffer[]> {
  const home = sql.id(`zone_${zone}`);
  const { rows } = await sql<{ commitment: Buffer }>`
    select e.commitment from ${home}.leaf l join ${home}.event e using (position)
    where l.log = ${log} and l.index >= ${from} and l.index < ${to} order by l.index`.execute(db);
  return rows.map(({ commitment }) => entryOf(commitment));
}

/** What is still kept of the entries `[from, to)`: a deleted body is absent. */
export async function bodiesOf(
  db: Db,
  zone: Zone,
  log: LogName,
  from: number,
  to: number,
): Promise<DisclosedBody[]> {
  const home = sql.id(`zone_${zone}`);
  const { rows } = await sql<DisclosedBody>`
    select l.index, b.salt, b.body from ${home}.leaf l join ${home}.event_body b using (position)
    where l.log = ${log} and l.index >= ${from} and l.index < ${to} order by l.index`.execute(db);
  return rows;
}
