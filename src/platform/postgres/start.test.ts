/** One server, many starters: attaching, orphans, simultaneous starts, and being killed. */
import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { once } from 'node:events';
import pg from 'pg';
import { PostgresProblem } from './index.ts';
import { processState, waitUntilDead } from './processes.ts';
import { ask, newCluster, newDataDir, start, starter } from './test-cluster.fixture.ts';

test('the last one out ends the server, and nobody before', async (t) => {
  const { dataDir } = await newCluster(t);
  const one = await start(t, dataDir);
  const other = await start(t, dataDir);
  assert.deepEqual([one.attached, other.attached], [false, true]);
  assert.equal(other.pid, one.pid);
  assert.equal(await one.stop(), false);
  assert.deepEqual(await ask(other.url, 'select 1 as alive'), [{ alive: 1 }]);
  assert.equal(await other.stop(), true);
  assert.notEqual(processState(one.pid), 'running');
});

test('is a durable PostgreSQL 18 in UTF-8 with checksums, reachable from this host only', async (t) => {
  const { url } = await start(t, (await newCluster(t)).dataDir, { durability: 'kept' });
  const names = [
    'fsync',
    'full_page_writes',
    'synchronous_commit',
    'data_checksums',
    'server_encoding',
    'listen_addresses',
    'unix_socket_directories',
  ];
  const rows = await ask(
    url,
    `select name, setting from pg_settings where name in ('${names.join(`','`)}') or name = 'server_version_num'`,
  );
  const setting = Object.fromEntries(rows.map(({ name, setting }) => [name, setting])) as Record<
    string,
    string
  >;
  assert.match(setting['server_version_num'] ?? '', /^18/);
  assert.deepEqual(
    names.map((name) => setting[name]),
    ['on', 'on', 'on', 'on', 'UTF8', '127.0.0.1', ''],
  );
});

test('two simultaneous first starts end with one server and both connected', async (t) => {
  const dataDir = newDataDir(t);
  const both = [starter(t, dataDir), starter(t, dataDir)];
  const said = await Promise.all(both.map((each) => each.said()));
  assert.equal(said[0]?.pid, said[1]?.pid);
  assert.deepEqual(said.map(({ attached }) => attached).sort(), [false, true]);
  for (const { url } of said) assert.deepEqual(await ask(url, 'select 1 as alive'), [{ alive: 1 }]);
  // And it is one server to stop: the first leaves it to the second.
  const stopped: boolean[] = [];
  for (const each of both) {
    each.stop();
    stopped.push((await each.said()).stopped);
  }
  assert.deepEqual(stopped, [false, true]);
});

test('survives kill -9 of the process that started it, and is found again', async (t) => {
  const { dataDir } = await newCluster(t);
  const first = starter(t, dataDir);
  const { pid, url } = await first.said();
  await ask(url, 'create table kept as select 1 as row');
  await first.kill();
  const second = starter(t, dataDir);
  const found = await second.said();
  assert.deepEqual([found.attached, found.pid], [true, pid]);
  assert.deepEqual(await ask(found.url, 'select row from kept'), [{ row: 1 }]);
  // Its starter is dead, so the one that attached is the last one out.
  second.stop();
  assert.deepEqual(await second.said(), { stopped: true });
  assert.notEqual(processState(pid), 'running');
});

test('recovers when starter and postmaster were both killed, and nobody buries the postmaster yet', async (t) => {
  const { dataDir } = await newCluster(t);
  for (let round = 0; round < 3; round++) {
    const first = starter(t, dataDir);
    const { pid, attached } = await first.said();
    assert.equal(attached, false);
    // The orphan's new parent is PID 1, which may take seconds to notice a death.
    await first.kill();
    process.kill(pid, 'SIGKILL');
    const next = await start(t, dataDir);
    assert.equal(next.attached, false);
    assert.notEqual(next.pid, pid);
    assert.equal(await next.stop(), true);
  }
});

test('recovers when a backend goes on computing after its postmaster was killed', async (t) => {
  const { dataDir } = await newCluster(t);
  const server = await start(t, dataDir);
  const client = new pg.Client({ connectionString: server.url });
  client.on('error', () => undefined);
  await client.connect();
  const [row] = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows;
  const busy = assert.rejects(client.query('select count(*) from generate_series(1, 3000000000)'));
  await new Promise((resolve) => setTimeout(resolve, 100));
  process.kill(server.pid, 'SIGKILL');
  await waitUntilDead(server.pid, 5_000);
  assert.equal(processState(row?.pid ?? 0), 'running', 'the backend did not notice');
  const next = await start(t, dataDir);
  assert.equal(next.attached, false);
  assert.notEqual(processState(row?.pid ?? 0), 'running');
  await busy;
});

