/**
 * The tiler: adds the hashes above the leaves, each the root of one whole tile of the level below. What a
 * hash is follows from the leaves alone, so two workers write the same row, and one that was killed leaves
 * either the row or nothing.
 */
import { sql, type Tx } from '#platform/db';
import type { Zone } from '#platform/keys';
import { tileWidth, TlogError, treeRoot } from '#standards/tlog';
import { wholeTiles } from './log.ts';
import type { LogName } from './log-name.ts';

/** Tiles a level in one transaction: 65,536 leaves, whose hashes are 2 MiB. */
const tilesMax = 256;
const hashBytes = 32;

/** Extends the tiles of a log of `size` entries; returns how many entries they now cover, all if it could. */
export async function extendTiles(tx: Tx, zone: Zone, log: LogName, size: number): Promise<number> {
  let covered = size;
  for (let level = 1; covered >= tileWidth ** level; level++) {
    const wanted = Math.floor(covered / tileWidth ** level);
    const first = await hashesAt(tx, zone, log, level);
    if (first >= wanted) continue;
    const count = Math.min(wanted - first, tilesMax);
    const tiles = await wholeTiles(tx, zone, log, { level: level - 1, first, count });
    await addHashes(tx, zone, log, { level, first, hashes: rootsOf(tiles, count) });
    if (count < wanted - first) covered = (first + count) * tileWidth ** level;
  }
  return covered;
}

/** A missing leaf would make every later hash wrong: better none than that. */
function rootsOf(tiles: readonly Buffer[], count: number): Buffer {
  if (tiles.length !== count || tiles.some(({ length }) => length !== tileWidth * hashBytes)) {
    throw new TlogError('a log lacks hashes that its size says it has');
  }
  const roots = tiles.map((tile) => {
    const hashes = Array.from({ length: tileWidth }, (_, at) =>
      tile.subarray(at * hashBytes, (at + 1) * hashBytes),
    );
    return treeRoot(hashes);
  });
  return Buffer.concat(roots);
}

async function hashesAt(tx: Tx, zone: Zone, log: LogName, level: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select coalesce(max(index) + 1, 0) as count from ${sql.id(`zone_${zone}`)}.tile_hash
    where log = ${log} and level = ${level}`.execute(tx);
  return rows[0]?.count ?? 0;
}

async function addHashes(
  tx: Tx,
  zone: Zone,
  log: LogName,
  { level, first, hashes }: { level: number; first: number; hashes: Buffer },
): Promise<void> {
  const count = hashes.length / hashBytes;
  await sql`
    insert into ${sql.id(`zone_${zone}`)}.tile_hash (log, level, index, hash)
    select ${log}, ${level}, ${first}::bigint + n, substring(${hashes}::bytea from n * ${hashBytes} + 1 for ${hashBytes})
    from generate_series(0, ${count - 1}::int) n
    on conflict (log, level, index) do nothing`.execute(tx);
}
