/**
 * The bytes of one entry, unpacked as they are read: stored, deflate or Zstandard. Size, ratio and CRC
 * are held against the directory's claims while the bytes flow, so a bomb ends at its limit.
 */
import {
  crc32,
  createInflateRaw,
  createZstdDecompress,
  inflateRawSync,
  zstdDecompressSync,
} from 'node:zlib';
import type { LogBytes } from './bytes.ts';
import { through } from './coder.ts';
import { InspectLogFault, reasonOf } from './findings.ts';
import type { InspectLogLimits } from './limits.ts';
import { cutAtFrameEnds, FrameCutter } from './zstd-frames.ts';

/** Where an entry's bytes are, and what the archive says of them. */
export interface PackedEntry {
  name: string;
  method: number;
  isEncrypted: boolean;
  /** First byte of the packed data. */
  start: number;
  packedBytes: number;
  unpackedBytes: number;
  crc32: number;
}

/** What may still be unpacked, shared by all reading of one log. */
export interface Budget {
  bytes: number;
}

const readBytes = 256 * 1024;
/** One read, so one chunk. */
const atOnceBytesMax = readBytes;

export async function* unpackEntry(
  file: LogBytes,
  entry: PackedEntry,
  limits: InspectLogLimits,
  budget: Budget,
): AsyncGenerator<Buffer> {
  if (entry.isEncrypted) throw new InspectLogFault('encrypted', 'is encrypted; decrypt the log');
  let bytes = 0;
  let crc = 0;
  for await (const chunk of decoded(file, entry)) {
    bytes += chunk.length;
    budget.bytes -= chunk.length;
    if (bytes > limits.entryBytesMax || budget.bytes < 0)
      throw new InspectLogFault('too_large', `unpacks to more than ${limits.entryBytesMax} bytes`);
    const free = limits.ratioFreeBytes;
    if (bytes > free && bytes - free > limits.ratioMax * entry.packedBytes)
      throw new InspectLogFault(
        'too_large',
        `unpacks to more than ${limits.ratioMax} times its size`,
      );
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (bytes !== entry.unpackedBytes)
    throw new InspectLogFault(
      'damaged',
      `unpacks to ${bytes} bytes where the archive says ${entry.unpackedBytes}`,
    );
  if (crc !== entry.crc32) throw new InspectLogFault('damaged', 'does not match its checksum');
}

async function* decoded(file: LogBytes, entry: PackedEntry): AsyncGenerator<Buffer> {
  const packed = readRange(file, entry.start, entry.start + entry.packedBytes);
  if (entry.method === 0) {
    yield* packed;
    return;
  }
  if (entry.packedBytes <= atOnceBytesMax && entry.unpackedBytes <= atOnceBytesMax) {
    for await (const bytes of packed) yield* decodedAtOnce(entry, bytes);
    return;
  }
  try {
    yield* decodedStream(entry.method, packed);
  } catch (error) {
    if (error instanceof InspectLogFault) throw error;
    throw new InspectLogFault('damaged', `does not unpack (${reasonOf(error)})`);
  }
}

/** Most entries are small, and a decoder stream costs more time and memory than their content. */
function* decodedAtOnce(entry: PackedEntry, packed: Buffer): Generator<Buffer> {
  const bounds = { maxOutputLength: Math.max(1, entry.unpackedBytes) };
  try {
    if (entry.method === 8) yield inflateRawSync(packed, bounds);
    else if (entry.method === 93)
      for (const frame of new FrameCutter().cut(packed)) yield zstdDecompressSync(frame, bounds);
    else throw unknownMethod(entry.method);
  } catch (error) {
    if (error instanceof InspectLogFault) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new InspectLogFault(
        'damaged',
        `unpacks to more than the ${entry.unpackedBytes} bytes that the archive says`,
      );
    throw new InspectLogFault('damaged', `does not unpack (${reasonOf(error)})`);
  }
}

function decodedStream(method: number, packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = { chunkSize: readBytes };
  if (method === 8) return through(packed, createInflateRaw(chunks));
  if (method === 93) return through(cutAtFrameEnds(packed), createZstdDecompress(chunks));
  throw unknownMethod(method);
}

function unknownMethod(method: number): InspectLogFault {
  return new InspectLogFault(
    'compression_unknown',
    `is packed by method ${method}; stored, deflate and Zstandard are read`,
  );
}

/** The file's bytes `[start, end)`. Throws where the file ends sooner. */
export async function* readRange(
  file: LogBytes,
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  for (let at = start; at < end;) {
    const bytes = await file.read(at, Math.min(readBytes, end - at));
    if (bytes.length === 0) throw new InspectLogFault('truncated', `ends before byte ${end}`);
    at += bytes.length;
    yield bytes;
  }
}
