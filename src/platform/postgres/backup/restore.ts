/**
 * `restore`: brings a backup into an empty database, on this server, another, or the next major
 * version. The file is read through and held to its manifest before the target is touched; then all
 * rows come in one transaction, which commits only when what the target now holds has the same hash
 * as what was backed up.
 */
import type pg from 'pg';
import { BlobIntake } from './blobs.ts';
import { isEmpty, quoted, readCatalog, type Catalog } from './catalog.ts';
import { copyIn } from './copy.ts';
import { liftConstraints } from './constraints.ts';
import type { Header, Manifest } from './format.ts';
import { BackupProblem, problemOf } from './problems.ts';
import { BackupReader, verifyBackup } from './read.ts';
import { digestTables, stateOf } from './state-hash.ts';
import { columnList, connectCanonically } from './table-text.ts';
import { passTransactions } from './transactions.ts';
import { joinOwners } from './zone-roles.ts';

export interface RestoreInput {
  file: string;
  /** An empty database, as its owner-to-be. */
  url: string;
  /** Where sealed files go: absent or empty. Without it a backup that has any is refused. */
  blobs?: string;
  /**
   * Makes the tables: applies exactly `backup.migrations` to the empty database, and lets the job
   * runner make its own. Newer migrations are applied after the restore.
   */
  prepare(url: string, backup: Header): Promise<void>;
}

export interface RestoreReport {
  tables: number;
  rows: number;
  blobs: number;
  /** When the backup was made, RFC 3339. */
  madeAt: string;
  migrations: string[];
  stateSha256: string;
}

export async function restore(input: RestoreInput): Promise<RestoreReport> {
  try {
    const { header, manifest } = await verifyBackup(input.file);
    const client = await connectCanonically(input.url, 'restore');
    try {
      await refuseUnfit(client, input, manifest);
      await input.prepare(input.url, header);
      await passTransactions(client, header.transactionMax);
      await restoreAll(client, input, header, manifest);
      await client.query('analyze');
    } finally {
      await client.end();
    }
    return {
      tables: header.tables.length,
      rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
      blobs: manifest.blobs.files,
      madeAt: header.madeAt,
      migrations: header.migrations,
      stateSha256: manifest.stateSha256,
    };
  } catch (error) {
    throw problemOf(error, 'restore_failed');
  }
}

async function refuseUnfit(
  client: pg.Client,
  { blobs }: RestoreInput,
  manifest: Manifest,
): Promise<void> {
  const { rows } = await client.query<{ encoding: string; version: number }>(
    `select current_setting('server_encoding') as encoding, current_setting('server_version_num')::int as version`,
  );
  const [server] = rows;
  if (server?.encoding !== 'UTF8' || server.version < 150_000) {
    throw new BackupProblem(
      'schema_differs',
      'the target must be PostgreSQL 15 or later with encoding UTF8; make such a database and name it',
    );
  }
  if (!(await isEmpty(client))) {
    throw new BackupProblem(
      'target_not_empty',
      'the target database holds tables already; restore into a new, empty database or data folder: nothing was changed',
    );
  }
  if (blobs === undefined && manifest.blobs.files > 0) {
    throw new BackupProblem(
      'target_not_empty',
      `the backup holds ${manifest.blobs.files} sealed files; say which data folder they go to`,
    );
  }
}

async function restoreAll(
  client: pg.Client,
  input: RestoreInput,
  header: Header,
  manifest: Manifest,
): Promise<void> {
  const intake = input.blobs === undefined ? undefined : new BlobIntake(input.blobs);
  const reader = new BackupReader(input.file);
  try {
    await intake?.open();
    await reader.header();
    await client.query('begin');
    const leaveOwners = await joinOwners(client);
    const made = await makePartitions(client, header, await readCatalog(client));
    refuseOtherSchema(header, made);
    const putBack = await liftConstraints(client);
    if (header.tables.length > 0)
      await client.query(`truncate ${header.tables.map(quoted).join(', ')}`);
    for (const [index, table] of header.tables.entries()) {
      await copyIn(
        client,
        `copy ${quoted(table)} (${columnList(table)}) from stdin`,
        reader.table(index),
      );
    }
    for await (const entry of reader.blobs()) await intake?.take(entry);
    for (const sequence of header.sequences) {
      await client.query('select setval($1::regclass, $2::bigint, $3)', [
        quoted(sequence),
        sequence.lastValue,
        sequence.isCalled,
      ]);
    }
    await putBack();
    for (const view of header.materialised)
      await client.query(`refresh materialized view ${quoted(view)}`);
    await refuseOtherState(client, made, manifest);
    await leaveOwners();
    await intake?.accept();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined); // The connection may be what was lost.
    await intake?.refuse();
    throw error;
  } finally {
    await reader.close();
  }
}

/** The job runner divides its statistics by day; the days of the backup are made here. */
async function makePartitions(
  client: pg.Client,
  header: Header,
  target: Catalog,
): Promise<Catalog> {
  const there = new Set(target.tables.flatMap(({ partitions }) => partitions.map(quoted)));
  for (const table of header.tables) {
    for (const partition of table.partitions.filter((each) => !there.has(quoted(each)))) {
      // The bound is literals only: `format.ts` let nothing else through.
      await client.query(
        `create table ${quoted(partition)} partition of ${quoted(table)} ${partition.bound}`,
      );
    }
  }
  return readCatalog(client);
}

function refuseOtherSchema(header: Header, target: Catalog): void {
  const describe = ({ tables, sequences }: Pick<Catalog, 'tables' | 'sequences'>): Set<string> =>
    new Set([
      ...tables.flatMap((table) =>
        table.columns.map(({ name, type }) => `${table.schema}.${table.name}.${name} ${type}`),
      ),
      ...tables.map((table) => `table ${table.schema}.${table.name}`),
      ...sequences.map(({ schema, name }) => `sequence ${schema}.${name}`),
    ]);
  const wanted = describe(header);
  const found = describe(target);
  const differences = [
    ...[...wanted].filter((each) => !found.has(each)).map((each) => `lacks \`${each}\``),
    ...[...found].filter((each) => !wanted.has(each)).map((each) => `has \`${each}\``),
  ];
  if (differences.length === 0) return;
  const shown = differences.slice(0, 3).join(', ');
  throw new BackupProblem(
    'schema_differs',
    `this Sallyport's tables are not the backup's: the target ${shown}${differences.length > 3 ? `, and ${differences.length - 3} more` : ''}; ` +
      'restore with the Sallyport that made the backup into a new, empty database, then start the newer one on it',
  );
}

/** Reads back what was written: the last word before the commit. */
async function refuseOtherState(
  client: pg.Client,
  made: Catalog,
  manifest: Manifest,
): Promise<void> {
  const after = await readCatalog(client);
  const state = stateOf(made, await digestTables(client, made), after.sequences);
  if (state.sha256 !== manifest.stateSha256) {
    throw new BackupProblem(
      'restore_failed',
      'the restored rows do not have the hash of those that were backed up; nothing was kept: report this, with both versions of PostgreSQL',
    );
  }
}
