/** The harness that every other database test stands on. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startTestServer, testDatabase, withDatabase } from './index.ts';

const library = {
  templateKey: 'a shelf with one book',
  async migrate(url: string) {
    await ask(
      url,
      `create table book (title text primary key); insert into book values ('Persuasion')`,
    );
  },
};

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows ?? [];
  } finally {
    await client.end();
  }
}

test('two clones of one template start alike and then differ', async (t) => {
  const one = await testDatabase(t, library);
  const other = await testDatabase(t, library);
  await ask(one.url, `insert into book values ('Emma')`);
  assert.deepEqual(await ask(one.url, 'select count(*)::int as n from book'), [{ n: 2 }]);
  assert.deepEqual(await ask(other.url, 'select count(*)::int as n from book'), [{ n: 1 }]);
});

test('migrates a template once for each key', async (t) => {
  let migrated = 0;
  const options = {
    templateKey: `counted ${process.pid}`,
    migrate: () => {
      migrated += 1;
      return Promise.resolve();
    },
  };
  await testDatabase(t, options);
  await testDatabase(t, options);
  assert.equal(migrated, 1);
});

test('makes a template again when its migration failed half way', async (t) => {
  const templateKey = `broken ${process.pid}`;
  const broken = async (url: string): Promise<void> => {
    await ask(url, 'create table half (a int)');
    throw new Error('the migration failed');
  };
  await assert.rejects(testDatabase(t, { templateKey, migrate: broken }), /the migration failed/);
  const { url } = await testDatabase(t, { templateKey, migrate: () => Promise.resolve() });
  assert.deepEqual(await ask(url, `select to_regclass('half') as half`), [{ half: null }]);
});

test('drops its database, and may be told twice', async (t) => {
  const server = await startTestServer();
  t.after(() => server.stop());
  const { url, drop } = await testDatabase();
  const name = new URL(url).pathname.slice(1);
  const find = `select datname from pg_database where datname = '${name}'`;
  assert.equal((await ask(server.adminUrl, find)).length, 1);
  await drop();
  await drop();
  assert.equal((await ask(server.adminUrl, find)).length, 0);
});

test('sweeps the database of a test process that was killed', async (t) => {
  const server = await startTestServer();
  t.after(() => server.stop());
  const door = fileURLToPath(new URL('./index.ts', import.meta.url));
  const program = `const { testDatabase } = await import(${JSON.stringify(door)}); console.log((await testDatabase()).url); setTimeout(() => {}, 60_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const name = new URL(line.toString().trim()).pathname.slice(1);
  const find = `select datname from pg_database where datname = '${name}'`;
  assert.equal((await ask(withDatabase(server.adminUrl, 'postgres'), find)).length, 1);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await testDatabase(t);
  assert.equal((await ask(server.adminUrl, find)).length, 0);
});
