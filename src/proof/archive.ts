/**
 * A bundle's files, from a `.tar.gz` (in memory or streamed) or a folder, under limits that hold
 * while reading: what is refused is never held. A bundle is a hostile archive until proved
 * otherwise: gzip bombs, twin names, names that escape (CWE-22, CWE-409).
 */
import { lstat, open, readdir } from 'node:fs/promises';
import { constants } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, gunzipSync } from 'node:zlib';
import { foldedPath, problemInPath } from './archive-path.ts';
import { ArchiveError } from './tar-header.ts';
import { TarReader } from './tar.ts';

export interface ArchiveLimits {
  packedBytesMax: number;
  unpackedBytesMax: number;
  /** Unpacked over packed, beyond `ratioFreeBytes`: ordinary text stays well under 100. */
  ratioMax: number;
  ratioFreeBytes: number;
  entriesMax: number;
}

export const bundleLimits: ArchiveLimits = {
  packedBytesMax: 32 * 1024 * 1024,
  unpackedBytesMax: 64 * 1024 * 1024,
  ratioMax: 200,
  ratioFreeBytes: 1024 * 1024,
  entriesMax: 2000,
};

/** What an HTTP intake may accept as a body, in bytes. */
export const bundleBytesMax = bundleLimits.packedBytesMax;

export type Files = Map<string, Uint8Array>;

/** Reads a whole archive that is already in memory. Throws `ArchiveError`. */
export function unpackBytes(packed: Uint8Array, limits: ArchiveLimits): Files {
  if (packed.length > limits.packedBytesMax) throw tooLarge(limits);
  const collected = new Collected(limits);
  const maxOutputLength = Math.min(tarBytesMax(limits), ratioBytes(packed.length, limits));
  let tar: Uint8Array;
  try {
    tar = gunzipSync(packed, { maxOutputLength });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? bomb(limits)
      : notGzip();
  }
  collected.reader.push(tar);
  return collected.finish();
}

/**
 * Reads a streamed archive, stopping the source at the first limit passed: a two-gigabyte upload
 * costs at most `packedBytesMax` and one chunk. Throws `ArchiveError`.
 */
export async function unpackStream(
  source: AsyncIterable<Uint8Array>,
  limits: ArchiveLimits,
): Promise<Files> {
  const collected = new Collected(limits);
  let packedBytes = 0;
  let tarBytes = 0;
  const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      packedBytes += chunk.length;
      if (packedBytes > limits.packedBytesMax) throw tooLarge(limits);
      yield chunk;
    }
  };
  const collect = async (chunks: AsyncIterable<Uint8Array>) => {
    for await (const chunk of chunks) {
      tarBytes += chunk.length;
      const isBomb = tarBytes > tarBytesMax(limits) || tarBytes > ratioBytes(packedBytes, limits);
      if (isBomb) throw bomb(limits);
      collected.reader.push(chunk);
    }
  };
  try {
    await pipeline(source, counted, createGunzip(), collect);
  } catch (error) {
    throw asArchiveError(error);
  }
  return collected.finish();
}

/** Reads a folder the way its archive would read. Links and devices are refused, never followed. */
export async function readFolder(folder: string, limits: ArchiveLimits): Promise<Files> {
  const collected = new Collected(limits);
  const waiting = [''];
  for (let prefix = waiting.pop(); prefix !== undefined; prefix = waiting.pop()) {
    for (const name of (await readdir(join(folder, prefix))).sort()) {
      const path = prefix === '' ? name : `${prefix}/${name}`;
      const problem = problemInPath(path);
      if (problem !== undefined) throw new ArchiveError(path, problem);
      const status = await lstat(join(folder, path));
      if (status.isDirectory()) {
        collected.admit(`${path}/`, 0);
        waiting.push(path);
      } else if (status.isFile()) {
        collected.admit(path, status.size);
        collected.give(path, await readExactly(join(folder, path), status.size));
      } else
        throw new ArchiveError(path, 'links and devices are not allowed; copy the file itself');
    }
  }
  return collected.finish();
}

/** At most `sizeBytes`, even when the file grows under us; a link swapped in is not followed. */
async function readExactly(path: string, sizeBytes: number): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const bytes = Buffer.alloc(sizeBytes);
    const { bytesRead } = await file.read(bytes, 0, sizeBytes, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

class Collected {
  readonly reader: TarReader;
  readonly #files: Files = new Map();
  readonly #folded = new Set<string>();
  readonly #limits: ArchiveLimits;
  #entries = 0;
  #bytes = 0;

  constructor(limits: ArchiveLimits) {
    this.#limits = limits;
    this.reader = new TarReader(
      (path, sizeBytes) => this.admit(path, sizeBytes),
      ({ path, bytes }) => this.give(path, bytes),
    );
  }

  admit(path: string, sizeBytes: number): void {
    if (++this.#entries > this.#limits.entriesMax) {
      throw new ArchiveError('', `pack at most ${this.#limits.entriesMax} files and folders`);
    }
    this.#bytes += sizeBytes;
    if (this.#bytes > this.#limits.unpackedBytesMax) throw bomb(this.#limits);
    if (path.endsWith('/')) return;
    const folded = foldedPath(path);
    if (this.#folded.has(folded)) {
      throw new ArchiveError(
        path,
        'another entry has this name, or one that differs only in case or form; rename one',
      );
    }
    this.#folded.add(folded);
  }

  give(path: string, bytes: Uint8Array): void {
    this.#files.set(path, bytes);
  }

  finish(): Files {
    if (this.reader.isBegun) this.reader.finish();
    for (const folded of this.#folded) {
      for (
        let slash = folded.lastIndexOf('/');
        slash > 0;
        slash = folded.lastIndexOf('/', slash - 1)
      ) {
        if (this.#folded.has(folded.slice(0, slash))) {
          throw new ArchiveError(folded, 'one name is both a file and a folder; rename one');
        }
      }
    }
    return this.#files;
  }
}

/** Headers and padding: at most two blocks an entry beside its bytes, and slack for pax headers. */
const tarBytesMax = (limits: ArchiveLimits) =>
  limits.unpackedBytesMax + limits.entriesMax * 4096 + 10_240;

const ratioBytes = (packedBytes: number, limits: ArchiveLimits) =>
  Math.max(limits.ratioFreeBytes, packedBytes * limits.ratioMax);

const tooLarge = (limits: ArchiveLimits) =>
  new ArchiveError(
    '',
    `the bundle is larger than ${mebibytes(limits.packedBytesMax)} MiB; leave out what the run does not need, or give large sources by \`url\``,
  );

const bomb = (limits: ArchiveLimits) =>
  new ArchiveError(
    '',
    `the bundle unpacks to more than ${mebibytes(limits.unpackedBytesMax)} MiB, or to more than ${limits.ratioMax} times its size; send smaller files`,
  );

const notGzip = () =>
  new ArchiveError(
    '',
    'the bundle is not an intact .tar.gz; pack it again, as in `tar -czf bundle.tar.gz -C FOLDER .`',
  );

const mebibytes = (bytes: number) => Math.round((bytes / 1024 / 1024) * 10) / 10;

function asArchiveError(error: unknown): unknown {
  if (error instanceof ArchiveError) return error;
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  return /^(Z_|ERR_STREAM)/.test(code) ? notGzip() : error;
}
