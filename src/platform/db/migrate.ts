/**
 * Forward-only migrations: plain SQL files named by time and domain. Each runs once, in order, in
 * its own transaction, under one lock; the applied list with each file's hash is kept, and a program
 * older than its database, or a file changed after it ran, is refused rather than guessed at.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import pg from 'pg';
import { zones, type Zone, type ZoneKeys } from '#platform/keys';
import { roleOf } from './zone-database.ts';

export interface Migration {
  name: string;
  sha256: string;
  sql: string;
}

export const migrationsFolder = fileURLToPath(new URL('../../../migrations/', import.meta.url));

/** Any two processes that migrate one database take this advisory lock. */
const migrateLock = 0x5a11;

export function readMigrations(folder = migrationsFolder): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return { name, sha256: createHash('sha256').update(text).digest('hex'), sql: text };
    });
}

/**
 * Brings the database at `url` (an owner that may create roles and schemas) up to date and gives each
 * zone's role its password. Returns the names applied now.
 */
export async function migrate(
  url: string,
  keys: Record<Zone, ZoneKeys>,
  migrations = readMigrations(),
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'sallyport migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrateLock]);
    await prepareRoles(client, keys);
    await client.query(`create table if not exists public.sallyport_migration (
      name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
    const { rows } = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from public.sallyport_migration order by name',
    );
    refuseForeignHistory(rows, migrations);
    const pending = migrations.slice(rows.length);
    for (const migration of pending) await applyOne(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Roles are the cluster's, not the database's: made when absent, password set to what the root key says. */
async function prepareRoles(client: pg.Client, keys: Record<Zone, ZoneKeys>): Promise<void> {
  for (const zone of zones) {
    const role = pg.escapeIdentifier(roleOf(zone));
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [
      roleOf(zone),
    ]);
    if (rowCount === 0) await client.query(`create role ${role} login`);
    await client.query(
      `alter role ${role} password ${pg.escapeLiteral(keys[zone].databasePassword)}`,
    );
  }
}

function refuseForeignHistory(
  applied: { name: string; sha256: string }[],
  known: Migration[],
): void {
  applied.forEach((row, index) => {
    const ours = known[index];
    if (ours?.name !== row.name) {
      throw new Error(
        `the database has migration \`${row.name}\`, which this program does not know at that place; start the newer program, or restore the backup made before it`,
      );
    }
    if (ours.sha256 !== row.sha256) {
      throw new Error(
        `migration \`${row.name}\` changed after it was applied; migrations are forward-only, add a new one`,
      );
    }
  });
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into public.sallyport_migration (name, sha256) values ($1, $2)', [
      migration.name,
      migration.sha256,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration \`${migration.name}\` failed: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
