/**
 * Rows come back table by table, so for the length of the restoring transaction foreign keys are away
 * and triggers rest. An owner may do both; nothing here needs a superuser. Each foreign key is checked
 * against all rows when it returns.
 */
import pg from 'pg';
import { quoted } from './catalog.ts';

interface Constraint {
  schema: string;
  table: string;
  name: string;
  definition: string;
}

interface Trigger {
  schema: string;
  table: string;
  name: string;
  mode: 'O' | 'R' | 'A';
}

const ours = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

/** Takes foreign keys and triggers away; returns what puts them back as they were. */
export async function liftConstraints(client: pg.Client): Promise<() => Promise<void>> {
  const constraints = await foreignKeys(client);
  const triggers = await activeTriggers(client);
  for (const each of constraints)
    await client.query(
      `alter table ${tableOf(each)} drop constraint ${pg.escapeIdentifier(each.name)}`,
    );
  for (const each of triggers)
    await client.query(
      `alter table ${tableOf(each)} disable trigger ${pg.escapeIdentifier(each.name)}`,
    );
  return async () => {
    for (const each of constraints)
      await client.query(
        `alter table ${tableOf(each)} add constraint ${pg.escapeIdentifier(each.name)} ${each.definition}`,
      );
    for (const each of triggers)
      await client.query(
        `alter table ${tableOf(each)} enable ${modes[each.mode]} trigger ${pg.escapeIdentifier(each.name)}`,
      );
  };
}

/** `tgenabled`: origin, replica, always. */
const modes = { O: '', R: 'replica', A: 'always' } as const;

function tableOf({ schema, table }: { schema: string; table: string }): string {
  return quoted({ schema, name: table });
}

/** Those of partitions follow their parent's. */
async function foreignKeys(client: pg.Client): Promise<Constraint[]> {
  const { rows } = await client.query<Constraint>(`
    select n.nspname as schema, c.relname as "table", k.conname as name, pg_catalog.pg_get_constraintdef(k.oid) as definition
    from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and k.conparentid = 0 and ${ours} order by k.oid`);
  return rows;
}

async function activeTriggers(client: pg.Client): Promise<Trigger[]> {
  const { rows } = await client.query<Trigger>(`
    select n.nspname as schema, c.relname as "table", t.tgname as name, t.tgenabled::text as mode
    from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where not t.tgisinternal and t.tgparentid = 0 and t.tgenabled <> 'D' and c.relkind in ('r', 'p') and ${ours} order by t.oid`);
  return rows;
}
