/**
 * One hash for everything a database holds: two databases with the same rows and sequences have the
 * same one. It shows that a restore brought back exactly what was backed up.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { readCatalog, type Catalog, type Sequence } from './catalog.ts';
import { problemOf } from './problems.ts';
import { connectCanonically, digestOf, tableText, type TextDigest } from './table-text.ts';

export interface StateHash {
  /** SHA-256, hex. */
  sha256: string;
  /** By `schema.table`, so that a difference can be found. */
  tables: Record<string, { rows: number; sha256: string }>;
  sequences: Record<string, string>;
}

export async function stateHash(url: string): Promise<StateHash> {
  try {
    const client = await connectCanonically(url, 'state hash');
    try {
      await client.query('begin isolation level repeatable read read only');
      const catalog = await readCatalog(client);
      return stateOf(catalog, await digestTables(client, catalog), catalog.sequences);
    } finally {
      await client.end();
    }
  } catch (error) {
    throw problemOf(error, 'restore_failed');
  }
}

export async function digestTables(
  client: pg.Client,
  { tables, orders }: Catalog,
): Promise<TextDigest[]> {
  const digests: TextDigest[] = [];
  for (const table of tables) digests.push(await digestOf(tableText(client, table, orders)));
  return digests;
}

/** The hash over tables and sequences, each a line, in the order of their names. */
export function stateOf(
  { tables }: Pick<Catalog, 'tables'>,
  digests: Pick<TextDigest, 'rows' | 'sha256'>[],
  sequences: Sequence[],
): StateHash {
  const state: StateHash = { sha256: '', tables: {}, sequences: {} };
  const hash = createHash('sha256');
  tables.forEach(({ schema, name, columns }, index) => {
    const { rows, sha256 } = digests[index] ?? { rows: 0, sha256: '' };
    state.tables[`${schema}.${name}`] = { rows, sha256 };
    hash.update(
      `${JSON.stringify(['table', schema, name, columns.map((column) => column.name), rows, sha256])}\n`,
    );
  });
  for (const { schema, name, lastValue, isCalled } of sequences) {
    state.sequences[`${schema}.${name}`] = `${lastValue}${isCalled ? '' : ' (not yet used)'}`;
    hash.update(`${JSON.stringify(['sequence', schema, name, lastValue, isCalled])}\n`);
  }
  state.sha256 = hash.digest('hex');
  return state;
}
