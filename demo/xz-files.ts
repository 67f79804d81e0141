/**
 * Emits every input of the two xz bundles, byte for byte the same each time. All of them are ours,
 * written from the .xz file format's own grammar (1.2.1, §2 to §4).
 *
 * What matters is an Index that lists no blocks, as every compressed empty file has. Decoding it
 * leaves liblzma's "allocate this many records next time" at 0, and the next append writes a record
 * into room for none (CVE-2026-34743).
 */
import { crc32 } from 'node:zlib';

/** Stream Flags: no integrity check, so that nothing but the index matters. */
const noCheck = [0x00, 0x00];

function littleEndian(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24];
}

function withCrc(bytes: number[]): number[] {
  return [...bytes, ...littleEndian(crc32(Uint8Array.from(bytes)))];
}

/** §4: indicator, number of records, the records, zeros to a multiple of 4, CRC32. Sizes < 128. */
function index(records: { unpaddedSize: number; size: number }[]): number[] {
  const sizes = records.flatMap(({ unpaddedSize, size }) => [unpaddedSize, size]);
  const bytes = [0x00, records.length, ...sizes];
  while (bytes.length % 4 !== 0) bytes.push(0);
  return withCrc(bytes);
}

/** §2.1.1: magic, flags, CRC32 of the flags. */
function streamHeader(): number[] {
  return [
    0xfd,
    0x37,
    0x7a,
    0x58,
    0x5a,
    0x00,
    ...noCheck,
    ...littleEndian(crc32(Uint8Array.from(noCheck))),
  ];
}

/** §2.1.2: CRC32 of what follows, the index's size in words less one, flags, magic. */
function streamFooter(indexBytes: number): number[] {
  const fields = [...littleEndian(indexBytes / 4 - 1), ...noCheck];
  return [...littleEndian(crc32(Uint8Array.from(fields))), ...fields, 0x59, 0x5a];
}

/** §3: one block that stores `text` as a single LZMA2 chunk, as it is. Returns it padded to 4. */
function block(text: string): { bytes: number[]; unpaddedSize: number; size: number } {
  const data = [...Buffer.from(text, 'latin1')];
  const header = withCrc([0x02, 0x00, 0x21, 0x01, 0x00, 0x00, 0x00, 0x00]);
  const lzma2 = [0x01, (data.length - 1) >> 8, (data.length - 1) & 0xff, ...data, 0x00];
  const bytes = [...header, ...lzma2];
  const unpaddedSize = bytes.length;
  while (bytes.length % 4 !== 0) bytes.push(0);
  return { bytes, unpaddedSize, size: data.length };
}

function archive(texts: string[]): number[] {
  const blocks = texts.map(block);
  const records = index(blocks);
  const content = blocks.flatMap(({ bytes }) => bytes);
  return [...streamHeader(), ...content, ...records, ...streamFooter(records.length)];
}

export const xzFiles: Record<string, Uint8Array> = {
  'xz-index/trigger.index': Uint8Array.from(index([])),
  'xz-index/benign.index': Uint8Array.from(index([{ unpaddedSize: 24, size: 100 }])),
  'xz-archive/trigger.xz': Uint8Array.from(archive([])),
  'xz-archive/benign.xz': Uint8Array.from(archive(['one block\n'])),
  'xz-archive/benign-two.xz': Uint8Array.from(archive(['one block\n', 'and another\n'])),
};
