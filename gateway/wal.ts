/**
 * The gateway's store: one append-only file, one record a leaf, durable before anyone is told. Records
 * that arrive together share one write and one fdatasync. At start the file is read from its beginning;
 * a torn last record (a crash in mid-write) was never acknowledged and is cut off.
 *
 * A record: 4 bytes body length, 4 bytes CRC-32 of commitment, salt and body, 1 byte flags, 3 zero bytes,
 * 32 bytes commitment, 32 bytes salt, the body. Deleting a body overwrites salt and body with zeros in
 * place; the commitment, and so the leaf and every proof over it, stays.
 */
import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { freshSalt } from '#gateway';
import { commitmentOf, saltBytes } from '#standards/tlog';

const headBytes = 12;
const commitmentBytes = 32;
const fixedBytes = headBytes + commitmentBytes + saltBytes;
/** A leaf's body; grants are the largest. */
export const bodyBytesMax = 256 * 1024;
/** One write; more waits for the next. */
const batchBytesMax = 4 * 1024 * 1024;
const erased = 1;

export interface LogRecord {
  commitment: Buffer;
  salt: Buffer;
  /** Absent once deleted. */
  body: string | undefined;
  /** Where the record begins in the file, in bytes. */
  offset: number;
}

interface Pending {
  bytes: Buffer;
  record: LogRecord;
  resolve(index: number): void;
  reject(error: unknown): void;
}

export class WriteAheadLog {
  readonly #file: FileHandle;
  #pending: Pending[] = [];
  #flushing: Promise<void> | undefined;
  #end: number;
  #size: number;
  /** fdatasync failed: what is on the disk is unknown, so nothing more may be acknowledged. */
  #isBroken = false;
  readonly #onDurable: (record: LogRecord, index: number) => void;

  private constructor(
    file: FileHandle,
    end: number,
    size: number,
    onDurable: (record: LogRecord, index: number) => void,
  ) {
    this.#file = file;
    this.#end = end;
    this.#size = size;
    this.#onDurable = onDurable;
  }

  /** Opens or makes the file, replays each record in order, and cuts off a torn end. */
  static async open(
    path: string,
    onDurable: (record: LogRecord, index: number) => void,
  ): Promise<WriteAheadLog> {
    const file = await open(path, 'a+', 0o600);
    // 'a+' always writes at the end, whatever position is given; erasing needs the other mode.
    await file.close();
    const writable = await open(path, 'r+');
    try {
      const { end, size } = await replay(writable, onDurable);
      await writable.truncate(end);
      await writable.datasync();
      return new WriteAheadLog(writable, end, size, onDurable);
    } catch (error) {
      await writable.close();
      throw error;
    }
  }

  /** Leaves on disk. */
  get size(): number {
    return this.#size;
  }