test('recovers from kill -9 of the postmaster, round after round, and loses no acknowledged row', async (t) => {
  const { dataDir } = await newCluster(t);
  const first = await start(t, dataDir, { durability: 'kept' });
  await ask(first.url, 'create table acknowledged (n int primary key)');
  let acknowledged = 0;
  let server = first;
  for (let round = 0; round < 5; round++) {
    const client = new pg.Client({ connectionString: server.url });
    client.on('error', () => undefined);
    await client.connect();
    setTimeout(() => process.kill(server.pid, 'SIGKILL'), 20 + 15 * round);
    try {
      for (let n = 0; n < 100_000; n++) {
        await client.query('insert into acknowledged values ($1)', [acknowledged + 1]);
        acknowledged += 1;
      }
      assert.fail('the server was not killed');
    } catch (error) {
      assert.ok(!(error instanceof assert.AssertionError), String(error));
    }
    server = await start(t, dataDir, { durability: 'kept' });
    assert.equal(server.attached, false);
    assert.equal(server.url, first.url, 'the port stays, so that every pool finds it again');
    const [row] = await ask(
      server.url,
      'select coalesce(max(n), 0) as top, count(*)::int as rows from acknowledged',
    );
    // The last one may have been kept without our hearing of it.
    assert.ok(
      row?.['rows'] === acknowledged || row?.['rows'] === acknowledged + 1,
      `${String(row?.['rows'])} of ${acknowledged}`,
    );
    assert.equal(row['top'], row['rows']);
    acknowledged = Number(row['rows']);
  }
  assert.ok(acknowledged > 0, 'rows were written between the kills');
});

test('kill -9 during the first start leaves nothing in the way of the next', async (t) => {
  const dataDir = newDataDir(t);
  for (const afterMs of [120, 350]) {
    const first = starter(t, dataDir);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await first.kill();
  }
  const server = await start(t, dataDir);
  assert.deepEqual(await ask(server.url, 'select 1 as alive'), [{ alive: 1 }]);
});

test('a server that does not answer is reported within the time given, and left alone', async (t) => {
  const { dataDir } = await newCluster(t);
  const server = await start(t, dataDir);
  process.kill(server.pid, 'SIGSTOP');
  try {
    await assert.rejects(start(t, dataDir, { answerMsMax: 300 }), { code: 'no_answer' });
  } finally {
    process.kill(server.pid, 'SIGCONT');
  }
  const again = await start(t, dataDir);
  assert.deepEqual([again.attached, again.pid], [true, server.pid]);
});

test('refuses a port that is taken, and takes another when none was asked for', async (t) => {
  const { dataDir } = await newCluster(t);
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  t.after(() => squatter.close());
  const { port } = squatter.address() as AddressInfo;
  await assert.rejects(start(t, dataDir, { port }), (error: Error) => {
    assert.ok(error instanceof PostgresProblem);
    assert.equal(error.code, 'port_taken');
    assert.match(error.message, /name another one/);
    return true;
  });
  writeFileSync(join(dataDir, 'postgres', 'port'), `${port}\n`);
  const server = await start(t, dataDir);
  assert.notEqual(server.port, port);
});

test('keeps its secrets: password file for the owner alone, nothing in argv, no rows in the log', async (t) => {
  const { dataDir } = await newCluster(t);
  const { url, pid } = await start(t, dataDir);
  const password = new URL(url).password;
  assert.ok(password.length >= 40);
  const folder = join(dataDir, 'postgres');
  assert.equal(statSync(join(folder, 'password')).mode & 0o777, 0o600);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  assert.ok(!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(password));
  await ask(url, 'create table sealed (body text primary key)');
  await ask(url, `insert into sealed values ('embargoed words')`);
  await assert.rejects(ask(url, `insert into sealed values ('embargoed words')`), /duplicate key/);
  const log = readFileSync(join(folder, 'server.log'), 'utf8');
  assert.match(log, /duplicate key value violates unique constraint/);
  assert.ok(!log.includes('embargoed words') && !log.includes(password));
});

test('what an operator sets in local.conf wins', async (t) => {
  const { dataDir } = await newCluster(t);
  const first = await start(t, dataDir);
  await first.stop();
  writeFileSync(join(dataDir, 'postgres', 'data', 'local.conf'), `work_mem = '7MB'\n`);
  const { url } = await start(t, dataDir);
  assert.deepEqual(await ask(url, 'show work_mem'), [{ work_mem: '7MB' }]);
});
