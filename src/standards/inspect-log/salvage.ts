/**
 * Entries of an archive whose directory is lost, as a copy that broke off leaves it: found by walking
 * from one local header to the next. An entry that is not whole is left out and named.
 */
import type { LogBytes } from './bytes.ts';
import { readAt, readLocalHeader, type LocalHeader } from './local-header.ts';

export interface Salvaged {
  entries: LocalHeader[];
  /** Names of entries whose data is not all there. */
  broken: Buffer[];
}

const descriptorSignature = Buffer.from('PK\x07\x08', 'latin1');
const headerSignature = Buffer.from('PK\x03\x04', 'latin1');
const windowBytes = 1024 * 1024;

export async function salvageEntries(file: LogBytes, entriesMax: number): Promise<Salvaged> {
  const found: Salvaged = { entries: [], broken: [] };
  for (let offset = 0; offset < file.size && found.entries.length < entriesMax;) {
    const header = await readLocalHeader(file, offset);
    if (header === undefined) {
      const next = await find(file, headerSignature, offset + 1);
      if (next === undefined) return found;
      offset = next;
      continue;
    }
    const entry = header.flags & 8 ? await withDescriptor(file, header) : header;
    const end = entry === undefined ? Infinity : entry.start + entry.packedBytes;
    if (entry === undefined || end > file.size) {
      found.broken.push(header.name);
      offset = header.start;
    } else {
      found.entries.push(entry);
      offset = end;
    }
  }
  return found;
}

/** Sizes that follow the data (APPNOTE 4.3.9): the descriptor that counts the bytes before it. */
async function withDescriptor(
  file: LogBytes,
  header: LocalHeader,
): Promise<LocalHeader | undefined> {
  for (let from = header.start; ;) {
    const at = await find(file, descriptorSignature, from);
    if (at === undefined) return undefined;
    const fields = (await readAt(file, at, 24)) ?? (await readAt(file, at, 16));
    if (fields === undefined) return undefined;
    const packedBytes = at - header.start;
    const sized = { ...header, crc32: fields.readUInt32LE(4), packedBytes };
    if (fields.readUInt32LE(8) === packedBytes)
      return { ...sized, unpackedBytes: fields.readUInt32LE(12) };
    if (fields.length === 24 && fields.readBigUInt64LE(8) === BigInt(packedBytes))
      return { ...sized, unpackedBytes: Number(fields.readBigUInt64LE(16)) };
    from = at + 1;
  }
}

async function find(file: LogBytes, signature: Buffer, from: number): Promise<number | undefined> {
  const overlap = signature.length - 1;
  for (let offset = from; offset + overlap < file.size; offset += windowBytes) {
    const window = await readAt(file, offset, Math.min(windowBytes + overlap, file.size - offset));
    const at = window?.indexOf(signature) ?? -1;
    if (at >= 0) return offset + at;
  }
  return undefined;
}
