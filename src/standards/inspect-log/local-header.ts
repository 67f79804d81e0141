/** The header before an entry's data in a ZIP file (APPNOTE 4.3.7), as Inspect's writers leave it. */
import type { LogBytes } from './bytes.ts';

export const localHeaderSignature = 0x04034b50;

/** Holds the header of any entry of a log that is not contrived. */
const usualBytes = 512;

export interface LocalHeader {
  name: Buffer;
  flags: number;
  method: number;
  crc32: number;
  packedBytes: number;
  unpackedBytes: number;
  /** First byte of the data. */
  start: number;
}

/** Nothing when there is no such header at the offset. */
export async function readLocalHeader(
  file: LogBytes,
  offset: number,
): Promise<LocalHeader | undefined> {
  const fixed = await file.read(offset, usualBytes);
  if (fixed.length < 30 || fixed.readUInt32LE(0) !== localHeaderSignature) return undefined;
  const nameBytes = fixed.readUInt16LE(26);
  const extraBytes = fixed.readUInt16LE(28);
  const isRead = 30 + nameBytes + extraBytes <= fixed.length;
  const rest = isRead
    ? fixed.subarray(30, 30 + nameBytes + extraBytes)
    : await readAt(file, offset + 30, nameBytes + extraBytes);
  if (rest === undefined) return undefined;
  const wide = zip64Of(rest.subarray(nameBytes));
  const sizeOf = (at: number) => {
    const size = fixed.readUInt32LE(at);
    return size === 0xffffffff ? (wide.shift() ?? size) : size;
  };
  // The extra field has the unpacked size first.
  const unpackedBytes = sizeOf(22);
  const packedBytes = sizeOf(18);
  return {
    name: rest.subarray(0, nameBytes),
    flags: fixed.readUInt16LE(6),
    method: fixed.readUInt16LE(8),
    crc32: fixed.readUInt32LE(14),
    packedBytes,
    unpackedBytes,
    start: offset + 30 + nameBytes + extraBytes,
  };
}

/** The sizes of the ZIP64 extra field (APPNOTE 4.5.3), in its order. */
function zip64Of(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length;) {
    const size = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1 && at + 4 + size <= extra.length) {
      const count = Math.floor(size / 8);
      return Array.from({ length: count }, (_, each) =>
        Number(extra.readBigUInt64LE(at + 4 + 8 * each)),
      );
    }
    at += 4 + size;
  }
  return [];
}

/** Exactly that many bytes, or nothing where the file ends sooner. */
export async function readAt(
  file: LogBytes,
  offset: number,
  length: number,
): Promise<Buffer | undefined> {
  const bytes = await file.read(offset, length);
  return bytes.length === length ? bytes : undefined;
}
