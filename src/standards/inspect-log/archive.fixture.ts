/** ZIP archives with everything that may be wrong with one, byte by byte. */
import { crc32, deflateRawSync, zstdCompressSync } from 'node:zlib';

export interface FixtureEntry {
  name: string;
  content: string | Buffer;
  method?: 'stored' | 'deflate' | 'zstd' | number;
  /** Packed bytes to write instead of the content's. */
  packed?: Buffer;
  isEncrypted?: boolean;
  /** Sizes after the data, none before it (bit 3). */
  hasDescriptor?: boolean;
  /** What the directory claims, where it lies. */
  crc?: number;
  unpackedBytes?: number;
  localName?: string;
}

const methods = { stored: 0, deflate: 8, zstd: 93 } as const;

export function zipOf(entries: FixtureEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const local = localPart(entry);
    parts.push(local);
    directory.push(directoryPart(entry, offset));
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}

/** The members of an archive that Inspect would take for a finished log, in its order. */
export function evalOf(
  entries: Record<string, unknown>,
  method: FixtureEntry['method'] = 'deflate',
): FixtureEntry[] {
  return Object.entries(entries).map(([name, content]) => ({
    name,
    method,
    content: typeof content === 'string' ? content : JSON.stringify(content),
  }));
}

function packedOf({ content, method = 'deflate', packed }: FixtureEntry): Buffer {
  if (packed !== undefined) return packed;
  const bytes = Buffer.from(content);
  if (method === 'deflate') return deflateRawSync(bytes);
  return method === 'zstd' ? zstdCompressSync(bytes) : bytes;
}

function fieldsOf(entry: FixtureEntry) {
  const { method = 'deflate', isEncrypted, hasDescriptor } = entry;
  const content = Buffer.from(entry.content);
  return {
    flags: (isEncrypted ? 1 : 0) | (hasDescriptor ? 8 : 0),
    method: typeof method === 'number' ? method : methods[method],
    crc: entry.crc ?? crc32(content),
    packedBytes: packedOf(entry).length,
    unpackedBytes: entry.unpackedBytes ?? content.length,
  };
}

function localPart(entry: FixtureEntry): Buffer {
  const { flags, method, crc, packedBytes, unpackedBytes } = fieldsOf(entry);
  const name = Buffer.from(entry.localName ?? entry.name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt16LE(name.length, 26);
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(crc, 0);
  sizes.writeUInt32LE(packedBytes, 4);
  sizes.writeUInt32LE(unpackedBytes, 8);
  const packed = packedOf(entry);
  if (entry.hasDescriptor)
    return Buffer.concat([header, name, packed, Buffer.from('PK\x07\x08', 'latin1'), sizes]);
  sizes.copy(header, 14);
  return Buffer.concat([header, name, packed]);
}

function directoryPart(entry: FixtureEntry, offset: number): Buffer {
  const { flags, method, crc, packedBytes, unpackedBytes } = fieldsOf(entry);
  const name = Buffer.from(entry.name);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packedBytes, 20);
  header.writeUInt32LE(unpackedBytes, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}
