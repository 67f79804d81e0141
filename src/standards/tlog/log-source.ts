/**
 * Where a log is read from: files by their path under the log's base, from a folder or a server alike.
 * Whatever is read is bounded, and nothing of it is believed.
 */
import { bodiesBytesMax } from './bodies.ts';
import { hashBytes, TlogError } from './spelling.ts';
import {
  bodiesPath,
  bundleBytesMax,
  decodeBundle,
  entryBundlePath,
  tilePath,
  tileWidth,
  widthIn,
  type TilePlace,
} from './tile.ts';
import type { TileReader } from './tree.ts';

export interface LogSource {
  /**
   * The bytes at a path, or nothing where there are none. Throws `TlogError` where they are more than
   * `bytesMax`, and anything else where the log cannot be reached: that is no finding about the log.
   */
  read(path: string, bytesMax: number): Promise<Uint8Array | undefined>;
}

/** One bundle, its tile and its bodies, each as it was read or as what is wrong with it. */
export interface BundleRead {
  index: number;
  width: number;
  entries: Buffer[] | TlogError;
  hashes: Buffer | TlogError;
  /** Nothing where no body is disclosed. */
  bodies: Uint8Array | undefined | TlogError;
}

/** How many bundles are asked for before the first is there: three requests each. */
const aheadMax = 4;

/** The bundles of a log in order, read a little ahead. */
export async function* readBundles(source: LogSource, size: number): AsyncGenerator<BundleRead> {
  const count = Math.ceil(size / tileWidth);
  const coming: Promise<BundleRead>[] = [];
  for (let next = 0; next < count || coming.length > 0;) {
    while (next < count && coming.length < aheadMax) {
      const read = readOne(source, size, next++);
      // If an earlier one fails, nobody waits for this one any more.
      void read.catch(() => undefined);
      coming.push(read);
    }
    yield (await coming.shift()) as BundleRead;
  }
}

/** A log's own tiles, for its own proofs; throws `TlogError` where one is missing or has another length. */
export function tilesOf(source: LogSource): TileReader {
  return async (place) => {
    const hashes = await readHashes(source, place);
    if (hashes instanceof TlogError) throw hashes;
    return hashes;
  };
}

async function readOne(source: LogSource, size: number, index: number): Promise<BundleRead> {
  const width = widthIn(size, 0, index);
  const [entries, hashes, bodies] = await Promise.all([
    readEntries(source, index, width),
    readHashes(source, { level: 0, index, width }),
    readOrFault(source, bodiesPath(index), bodiesBytesMax),
  ]);
  return { index, width, entries, hashes, bodies };
}

async function readEntries(source: LogSource, index: number, width: number) {
  return orFault(async () => {
    const partial = await source.read(entryBundlePath(index, width), bundleBytesMax);
    if (partial !== undefined) return decodeBundle(partial, width);
    const full = await readFull(source, entryBundlePath(index, tileWidth), width, bundleBytesMax);
    return decodeBundle(full, tileWidth).slice(0, width);
  });
}

export async function readHashes(source: LogSource, place: TilePlace): Promise<Buffer | TlogError> {
  return orFault(async () => {
    const bytesMax = tileWidth * hashBytes;
    const partial = await source.read(tilePath(place), bytesMax);
    if (partial !== undefined) return requireHashes(partial, place.width);
    const whole = { ...place, width: tileWidth };
    const full = await readFull(source, tilePath(whole), place.width, bytesMax);
    return requireHashes(full, tileWidth).subarray(0, place.width * hashBytes);
  });
}

/** A log may delete a partial file once the full one is there (tlog-tiles, Partial Tiles). */
async function readFull(source: LogSource, path: string, width: number, bytesMax: number) {
  const full = width === tileWidth ? undefined : await source.read(path, bytesMax);
  if (full === undefined) throw new TlogError('is missing');
  return full;
}

function requireHashes(bytes: Uint8Array, width: number): Buffer {
  if (bytes.length !== width * hashBytes) {
    throw new TlogError(`has ${bytes.length} bytes and not ${width} hashes of ${hashBytes}`);
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

const readOrFault = (source: LogSource, path: string, bytesMax: number) =>
  orFault(() => source.read(path, bytesMax));

async function orFault<T>(read: () => Promise<T>): Promise<T | TlogError> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TlogError) return error;
    throw error;
  }
}
