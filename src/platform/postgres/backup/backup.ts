/**
 * `backup`: every table, sequence and sealed file of an installation in one file, as they were at one
 * instant. Rows are copied in one repeatable-read snapshot while everything goes on working.
 */
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type pg from 'pg';
import { writeArchive, type Entry } from './archive.ts';
import { BlobCounter, blobEntries, syncFolder } from './blobs.ts';
import { quoted, readCatalog, type Catalog } from './catalog.ts';
import {
  formatName,
  formatVersion,
  headerEntry,
  manifestEntry,
  parseHeader,
  pieceBytesMax,
  pieceName,
  type Header,
  type Manifest,
} from './format.ts';
import { BackupProblem, problemOf } from './problems.ts';
import { stateOf } from './state-hash.ts';
import { TextCounter, connectCanonically, tableText, type TextDigest } from './table-text.ts';
import { transactionMax } from './transactions.ts';
import { joinOwners } from './zone-roles.ts';

export interface BackupInput {
  /** The database's owner. */
  url: string;
  /** A file that does not exist yet. Made readable by its owner alone. */
  file: string;
  /** The folder of sealed files, if they are files on this host. */
  blobs?: string;
}

export interface BackupReport {
  tables: number;
  rows: number;
  blobs: number;
  /** Of the backup file. */
  bytes: number;
  migrations: string[];
  /** As `stateHash` gives it. */
  stateSha256: string;
}

export async function backup({ url, file, blobs }: BackupInput): Promise<BackupReport> {
  const target = resolve(file);
  if (existsSync(target))
    throw new BackupProblem(
      'file_exists',
      `\`${file}\` exists; a backup never overwrites, name another file`,
    );
  const aside = `${target}.partial`;
  try {
    const client = await connectCanonically(url, 'backup');
    try {
      const { manifest, header } = await writeFrom(client, blobs, aside);
      await rename(aside, target);
      await syncFolder(dirname(target));
      return await report(target, header, manifest);
    } finally {
      await client.end();
    }
  } catch (error) {
    await rm(aside, { force: true });
    throw fileProblem(error, file);
  }
}

async function writeFrom(
  client: pg.Client,
  blobs: string | undefined,
  aside: string,
): Promise<{ header: Header; manifest: Manifest }> {
  await client.query('begin isolation level repeatable read');
  await joinOwners(client);
  const catalog = await readCatalog(client);
  // A table dropped or emptied behind the snapshot's back would be missing: hold them all.
  if (catalog.tables.length > 0)
    await client.query(`lock table ${catalog.tables.map(quoted).join(', ')} in access share mode`);
  const header = await headerOf(client, catalog);
  const manifest = { value: undefined as Manifest | undefined };
  const sink = createWriteStream(aside, { flags: 'wx', mode: 0o600, flush: true });
  await writeArchive(entries(client, catalog, header, blobs, manifest), sink);
  await client.query('rollback');
  if (manifest.value === undefined) throw new Error('the archive ended before its manifest');
  return { header, manifest: manifest.value };
}

async function headerOf(client: pg.Client, catalog: Catalog): Promise<Header> {
  const { rows } = await client.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  );
  const { tables, sequences, materialised } = catalog;
  return {
    format: formatName,
    version: formatVersion,
    madeAt: new Date().toISOString(),
    postgres: rows[0]?.version ?? '',
    migrations: await appliedMigrations(client),
    tables,
    sequences,
    materialised,
    transactionMax: await transactionMax(client, tables),
  };
}

async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('public.sallyport_migration') is not null as there`,
  );
  if (rows[0]?.there !== true) return [];
  const applied = await client.query<{ name: string }>(
    'select name from public.sallyport_migration order by name collate "C"',
  );
  return applied.rows.map(({ name }) => name);
}

async function* entries(
  client: pg.Client,
  catalog: Catalog,
  header: Header,
  blobs: string | undefined,
  result: { value: Manifest | undefined },
): AsyncGenerator<Entry> {
  const headerBytes = Buffer.from(`${JSON.stringify(header, null, 1)}\n`);
  parseHeader(headerBytes); // What could not be read again is not written.
  yield whole(headerEntry, headerBytes);
  const digests: TextDigest[] = [];
  for (const [index, table] of catalog.tables.entries()) {
    const counter = new TextCounter();
    yield* pieces(index, tableText(client, table, catalog.orders), counter);
    digests.push(counter.digest());
  }
  const counter = new BlobCounter();
  if (blobs !== undefined) yield* blobEntries(blobs, counter);
  result.value = {
    headerSha256: createHash('sha256').update(headerBytes).digest('hex'),
    tables: digests,
    blobs: counter.digest(),
    stateSha256: stateOf(catalog, digests, catalog.sequences).sha256,
  };
  yield whole(manifestEntry, Buffer.from(`${JSON.stringify(result.value, null, 1)}\n`));
}

/** A table's text in entries of known size, since tar wants the size first. */
async function* pieces(
  index: number,
  text: AsyncIterable<Buffer>,
  counter: TextCounter,
): AsyncGenerator<Entry> {
  let held: Buffer[] = [];
  let size = 0;
  let piece = 0;
  const cut = (): Entry => {
    const entry = whole(pieceName(index, piece), Buffer.concat(held, size));
    held = [];
    size = 0;
    piece += 1;
    return entry;
  };
  for await (const chunk of text) {
    counter.add(chunk);
    for (let from = 0; from < chunk.length;) {
      const part = chunk.subarray(from, from + pieceBytesMax - size);
      held.push(part);
      size += part.length;
      from += part.length;
      if (size === pieceBytesMax) yield cut();
    }
  }
  if (size > 0) yield cut();
}

function whole(name: string, bytes: Buffer): Entry {
  return { name, size: bytes.length, content: single(bytes) };
}

async function* single(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

async function report(file: string, header: Header, manifest: Manifest): Promise<BackupReport> {
  return {
    tables: manifest.tables.length,
    rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    blobs: manifest.blobs.files,
    bytes: (await stat(file)).size,
    migrations: header.migrations,
    stateSha256: manifest.stateSha256,
  };
}

function fileProblem(error: unknown, file: string): BackupProblem {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR'].includes(code)) {
    return new BackupProblem(
      'file_unwritable',
      `\`${file}\` cannot be written (${code}); name a file in a folder that is there and yours, with no \`${file}.partial\` left from another backup`,
      { cause: error },
    );
  }
  return problemOf(error, 'unsupported_content');
}
