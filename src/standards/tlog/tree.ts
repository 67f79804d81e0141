/**
 * The Merkle tree of RFC 6962 §2.1 over tiles (c2sp.org/tlog-tiles): growing it entry by entry, and its
 * root from the tiles of a log of any size. Only whole tiles are hashed into the level above, so at any
 * moment the tree is one unfinished tile a level.
 */
import { emptyRoot, nodeHash } from './leaf.ts';
import { hashBytes, isCount, TlogError } from './spelling.ts';
import { tileWidth, widthIn, type TilePlace } from './tile.ts';

/** Gives a tile's hashes, 32 · width bytes. */
export type TileReader = (place: TilePlace) => Promise<Uint8Array>;

export interface Tile {
  place: TilePlace;
  hashes: Buffer;
}

interface Unfinished {
  hashes: Buffer;
  width: number;
  index: number;
}

/** A tree that grows. Gives each tile once, when its 256th hash has come. */
export class GrowingTree {
  #size = 0;
  readonly #levels: Unfinished[] = [];
  readonly #onTile: ((place: TilePlace, hashes: Buffer) => void) | undefined;

  constructor(onTile?: (place: TilePlace, hashes: Buffer) => void) {
    this.#onTile = onTile;
  }

  /** Goes on where a log of `size` entries stands; reads the unfinished tile of each level. */
  static async of(
    read: TileReader,
    size: number,
    onTile?: (place: TilePlace, hashes: Buffer) => void,
  ): Promise<GrowingTree> {
    requireSize(size);
    const tree = new GrowingTree(onTile);
    tree.#size = size;
    for (let level = 0; Math.floor(size / tileWidth ** level) > 0; level++) {
      const index = Math.floor(size / tileWidth ** (level + 1));
      const width = widthIn(size, level, index);
      const unfinished = { hashes: Buffer.allocUnsafe(tileWidth * hashBytes), width, index };
      if (width > 0) unfinished.hashes.set(await readTile(read, { level, index, width }));
      tree.#levels.push(unfinished);
    }
    return tree;
  }

  get size(): number {
    return this.#size;
  }

  append(leafHash: Uint8Array): void {
    if (leafHash.length !== hashBytes) throw new TlogError(`a leaf hash has ${hashBytes} bytes`);
    this.#put(0, leafHash);
    this.#size += 1;
  }

  root(): Buffer {
    if (this.#size === 0) return emptyRoot();
    let root: Buffer | undefined;
    for (const { hashes, width } of this.#levels) root = joinedFromRight(hashes, width, root);
    return root as Buffer;
  }

  /** The unfinished tile of each level that has one. */
  partialTiles(): Tile[] {
    return this.#levels.flatMap(({ hashes, width, index }, level) =>
      width === 0
        ? []
        : [
            {
              place: { level, index, width },
              hashes: Buffer.from(hashes.subarray(0, width * hashBytes)),
            },
          ],
    );
  }

  #put(level: number, hash: Uint8Array): void {
    const tile = (this.#levels[level] ??= {
      hashes: Buffer.allocUnsafe(tileWidth * hashBytes),
      width: 0,
      index: 0,
    });
    tile.hashes.set(hash, tile.width * hashBytes);
    tile.width += 1;
    if (tile.width < tileWidth) return;
    const { hashes, index } = tile;
    tile.width = 0;
    tile.index += 1;
    // The receiver keeps the finished tile, so the next one is written elsewhere.
    if (this.#onTile !== undefined) tile.hashes = Buffer.allocUnsafe(tileWidth * hashBytes);
    const above = foldedHash(hashes, 0, tileWidth);
    this.#onTile?.({ level, index, width: tileWidth }, hashes);
    this.#put(level + 1, above);
  }
}

/** The root of a log of `size` entries, from its tiles. */
export async function rootOf(read: TileReader, size: number): Promise<Buffer> {
  requireSize(size);
  return size === 0 ? emptyRoot() : subtreeHash(cachedTiles(read), size, 0, size);
}

/** MTH(D[start:end]) of RFC 6962, where `start` is a multiple of the power of two not below the width. */
export async function subtreeHash(
  read: TileReader,
  size: number,
  start: number,
  end: number,
): Promise<Buffer> {
  const split = largestPowerBelow(end - start);
  if (split * 2 !== end - start && end - start !== 1) {
    const left = await subtreeHash(read, size, start, start + split);
    return nodeHash(left, await subtreeHash(read, size, start + split, end));
  }
  let level = 0;
  let count = end - start;
  while (count >= tileWidth) {
    count /= tileWidth;
    level += 1;
  }
  const first = start / tileWidth ** level;
  const index = Math.floor(first / tileWidth);
  const hashes = await readTile(read, { level, index, width: widthIn(size, level, index) });
  return foldedHash(hashes, first % tileWidth, count);
}

/** The largest power of two smaller than `count`, where there is one; RFC 6962 splits there. */
export function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

/** Reads each tile once: a proof asks for the same few again and again. */
export function cachedTiles(read: TileReader): TileReader {
  const tiles = new Map<string, Promise<Uint8Array>>();
  return (place) => {
    const name = `${place.level}/${place.index}`;
    const known = tiles.get(name);
    if (known !== undefined) return known;
    const tile = readTile(read, place);
    tiles.set(name, tile);
    return tile;
  };
}

export function requireSize(size: number): void {
  if (!isCount(size)) throw new TlogError('a log’s size is a whole number');
}

async function readTile(read: TileReader, place: TilePlace): Promise<Uint8Array> {
  const hashes = await read(place);
  if (hashes.length !== place.width * hashBytes) {
    throw new TlogError(`a tile of width ${place.width} has ${place.width * hashBytes} bytes`);
  }
  return hashes;
}

const foldWork = Buffer.allocUnsafe((tileWidth * hashBytes) / 2);

/** The root over `count` consecutive hashes of a tile; `count` is a power of two, at most 256. */
function foldedHash(hashes: Uint8Array, first: number, count: number): Buffer {
  const hashAt = (bytes: Uint8Array, at: number) =>
    bytes.subarray(at * hashBytes, (at + 1) * hashBytes);
  if (count === 1) return Buffer.from(hashAt(hashes, first));
  let from = hashes;
  let start = first;
  for (let left = count / 2; left > 1; left /= 2) {
    for (let at = 0; at < left; at++) {
      const place = start + 2 * at;
      foldWork.set(nodeHash(hashAt(from, place), hashAt(from, place + 1)), at * hashBytes);
    }
    from = foldWork;
    start = 0;
  }
  return nodeHash(hashAt(from, start), hashAt(from, start + 1));
}

/** RFC 6962 splits at the largest power of two, so the short end on the right is joined first. */
function joinedFromRight(hashes: Buffer, width: number, right: Buffer | undefined) {
  let joined = right;
  let end = width;
  for (let count = 1; count <= width; count *= 2) {
    if ((width & count) === 0) continue;
    end -= count;
    const left = foldedHash(hashes, end, count);
    joined = joined === undefined ? left : nodeHash(left, joined);
  }
  return joined;
}
