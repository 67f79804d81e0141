/**
 * What a database holds, read from its catalogue: every table outside the system's schemas, with
 * partitions under their root, sequences, and materialised views. What extensions own is theirs.
 */
import pg from 'pg';
import { BackupProblem } from './problems.ts';

export interface Table {
  schema: string;
  name: string;
  /** Stored columns, by name; generated ones are computed again. */
  columns: { name: string; type: string }[];
  /** Where rows of a partitioned table are kept; a target makes those it lacks. */
  partitions: { schema: string; name: string; bound: string }[];
}

export interface Sequence {
  schema: string;
  name: string;
  lastValue: string;
  isCalled: boolean;
}

export interface Catalog {
  tables: Table[];
  /** How to sort each table's rows, by quoted name: see `table-text.ts`. */
  orders: Map<string, string>;
  sequences: Sequence[];
  /** Filled materialised views, in the order they were made, so that each finds what it reads. */
  materialised: { schema: string; name: string }[];
}

export const tablesMax = 10_000;

/** Relations that are neither the system's nor an extension's. */
const ours = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relpersistence <> 't'
  and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`;
const relations = `pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace`;

export async function readCatalog(client: pg.Client): Promise<Catalog> {
  const tables = await readTables(client);
  if (tables.size > tablesMax) {
    throw new BackupProblem(
      'unsupported_content',
      `the database has more than ${tablesMax} tables; it is not Sallyport's alone`,
    );
  }
  await refuseWhatWeLeaveOut(client);
  await addPartitions(client, tables);
  const sorted = [...tables.values()].sort((a, b) => order(quoted(a.table), quoted(b.table)));
  return {
    tables: sorted.map(({ table }) => table),
    orders: new Map(sorted.map(({ table, rowOrder }) => [quoted(table), rowOrder])),
    sequences: await readSequences(client),
    materialised: await readMaterialised(client),
  };
}

export function quoted({ schema, name }: { schema: string; name: string }): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
}

/** True when nothing but the system's and extensions' relations is there. */
export async function isEmpty(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from ${relations} where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and ${ours} limit 1`,
  );
  return rowCount === 0;
}

interface Found {
  table: Table;
  rowOrder: string;
}

/** Keyed by the table's oid, which partitions refer to. */
async function readTables(client: pg.Client): Promise<Map<number, Found>> {
  const { rows } = await client.query<{
    oid: number;
    schema: string;
    name: string;
    columns: Table['columns'] | null;
    key: { name: string; collated: boolean }[] | null;
  }>(`
    select c.oid::int8 as oid, n.nspname as schema, c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', pg_catalog.format_type(a.atttypid, a.atttypmod)) order by a.attname collate "C")
         from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select json_agg(json_build_object('name', a.attname, 'collated', a.attcollation <> 0) order by k.place)
         from pg_catalog.pg_index i cross join unnest(i.indkey) with ordinality k(attnum, place)
         join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
         where i.indrelid = c.oid and i.indisprimary) as key
    from ${relations}
    where c.relkind in ('r', 'p') and not c.relispartition and ${ours}
    limit ${tablesMax + 1}`);
  return new Map(
    rows.map(({ oid, schema, name, columns, key }) => [
      Number(oid),
      { table: { schema, name, columns: columns ?? [], partitions: [] }, rowOrder: rowOrder(key) },
    ]),
  );
}

/**
 * The same rows in the same order on every server: by primary key, text by its bytes whatever the
 * database's collation; without a key by the whole row as text.
 */
function rowOrder(key: { name: string; collated: boolean }[] | null): string {
  if (key === null) return 'r::text collate "C"';
  return key
    .map(({ name, collated }) => `r.${pg.escapeIdentifier(name)}${collated ? ' collate "C"' : ''}`)
    .join(', ');
}

async function addPartitions(client: pg.Client, tables: Map<number, Found>): Promise<void> {
  const { rows } = await client.query<{
    root: number;
    schema: string;
    name: string;
    bound: string;
    leaf: boolean;
  }>(`
    select pg_catalog.pg_partition_root(c.oid)::oid::int8 as root, n.nspname as schema, c.relname as name,
      pg_catalog.pg_get_expr(c.relpartbound, c.oid) as bound, c.relkind = 'r' as leaf
    from ${relations}
    where c.relispartition and c.relkind in ('r', 'p', 'f') and ${ours}
    order by n.nspname collate "C", c.relname collate "C"
    limit ${tablesMax + 1}`);
  for (const { root, schema, name, bound, leaf } of rows) {
    if (!leaf)
      throw new BackupProblem(
        'unsupported_content',
        `partition \`${schema}.${name}\` is foreign or divided again; such tables are not copied yet`,
      );
    tables.get(Number(root))?.table.partitions.push({ schema, name, bound });
  }
}

/** A backup that would silently lack something is worse than none. */
async function refuseWhatWeLeaveOut(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ what: string }>(`
    select 'large objects' as what where exists (select from pg_catalog.pg_largeobject_metadata)
    union all
    select 'foreign table ' || n.nspname || '.' || c.relname from ${relations} where c.relkind = 'f' and ${ours} limit 1`);
  const [found] = rows;
  if (found !== undefined)
    throw new BackupProblem(
      'unsupported_content',
      `the database has ${found.what}, which Sallyport does not make and a backup does not copy; move them elsewhere`,
    );
}

async function readSequences(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select n.nspname as schema, c.relname as name from ${relations} where c.relkind = 'S' and ${ours}
    order by n.nspname collate "C", c.relname collate "C" limit ${tablesMax}`);
  const sequences: Sequence[] = [];
  for (const { schema, name } of rows) {
    const state = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quoted({ schema, name })}`,
    );
    const { last = '1', called = false } = state.rows[0] ?? {};
    sequences.push({ schema, name, lastValue: last, isCalled: called });
  }
  return sequences;
}

async function readMaterialised(client: pg.Client): Promise<{ schema: string; name: string }[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select n.nspname as schema, c.relname as name from ${relations} where c.relkind = 'm' and c.relispopulated and ${ours}
    order by c.oid limit ${tablesMax}`);
  return rows;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