  /** Resolves with the leaf's index once it is durable; rejects when it is not and never will be. */
  append(body: string): Promise<number> {
    const bodyBytes = Buffer.byteLength(body);
    if (bodyBytes > bodyBytesMax) throw new RangeError(`a leaf has at most ${bodyBytesMax} bytes`);
    const salt = freshSalt();
    const commitment = commitmentOf(salt, body);
    const bytes = Buffer.alloc(fixedBytes + bodyBytes);
    commitment.copy(bytes, headBytes);
    salt.copy(bytes, headBytes + commitmentBytes);
    bytes.write(body, fixedBytes, 'utf8');
    bytes.writeUInt32LE(bodyBytes, 0);
    bytes.writeUInt32LE(crc32(bytes.subarray(headBytes)), 4);
    return new Promise((resolve, reject) => {
      this.#pending.push({
        bytes,
        record: { commitment, salt, body, offset: 0 },
        resolve,
        reject,
      });
      this.#flushing ??= this.#flushAll();
    });
  }

  /**
   * Overwrites a leaf's salt and body; the commitment stays. Durable when it returns. The flag goes
   * first: a record whose bytes are half gone must not be taken for a damaged one.
   */
  async erase(offset: number): Promise<void> {
    const head = await this.#read(offset, headBytes);
    const secretBytes = saltBytes + head.readUInt32LE(0);
    await this.#file.write(Buffer.of(erased), 0, 1, offset + 8);
    await this.#file.datasync();
    const zeros = Buffer.alloc(secretBytes);
    await this.#file.write(zeros, 0, secretBytes, offset + headBytes + commitmentBytes);
    await this.#file.datasync();
  }

  /** Records from a known offset on; at most `count`. */
  async readFrom(offset: number, count: number): Promise<LogRecord[]> {
    const records: LogRecord[] = [];
    let at = offset;
    while (records.length < count && at < this.#end) {
      const head = await this.#read(at, fixedBytes);
      const bodyBytes = head.readUInt32LE(0);
      const body = await this.#read(at + fixedBytes, bodyBytes);
      records.push(recordOf(Buffer.concat([head, body]), at));
      at += fixedBytes + bodyBytes;
    }
    return records;
  }

  async close(): Promise<void> {
    await this.#flushing;
    await this.#file.close();
  }

  async #flushAll(): Promise<void> {
    try {
      // Requests of this turn of the event loop join the first write.
      await new Promise(setImmediate);
      while (this.#pending.length > 0) await this.#flushOne();
    } finally {
      this.#flushing = undefined;
    }
  }

  async #flushOne(): Promise<void> {
    let bytes = 0;
    let count = 0;
    while (count < this.#pending.length && (count === 0 || bytes < batchBytesMax)) {
      bytes += (this.#pending[count] as Pending).bytes.length;
      count += 1;
    }
    const batch = this.#pending.splice(0, count);
    try {
      if (this.#isBroken)
        throw new Error('the log’s disk failed; start again to read what it holds');
      await this.#write(Buffer.concat(batch.map((each) => each.bytes)));
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const { record, bytes: written, resolve } of batch) {
      record.offset = this.#end;
      this.#end += written.length;
      const index = this.#size++;
      this.#onDurable(record, index);
      resolve(index);
    }
  }

  /** A full disk is undone to the last acknowledged byte; a failed sync cannot be. */
  async #write(bytes: Buffer): Promise<void> {
    try {
      let written = 0;
      while (written < bytes.length) {
        const { bytesWritten } = await this.#file.write(
          bytes,
          written,
          bytes.length - written,
          this.#end + written,
        );
        written += bytesWritten;
      }
    } catch (error) {
      await this.#file.truncate(this.#end).catch(() => (this.#isBroken = true));
      throw error;
    }
    try {
      await this.#file.datasync();
    } catch (error) {
      this.#isBroken = true;
      throw error;
    }
  }

  async #read(offset: number, length: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(length), 0, length, offset);
    if (bytesRead < length) throw new Error('the log ends in the middle of a record');
    return buffer;
  }
}

function recordOf(bytes: Buffer, offset: number): LogRecord {
  const isErased = (bytes.readUInt8(8) & erased) !== 0;
  return {
    commitment: bytes.subarray(headBytes, headBytes + commitmentBytes),
    salt: bytes.subarray(headBytes + commitmentBytes, fixedBytes),
    body: isErased ? undefined : bytes.toString('utf8', fixedBytes),
    offset,
  };
}

const replayChunkBytes = 8 * 1024 * 1024;
const tornBytesMax = batchBytesMax + fixedBytes + bodyBytesMax;

/** Streams the file, so that a log of any length needs one buffer. */
async function replay(
  file: FileHandle,
  onRecord: (record: LogRecord, index: number) => void,
): Promise<{ end: number; size: number }> {
  const { size: fileBytes } = await file.stat();
  let held: Buffer = Buffer.alloc(0);
  let readTo = 0;
  let end = 0;
  let size = 0;
  while (true) {
    const length = held.length < fixedBytes ? fixedBytes : fixedBytes + held.readUInt32LE(0);
    const isTooLong = length - fixedBytes > bodyBytesMax;
    if (!isTooLong && held.length >= length) {
      const bytes = held.subarray(0, length);
      const record = recordOf(bytes, end);
      // An erased record no longer has the bytes that were summed.
      if (record.body === undefined || crc32(bytes.subarray(headBytes)) === bytes.readUInt32LE(4)) {
        onRecord(record, size);
        size += 1;
        end += length;
        held = held.subarray(length);
        continue;
      }
    } else if (!isTooLong && readTo < fileBytes) {
      const chunk = Buffer.alloc(Math.min(replayChunkBytes, fileBytes - readTo));
      const { bytesRead } = await file.read(chunk, 0, chunk.length, readTo);
      readTo += bytesRead;
      held = Buffer.concat([held, chunk.subarray(0, bytesRead)]);
      continue;
    }
    // Only the last write can be torn; whoever opened us compares what is left with the last checkpoint.
    if (fileBytes - end > tornBytesMax) {
      throw new Error(`entry ${size} of the log is damaged; bring back the file from a copy`);
    }
    return { end, size };
  }
}
