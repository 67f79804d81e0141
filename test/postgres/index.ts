/**
 * Real PostgreSQL for tests: one server for the whole run, one database per test file, cloned from a
 * template that was migrated once.
 *
 * The server lives in the temporary folder, one for each checkout and user, and ends with the last
 * process that uses it; `scripts/test.ts` holds it from first file to last. With
 * `SALLYPORT_TEST_KEEP=1` it is left running for the next run.
 */
import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startPostgres, stopPostgres, type RunningPostgres } from '#platform/postgres';
import { cloneOf, databaseNameFor, dropDatabase, ensureTemplate, sweepStale } from './databases.ts';

export interface TestDatabase {
  /** The clone, as the cluster's owner. */
  url: string;
  /** Drops the clone and lets go of the server. Called by itself when made with a test context. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** Whatever decides what `migrate` makes: a template is kept per key. Hash the migrations' text. */
  templateKey: string;
  /** Fills an empty database, once for each key. */
  migrate(url: string): Promise<void>;
}

/** What we need of node:test's contexts and hooks: somewhere to hang the dropping. */
interface HasAfter {
  after(done: () => Promise<void>): void;
}

/**
 * A database of the caller's own. Without options it is empty. Give a test context to have it dropped
 * by itself, or call `drop()`.
 */
export async function testDatabase(
  context?: HasAfter,
  options?: TestDatabaseOptions,
): Promise<TestDatabase> {
  const server = await startTestServer();
  const admin = new pg.Client({
    connectionString: server.adminUrl,
    application_name: 'sallyport test',
  });
  await admin.connect();
  try {
    await sweepStale(admin);
    const template =
      options === undefined ? 'template0' : await ensureTemplate(admin, server.adminUrl, options);
    const name = databaseNameFor(process.pid);
    await cloneOf(admin, template, name);
    const url = withDatabase(server.adminUrl, name);
    let dropped: Promise<void> | undefined;
    const drop = (): Promise<void> => (dropped ??= dropAndLetGo(server, name));
    context?.after(drop);
    return { url, drop };
  } finally {
    await admin.end();
  }
}

/** The run's server. Each call holds it until its `stop()`, or until this process ends. */
export function startTestServer(): Promise<RunningPostgres> {
  return startPostgres({ dataDir: testServerFolder(), durability: 'test' });
}

/** Ends the test server unless another run uses it; true when it was ended. For the end of a run. */
export function stopTestServer(): Promise<boolean> {
  return stopPostgres(testServerFolder());
}

export function testServerFolder(): string {
  const checkout = fileURLToPath(new URL('../../', import.meta.url));
  const id = createHash('sha256').update(checkout).digest('hex').slice(0, 8);
  return join(tmpdir(), `sallyport-test-${userInfo().uid}-${id}`);
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

async function dropAndLetGo(server: RunningPostgres, name: string): Promise<void> {
  await dropDatabase(server.adminUrl, name);
  await letGo(server);
}

async function letGo(server: RunningPostgres): Promise<void> {
  if (process.env['SALLYPORT_TEST_KEEP'] !== '1') await server.stop();
}
