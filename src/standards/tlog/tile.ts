/**
 * Tiles and entry bundles (c2sp.org/tlog-tiles): a log as files that never change. A tile holds up to 256
 * consecutive hashes of one level, each level's hash standing for 256 below; a bundle holds the entries
 * under one tile of level 0. Empty tiles do not exist.
 */
import { isCount, TlogError } from './spelling.ts';

export const tileWidth = 256;
const levelMax = 63;
/** Lengths are two bytes. */
export const entryBytesMax = 65_535;
export const bundleBytesMax = tileWidth * (2 + entryBytesMax);

export interface TilePlace {
  /** 0 holds leaf hashes. */
  level: number;
  index: number;
  /** 1 to 256 hashes. */
  width: number;
}

export type BundlePlace = { entries: true; index: number; width: number };

/** `tile/0/x001/x234/067.p/8` */
export function tilePath({ level, index, width }: TilePlace): string {
  if (!Number.isInteger(level) || level < 0 || level > levelMax) {
    throw new TlogError(`a tile’s level is 0 to ${levelMax}`);
  }
  return `tile/${level}/${grouped(index)}${widthSuffix(width)}`;
}

/** `tile/entries/x001/x234/067` */
export function entryBundlePath(index: number, width: number): string {
  return `tile/entries/${grouped(index)}${widthSuffix(width)}`;
}

/**
 * `bodies/x001/x234/067`, beside a bundle of the same index: what its reader may see of the bodies. It has
 * no width, because bodies may come and be deleted while the entries stay.
 */
export function bodiesPath(index: number): string {
  return `bodies/${grouped(index)}`;
}

/** The place that a path names, or nothing where it is not, letter for letter, a tile's or a bundle's. */
export function parseTilePath(path: string): TilePlace | BundlePlace | undefined {
  const [, kind, groups, partial] =
    /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(
      path,
    ) ?? [];
  if (kind === undefined || groups === undefined) return undefined;
  const index = Number(groups.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? tileWidth : Number(partial);
  if (!isCount(index) || width < 1 || Number(partial) >= tileWidth) return undefined;
  if (kind === 'entries') {
    return entryBundlePath(index, width) === path ? { entries: true, index, width } : undefined;
  }
  const level = Number(kind);
  if (level > levelMax) return undefined;
  return tilePath({ level, index, width }) === path ? { level, index, width } : undefined;
}

/** How wide the tile at a place is in a log of a size; 0 where it does not exist. */
export function widthIn(size: number, level: number, index: number): number {
  return Math.max(
    0,
    Math.min(tileWidth, Math.floor(size / tileWidth ** level) - index * tileWidth),
  );
}

/** Entries as length and bytes, one after another. */
export function encodeBundle(entries: readonly Uint8Array[]): Buffer {
  requireWidth(entries.length);
  const parts = entries.flatMap((entry) => {
    if (entry.length > entryBytesMax) {
      throw new TlogError(`an entry has at most ${entryBytesMax} bytes`);
    }
    const length = Buffer.alloc(2);
    length.writeUInt16BE(entry.length);
    return [length, entry];
  });
  return Buffer.concat(parts);
}

/** The entries of a bundle as views into it: exactly so many, and nothing after them. */
export function decodeBundle(bytes: Uint8Array, width: number): Buffer[] {
  requireWidth(width);
  const bundle = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const entries: Buffer[] = [];
  let at = 0;
  while (entries.length < width) {
    const start = at + 2;
    const end = start <= bundle.length ? start + bundle.readUInt16BE(at) : Infinity;
    if (end > bundle.length) {
      throw new TlogError(`ends within entry ${entries.length} of its ${width}`);
    }
    entries.push(bundle.subarray(start, end));
    at = end;
  }
  if (at !== bundle.length) {
    throw new TlogError(`goes on for ${bundle.length - at} bytes after its ${width} entries`);
  }
  return entries;
}

function grouped(index: number): string {
  if (!isCount(index)) throw new TlogError('a tile’s index is a whole number');
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? [];
  return groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/');
}

function widthSuffix(width: number): string {
  requireWidth(width);
  return width === tileWidth ? '' : `.p/${width}`;
}

function requireWidth(width: number): void {
  if (!Number.isInteger(width) || width < 1 || width > tileWidth) {
    throw new TlogError(`a tile’s width is 1 to ${tileWidth}`);
  }
}
