/**
 * The backup's container: tar (POSIX.1-1988 ustar) in gzip, so that any tool of the next forty years
 * can look inside. We write plain files with short names only, and read nothing else: no links, no
 * folders, no extended headers, so an altered archive has no trick to play.
 */
import { createReadStream, type ReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip, constants } from 'node:zlib';
import { Readable, type Writable } from 'node:stream';
import { BackupProblem } from './problems.ts';

const blockBytes = 512;
const nameBytesMax = 100;
/** What eleven octal digits can say. */
const sizeMax = 8 ** 11 - 1;

export interface Entry {
  name: string;
  size: number;
  content: AsyncIterable<Uint8Array>;
}

/** Writes `entries` to `sink` as they come. Level 1: sealed content does not get smaller anyway. */
export async function writeArchive(entries: AsyncIterable<Entry>, sink: Writable): Promise<void> {
  await pipeline(
    Readable.from(tarBytes(entries), { objectMode: false }),
    createGzip({ level: constants.Z_BEST_SPEED }),
    sink,
  );
}

async function* tarBytes(entries: AsyncIterable<Entry>): AsyncGenerator<Uint8Array> {
  for await (const { name, size, content } of entries) {
    yield headerBlock(name, size);
    let written = 0;
    for await (const chunk of content) {
      written += chunk.length;
      yield chunk;
    }
    if (written !== size)
      throw new BackupProblem(
        'backup_damaged',
        `\`${name}\` changed while it was copied; try again`,
      );
    yield Buffer.alloc(padding(size));
  }
  yield Buffer.alloc(2 * blockBytes);
}

/** Field by field as POSIX lays it out: name, mode, owner, group, size, time, checksum, type, magic. */
function headerBlock(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > nameBytesMax || size > sizeMax)
    throw new RangeError(`\`${name}\` does not fit a tar header`);
  const block = Buffer.alloc(blockBytes);
  block.write(name, 0);
  block.write('0000600\0' + '0000000\0' + '0000000\0', 100);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write(`${'0'.repeat(11)}\0`, 136);
  block.write('0', 156);
  block.write('ustar\x0000', 257);
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** The sum of the header's bytes, its own field taken as blanks. */
function checksum(block: Buffer): number {
  let sum = 8 * 0x20;
  block.forEach((byte, index) => (sum += index >= 148 && index < 156 ? 0 : byte));
  return sum;
}

function padding(size: number): number {
  return (blockBytes - (size % blockBytes)) % blockBytes;
}

/** Reads the entries of the archive at `file`, one after the other; each one's content must be taken in turn. */
export async function* readArchive(file: string): AsyncGenerator<Entry> {
  const source: ReadStream = createReadStream(file);
  const plain = createGunzip();
  const flow = pipeline(source, plain);
  flow.catch(() => undefined); // The reader below meets the same error.
  const bytes = new ByteReader(plain);
  try {
    for (;;) {
      const block = await bytes.take(blockBytes);
      if (block.every((byte) => byte === 0)) return await bytes.refuseMore();
      const { name, size } = readHeader(block);
      yield { name, size, content: bytes.upTo(size) };
      await bytes.skipRest();
      await bytes.take(padding(size));
    }
  } finally {
    plain.destroy();
    source.destroy();
  }
}

function readHeader(block: Buffer): { name: string; size: number } {
  const text = (from: number, to: number): string =>
    block.toString('latin1', from, to).replace(/\0.*$/s, '');
  const size = text(124, 136);
  const sum = Number.parseInt(text(148, 156), 8);
  if (
    sum !== checksum(block) ||
    text(257, 262) !== 'ustar' ||
    text(156, 157) !== '0' ||
    !/^[0-7]{11}$/.test(size)
  ) {
    throw damaged();
  }
  return { name: text(0, nameBytesMax), size: Number.parseInt(size, 8) };
}

/** Takes a stream's bytes in the amounts asked for. */
class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);
  #left = 0;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async take(count: number): Promise<Buffer> {
    while (this.#held.length < count) this.#held = Buffer.concat([this.#held, await this.#more()]);
    return this.#cut(count);
  }

  async *upTo(size: number): AsyncGenerator<Buffer> {
    this.#left = size;
    while (this.#left > 0) {
      if (this.#held.length === 0) this.#held = await this.#more();
      const chunk = this.#cut(Math.min(this.#left, this.#held.length));
      this.#left -= chunk.length;
      yield chunk;
    }
  }

  async skipRest(): Promise<void> {
    for await (const _chunk of this.upTo(this.#left));
  }

  /** After the first empty block come a second, the end, and gzip's own word that all was read. */
  async refuseMore(): Promise<void> {
    const second = await this.take(blockBytes);
    const { done } = await this.#source.next().catch((error: unknown) => {
      throw readingProblem(error);
    });
    if (done !== true || this.#held.length > 0 || second.some((byte) => byte !== 0))
      throw damaged();
  }

  #cut(count: number): Buffer {
    const chunk = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return chunk;
  }

  async #more(): Promise<Buffer> {
    try {
      const { value, done } = await this.#source.next();
      if (done !== true) return value;
    } catch (error) {
      throw readingProblem(error);
    }
    throw damaged();
  }
}

export function damaged(): BackupProblem {
  return new BackupProblem(
    'backup_damaged',
    'the backup is cut short or altered; nothing was restored from it: use another copy',
  );
}

function readingProblem(error: unknown): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') {
    return new BackupProblem(
      'not_a_backup',
      `the backup cannot be read (${code}); see that its path is right and that you may read it`,
      { cause: error },
    );
  }
  return code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE' ? damaged() : error;
}
