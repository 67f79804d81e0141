/** Reads a backup file, entry by entry in its one right order, holding it to its own manifest. */
import { createHash } from 'node:crypto';
import { damaged, readArchive, type Entry } from './archive.ts';
import { BlobCounter, blobEntry, checked } from './blobs.ts';
import {
  headerEntry,
  jsonBytesMax,
  manifestEntry,
  notABackup,
  parseHeader,
  parseManifest,
  pieceBytesMax,
  pieceName,
  type Header,
  type Manifest,
} from './format.ts';
import { TextCounter, type TextDigest } from './table-text.ts';

/** The parts of a backup; take each table's text to its end before the next. */
export class BackupReader {
  readonly #entries: AsyncGenerator<Entry>;
  #next: Entry | undefined;
  #headerSha256 = '';

  constructor(file: string) {
    this.#entries = readArchive(file);
  }

  async header(): Promise<Header> {
    await this.#advance().catch((error: unknown) => {
      throw isDamage(error) ? notABackup() : error;
    });
    if (this.#next?.name !== headerEntry) throw notABackup();
    const bytes = await wholeOf(this.#next, jsonBytesMax);
    this.#headerSha256 = createHash('sha256').update(bytes).digest('hex');
    const header = parseHeader(bytes);
    await this.#advance();
    return header;
  }

  /** The text of table `index`; nothing when it has no rows. */
  async *table(index: number): AsyncGenerator<Buffer> {
    for (let piece = 0; this.#next?.name === pieceName(index, piece); piece++) {
      yield await wholeOf(this.#next, pieceBytesMax);
      await this.#advance();
    }
  }

  /** The sealed files; the content of each must be taken before the next is asked for. */
  async *blobs(): AsyncGenerator<Entry> {
    while (this.#next !== undefined && blobEntry.test(this.#next.name)) {
      yield this.#next;
      await this.#advance();
    }
  }

  async manifest(): Promise<Manifest> {
    if (this.#next?.name !== manifestEntry) throw damaged();
    const manifest = parseManifest(await wholeOf(this.#next, jsonBytesMax));
    await this.#advance();
    if (this.#next !== undefined || manifest.headerSha256 !== this.#headerSha256) throw damaged();
    return manifest;
  }

  async close(): Promise<void> {
    await this.#entries.return(undefined);
  }

  async #advance(): Promise<void> {
    const { value, done } = await this.#entries.next();
    this.#next = done === true ? undefined : (value as Entry);
  }
}

/** Reads the whole file and compares every count and hash with its manifest. */
export async function verifyBackup(file: string): Promise<{ header: Header; manifest: Manifest }> {
  const reader = new BackupReader(file);
  try {
    const header = await reader.header();
    const digests: TextDigest[] = [];
    for (const index of header.tables.keys()) {
      const counter = new TextCounter();
      for await (const chunk of reader.table(index)) counter.add(chunk);
      digests.push(counter.digest());
    }
    const blobs = new BlobCounter();
    for await (const { name, size, content } of reader.blobs()) {
      const [, , , address = ''] = blobEntry.exec(name) ?? [];
      for await (const _chunk of checked(address, content));
      blobs.add(name, size);
    }
    const manifest = await reader.manifest();
    const same =
      JSON.stringify([digests, blobs.digest()]) ===
      JSON.stringify([manifest.tables, manifest.blobs]);
    if (!same) throw damaged();
    return { header, manifest };
  } finally {
    await reader.close();
  }
}

async function wholeOf({ size, content }: Entry, sizeMax: number): Promise<Buffer> {
  if (size > sizeMax) throw damaged();
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks, size);
}

function isDamage(error: unknown): boolean {
  return (error as { code?: string }).code === 'backup_damaged';
}
