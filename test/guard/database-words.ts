/** What the inner zone's tables can say: their names, their columns' names, and the words their rules name. */
import pg from 'pg';
import type { Utterance } from './permission.ts';

export const innerSchemas = ['access', 'evaluation', 'review', 'zone_inner'];

/** One utterance for each name, and for each word or comment in the catalogue; place is the table. */
export async function wordsOfDatabase(url: string): Promise<Utterance[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Utterance>(catalogue, [innerSchemas]);
    return rows;
  } finally {
    await client.end();
  }
}

/** Words of a check or a default stand in quotes. */
const catalogue = `
  with ours as (
    select c.oid, c.relname, n.nspname || '.' || c.relname as place
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1) and c.relkind in ('r', 'v', 'm', 'p', 'f'))
  select place, relname as text from ours
  union select o.place, a.attname from ours o join pg_attribute a on a.attrelid = o.oid
    where a.attnum > 0 and not a.attisdropped
  union select o.place, k.conname from ours o join pg_constraint k on k.conrelid = o.oid
  union select o.place, i.indexrelid::regclass::text from ours o join pg_index i on i.indrelid = o.oid
  union select o.place, word[1] from ours o join pg_constraint k on k.conrelid = o.oid,
    regexp_matches(pg_get_constraintdef(k.oid), '''([^'']+)''', 'g') word
  union select o.place, word[1] from ours o join pg_attrdef d on d.adrelid = o.oid,
    regexp_matches(pg_get_expr(d.adbin, d.adrelid), '''([^'']+)''', 'g') word
  union select o.place, d.description from ours o join pg_description d on d.objoid = o.oid`;
