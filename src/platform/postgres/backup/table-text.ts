/**
 * A table's rows as the one text that stands for them: COPY's text format, columns by name, rows in
 * key order, every setting that changes how a value prints fixed. Two databases with the same rows
 * give the same bytes, whatever their version, collation or history.
 */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { quoted, type Catalog, type Table } from './catalog.ts';
import { copyOut } from './copy.ts';

/** Opens a connection on which values print canonically. Long statements are expected here. */
export async function connectCanonically(url: string, purpose: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `sallyport ${purpose}`,
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
  });
  // A lost connection reaches whoever waits for a query; unheard here it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`
    set search_path = '';
    set client_encoding = 'UTF8';
    set datestyle = 'ISO, YMD';
    set intervalstyle = 'postgres';
    set timezone = 'UTC';
    set extra_float_digits = 1;
    set bytea_output = 'hex';
    set lc_monetary = 'C';
    set xmlbinary = 'base64';
    set row_security = off;
    set statement_timeout = 0;
    set lock_timeout = '30s';
    set idle_in_transaction_session_timeout = 0;
    set work_mem = '64MB';
  `);
  return client;
}

export function columnList(table: Table): string {
  return table.columns.map(({ name }) => pg.escapeIdentifier(name)).join(', ');
}

/** The table's text. `ONLY`, because children by inheritance are tables of their own here. */
export function tableText(
  client: pg.Client,
  table: Table,
  orders: Catalog['orders'],
): AsyncGenerator<Buffer> {
  const columns = table.columns.map(({ name }) => `r.${pg.escapeIdentifier(name)}`).join(', ');
  const from = table.partitions.length > 0 ? quoted(table) : `only ${quoted(table)}`;
  const rowOrder = orders.get(quoted(table)) ?? 'r::text collate "C"';
  return copyOut(client, `copy (select ${columns} from ${from} r order by ${rowOrder}) to stdout`);
}

export interface TextDigest {
  rows: number;
  bytes: number;
  sha256: string;
}

/** Counts and hashes a table's text as it passes. In COPY's text every newline ends a row. */
export class TextCounter {
  readonly #hash = createHash('sha256');
  #rows = 0;
  #bytes = 0;

  add(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, at + 1)) this.#rows += 1;
  }

  digest(): TextDigest {
    return { rows: this.#rows, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}

export async function digestOf(text: AsyncIterable<Uint8Array>): Promise<TextDigest> {
  const counter = new TextCounter();
  for await (const chunk of text) counter.add(chunk);
  return counter.digest();
}
