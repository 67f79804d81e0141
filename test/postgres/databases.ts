/** The test server's databases: templates, clones, and the remains of test processes that were killed. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { startTicks } from '#platform/postgres';
import type { TestDatabaseOptions } from './index.ts';

/** Test files that start at once wait here for the one that makes the template. */
const templateLock = 0x5a12;

/** Makes the template for this key unless it is there; returns its name. */
export async function ensureTemplate(
  admin: pg.Client,
  adminUrl: string,
  options: TestDatabaseOptions,
): Promise<string> {
  const name = `template_${createHash('sha256').update(options.templateKey).digest('hex').slice(0, 16)}`;
  await admin.query('select pg_advisory_lock($1)', [templateLock]);
  try {
    const { rows } = await admin.query<{ done: boolean }>(
      'select datistemplate as done from pg_database where datname = $1',
      [name],
    );
    if (rows[0]?.done === true) return name;
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`create database ${name} template template0`);
    const url = new URL(adminUrl);
    url.pathname = `/${name}`;
    await options.migrate(url.href);
    // Only a whole template carries the mark: one whose making was interrupted is made again.
    await admin.query(`alter database ${name} is_template true`);
    await dropOldTemplates(admin);
    return name;
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [templateLock]);
  }
}

const templatesMax = 12;

/** Migrations change; the templates of earlier ones go, oldest first. */
async function dropOldTemplates(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^template_[0-9a-f]{16}$' order by oid desc offset $1 limit 100`,
    [templatesMax],
  );
  for (const { name } of rows) {
    await admin.query(`alter database ${name} is_template false`);
    await admin.query(`drop database if exists ${name}`).catch(ignoreRace);
  }
}

/**
 * Copies files rather than logging pages: the test server syncs nothing, so this is the quicker way.
 * A migration that has not quite disconnected may still hold the template for a moment.
 */
export async function cloneOf(admin: pg.Client, template: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await admin.query(`create database ${name} template ${template} strategy file_copy`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== objectInUse || attempt >= 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** SQLSTATE object_in_use. */
const objectInUse = '55006';

let made = 0;

/** `t_<pid>_<its start>_<n>`: whoever finds it can tell whether its process still lives. */
export function databaseNameFor(pid: number): string {
  made += 1;
  return `t_${pid}_${startTicks(pid) ?? 0}_${made}`;
}

/** Drops the databases of test processes that ended without dropping them. */
export async function sweepStale(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^t_[0-9]+_[0-9]+_[0-9]+$' limit 1000`,
  );
  for (const { name } of rows) {
    const [, pid, start] = name.split('_');
    if (startTicks(Number(pid)) !== start)
      await admin.query(`drop database if exists ${name} with (force)`).catch(ignoreRace);
  }
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`drop database if exists ${name} with (force)`);
  } finally {
    await admin.end();
  }
}

/** Another test process may sweep the same remains at the same moment. */
function ignoreRace(error: unknown): void {
  if (!['55006', '3D000', 'XX000'].includes((error as { code?: string }).code ?? '')) throw error;
}
