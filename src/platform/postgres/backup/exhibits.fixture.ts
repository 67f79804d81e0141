/** A database with one of everything that a backup could get wrong. */
import pg from 'pg';

const schema = `
  create schema gallery;
  create schema "Odd Names";
  create type gallery.mood as enum ('sad', 'ok', 'happy');
  create type gallery.frame as (width int, colour text);
  create domain gallery.year as int check (value > 0);
  create table gallery.painter (
    id bigint generated always as identity primary key,
    name text not null unique,
    mood gallery.mood,
    taught_by bigint references gallery.painter (id)
  );
  create table gallery.picture (
    id text primary key,
    painter_id bigint not null references gallery.painter (id) on delete cascade,
    made gallery.year,
    frame gallery.frame,
    facts jsonb,
    pixels bytea,
    price numeric,
    weight double precision,
    shown tstzrange,
    tags text[],
    hung_at timestamptz,
    area int generated always as (coalesce(length(id), 0) * 2) stored
  );
  alter table gallery.painter add column best_picture text references gallery.picture (id) deferrable initially deferred;
  create table gallery.scrap (note text, n int);
  create table gallery.entry (position bigint generated always as identity primary key, xid xid8 not null default pg_current_xact_id(), body text not null);
  create function gallery.refuse() returns trigger language plpgsql as $$ begin raise exception 'append only'; end $$;
  create trigger append_only before update or delete on gallery.entry for each row execute function gallery.refuse();
  create trigger never_emptied before truncate on gallery.entry for each statement execute function gallery.refuse();
  create trigger resting before insert on gallery.entry for each row execute function gallery.refuse();
  alter table gallery.entry disable trigger resting;
  create table gallery.visit (day date not null, visitor text, primary key (day, visitor)) partition by range (day);
  create table gallery.ticket (kind text not null, n int not null, primary key (kind, n)) partition by list (kind);
  create table gallery.ticket_other partition of gallery.ticket default;
  create table gallery.parent (a int);
  create table gallery.child (b int) inherits (gallery.parent);
  create unlogged table gallery.sketch (a int primary key);
  create table "Odd Names"."a ""quoted"" table" ("select" int primary key, "Ünï" text);
  create sequence gallery.unused start 7;
  create sequence gallery.used;
  create materialized view gallery.moods as select mood, count(*) as painters from gallery.painter group by mood;
  create materialized view gallery.mood_count as select count(*) as n from gallery.moods;
  insert into gallery.scrap values ('a row that the schema itself brings', 0);
`;

const rows = `
  insert into gallery.painter (name, mood) values ('Artemisia', 'happy'), ('Käthe', 'sad'), (E'tab\\there\\nline \\\\ \\\\. end', null), ('', 'ok');
  update gallery.painter set taught_by = 1 where id = 2;
  update gallery.painter set taught_by = 2 where id = 1;
  insert into gallery.picture values
    ('zebra', 1, 1612, (3, 'gold'), '{"a": [1, null, "é"], "b": {"c": 1e3}}', '\\x00ff0a5c', 12.3400, 0.1::float8 + 0.2::float8, '[2020-01-01,2021-01-01)', '{"x",null,"y,z"}', '1999-12-31 23:59:59.123456+05:30'),
    ('Apple', 2, 1, null, 'null', '', 'NaN', 'Infinity', 'empty', '{}', 'infinity'),
    ('äther', 2, null, (null, null), null, null, 1e-30, '-0', null, null, '-infinity');
  update gallery.painter set best_picture = 'zebra' where id = 1;
  insert into gallery.scrap values ('same', 1), ('same', 1), (null, null), ('', null);
  insert into gallery.entry (body) select 'entry ' || n from generate_series(1, 2000) n;
  create table gallery.visit_2026_11_19 partition of gallery.visit for values from ('2026-11-19') to ('2026-11-20');
  create table gallery.visit_2026_11_20 partition of gallery.visit for values from ('2026-11-20') to ('2026-11-21');
  insert into gallery.visit values ('2026-11-19', 'Vee'), ('2026-11-20', 'Vee'), ('2026-11-20', 'Dee');
  create table gallery.ticket_child partition of gallery.ticket for values in ('child', 'it''s');
  insert into gallery.ticket values ('child', 1), ('it''s', 2), ('whatever', 3);
  insert into gallery.parent values (1);
  insert into gallery.child values (2, 3);
  insert into gallery.sketch values (1);
  insert into "Odd Names"."a ""quoted"" table" values (1, 'ü');
  select nextval('gallery.used'), nextval('gallery.used');
  refresh materialized view gallery.moods;
  refresh materialized view gallery.mood_count;
`;

/** The tables, empty but for what a migration brings. */
export function makeSchema(url: string): Promise<void> {
  return run(url, schema);
}

export async function makeExhibits(url: string): Promise<void> {
  await run(url, schema);
  await run(url, rows);
}

export async function run(url: string, text: string): Promise<void> {
  await query(url, text);
}

export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const result: unknown = await client.query(text);
    return (result as { rows?: Record<string, unknown>[] }).rows ?? [];
  } finally {
    await client.end();
  }
}
