/**
 * Writes a ZIP archive entry by entry, deflated as it comes, so that an entry may be larger than memory.
 * Every reader of Inspect's logs knows deflate. Local headers leave room for 64-bit sizes (APPNOTE
 * 4.5.3) and are filled in afterwards, as Inspect's own writer does.
 */
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import type { LogOutput } from './bytes.ts';
import { through } from './coder.ts';

interface Written {
  name: Buffer;
  offset: number;
  crc: number;
  packedBytes: number;
  unpackedBytes: number;
}

/** Bit 11: the name is UTF-8. */
const flags = 0x0800;
const deflate = 8;
const version = 45;
/** 1 January 1980, the first day a ZIP file knows: the same log gives the same bytes. */
const date = 0x0021;
const limit32 = 0xffffffff;
const limit16 = 0xffff;

export class ZipWriter {
  readonly #output: LogOutput;
  readonly #entries: Written[] = [];
  #at = 0;

  constructor(output: LogOutput) {
    this.#output = output;
  }

  async entry(name: string, content: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void> {
    const entry: Written = {
      name: Buffer.from(name, 'utf8'),
      offset: this.#at,
      crc: 0,
      packedBytes: 0,
      unpackedBytes: 0,
    };
    if (entry.name.length > limit16) throw new Error(`the name of an entry has more than 64 KiB`);
    const pieces = counted(content, entry);
    const first = await pieces.next();
    const second = first.done ? first : await pieces.next();
    if (second.done) {
      // A stream costs more than most samples' whole content.
      const packed = deflateRawSync(first.done ? Buffer.alloc(0) : first.value);
      entry.packedBytes = packed.length;
      await this.#write(Buffer.concat([localHeader(entry), packed]));
    } else {
      await this.#write(localHeader(entry));
      for await (const packed of deflated(first.value as Buffer, second.value, pieces)) {
        await this.#write(packed);
        entry.packedBytes += packed.length;
      }
      await this.#output.write(localHeader(entry), entry.offset);
    }
    this.#entries.push(entry);
  }

  /** The directory. Without it the archive is one that broke off. */
  async finish(): Promise<void> {
    const start = this.#at;
    await this.#write(Buffer.concat(this.#entries.map(directoryEntry)));
    await this.#write(directoryEnd(this.#entries.length, start, this.#at - start));
  }

  async #write(bytes: Buffer): Promise<void> {
    await this.#output.write(bytes, this.#at);
    this.#at += bytes.length;
  }
}

async function* counted(
  content: Iterable<Buffer> | AsyncIterable<Buffer>,
  entry: Written,
): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    entry.crc = crc32(piece, entry.crc);
    entry.unpackedBytes += piece.length;
    yield piece;
  }
}

function deflated(
  first: Buffer,
  second: Buffer,
  rest: AsyncGenerator<Buffer>,
): AsyncGenerator<Buffer> {
  const pieces = async function* () {
    yield first;
    yield second;
    yield* rest;
  };
  return through(pieces(), createDeflateRaw());
}

function localHeader({ name, crc, packedBytes, unpackedBytes }: Written): Buffer {
  const fixed = Buffer.alloc(30);
  fixed.writeUInt32LE(0x04034b50, 0);
  fixed.writeUInt16LE(version, 4);
  fixed.writeUInt16LE(flags, 6);
  fixed.writeUInt16LE(deflate, 8);
  fixed.writeUInt16LE(date, 12);
  fixed.writeUInt32LE(crc, 14);
  fixed.writeUInt32LE(limit32, 18);
  fixed.writeUInt32LE(limit32, 22);
  fixed.writeUInt16LE(name.length, 26);
  const wide = zip64Field([unpackedBytes, packedBytes]);
  fixed.writeUInt16LE(wide.length, 28);
  return Buffer.concat([fixed, name, wide]);
}

function directoryEntry({ name, offset, crc, packedBytes, unpackedBytes }: Written): Buffer {
  const fixed = Buffer.alloc(46);
  fixed.writeUInt32LE(0x02014b50, 0);
  fixed.writeUInt16LE(version, 4);
  fixed.writeUInt16LE(version, 6);
  fixed.writeUInt16LE(flags, 8);
  fixed.writeUInt16LE(deflate, 10);
  fixed.writeUInt16LE(date, 14);
  fixed.writeUInt32LE(crc, 16);
  // Only what does not fit goes into the extra field, in this order.
  const wide = [unpackedBytes, packedBytes, offset].filter((value) => value >= limit32);
  fixed.writeUInt32LE(Math.min(packedBytes, limit32), 20);
  fixed.writeUInt32LE(Math.min(unpackedBytes, limit32), 24);
  fixed.writeUInt16LE(name.length, 28);
  fixed.writeUInt32LE(Math.min(offset, limit32), 42);
  const extra = wide.length === 0 ? Buffer.alloc(0) : zip64Field(wide);
  fixed.writeUInt16LE(extra.length, 30);
  return Buffer.concat([fixed, name, extra]);
}

function zip64Field(values: number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * values.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * values.length, 2);
  values.forEach((value, at) => field.writeBigUInt64LE(BigInt(value), 4 + 8 * at));
  return field;
}

function directoryEnd(count: number, start: number, bytes: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, limit16), 8);
  end.writeUInt16LE(Math.min(count, limit16), 10);
  end.writeUInt32LE(Math.min(bytes, limit32), 12);
  end.writeUInt32LE(Math.min(start, limit32), 16);
  if (count < limit16 && bytes < limit32 && start < limit32) return end;
  const wide = Buffer.alloc(56);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeUInt16LE(version, 12);
  wide.writeUInt16LE(version, 14);
  wide.writeBigUInt64LE(BigInt(count), 24);
  wide.writeBigUInt64LE(BigInt(count), 32);
  wide.writeBigUInt64LE(BigInt(bytes), 40);
  wide.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + bytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([wide, locator, end]);
}
