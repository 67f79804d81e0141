/**
 * Moving between major versions, both ways. The other version is the host's own, where its Debian
 * packages are installed; without one the test says so and is skipped.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { testDatabase } from '#test/postgres';
import { makeExhibits, makeSchema, query } from './exhibits.fixture.ts';
import { backup, restore, stateHash } from './index.ts';

const majors = [15, 16, 17].map((major) => `/usr/lib/postgresql/${major}/bin`);
const found = majors.find((folder) => existsSync(join(folder, 'initdb')));
const skip =
  found === undefined
    ? 'no PostgreSQL 15 to 17 is installed here: `apt-get install postgresql` to see this one'
    : false;

/** As the embedded one is run, in the least a test needs. */
async function startOther(t: TestContext, bin: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-other-'));
  const data = join(folder, 'data');
  const asUser =
    process.getuid?.() === 0 ? ['unshare', '--user', '--map-user=1000', '--map-group=1000'] : [];
  const command = (program: string, args: string[]): [string, string[]] => {
    const [first = '', ...rest] = [...asUser, join(bin, program), ...args];
    return [first, rest];
  };
  writeFileSync(join(folder, 'pw'), 'other\n', { mode: 0o600 });
  const made = spawnSync(
    ...command('initdb', [
      '-D',
      data,
      '-U',
      'owner',
      '-A',
      'scram-sha-256',
      `--pwfile=${join(folder, 'pw')}`,
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
    ]),
    { encoding: 'utf8' },
  );
  assert.equal(made.status, 0, made.stderr);
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  const server = spawn(
    ...command('postgres', [
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'fsync=off',
    ]),
    { stdio: 'ignore' },
  );
  t.after(async () => {
    server.kill('SIGINT');
    await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });
  const url = `postgres://owner:other@127.0.0.1:${port}/postgres`;
  for (let attempt = 0; attempt < 200; attempt++) {
    const up = await query(url, 'select 1').then(
      () => true,
      () => false,
    );
    if (up) return url;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the other PostgreSQL did not start');
}

test(
  'a backup moves to another major version and back with the same state hash',
  { skip },
  async (t) => {
    const other = await startOther(t, found ?? '');
    const [version] = await query(other, 'show server_version_num');
    assert.match(String(version?.['server_version_num']), /^1[567]/);
    const source = await testDatabase(t);
    const target = await testDatabase(t);
    const folder = mkdtempSync(join(tmpdir(), 'sallyport-backup-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    await makeExhibits(source.url);
    const state = await stateHash(source.url);

    const there = join(folder, 'there');
    await backup({ url: source.url, file: there });
    await restore({ file: there, url: other, prepare: makeSchema });
    assert.deepEqual(await stateHash(other), state);

    const back = join(folder, 'back');
    assert.equal((await backup({ url: other, file: back })).stateSha256, state.sha256);
    await restore({ file: back, url: target.url, prepare: makeSchema });
    assert.deepEqual(await stateHash(target.url), state);
  },
);
