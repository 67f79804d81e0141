/** Backup and restore of a whole installation, by its commands: same state hash, and no half restore. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openAllKeys } from '#app';
import { migrate, openZoneDatabase, roleOf } from '#platform/db';
import { openJobs } from '#platform/jobs';
import { startPostgres, stateHash } from '#platform/postgres';
import { steadyClock } from '#platform/clock';
import { randomIds } from '#platform/ids';
import { makeCompartment, openBlobStore } from '#platform/seal';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));

function sallyport(
  args: string[],
  env: NodeJS.ProcessEnv,
): { status: number | null; stdout: string; stderr: string } {
  const { DATABASE_URL: _url, ...rest } = process.env;
  return spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    encoding: 'utf8',
    env: { ...rest, ...env },
    timeout: 120_000,
  });
}

interface Installation {
  dataDir: string;
  keysDir: string;
  url: string;
}

/** Every migration, the job runner's tables with a queue and a job, a sealed row and a sealed file. */
async function newInstallation(t: TestContext, folder: string): Promise<Installation> {
  const dataDir = join(folder, 'data');
  const keysDir = join(folder, 'keys');
  const postgres = await startPostgres({ dataDir, durability: 'test' });
  t.after(() => postgres.stop());
  const keys = openAllKeys(keysDir);
  await migrate(postgres.url, keys);
  for (const zone of ['inner', 'outer', 'office'] as const) {
    const jobs = await openJobs(postgres.url, keys[zone], roleOf(zone), [
      { queue: `${zone}.work`, retryMax: 1, timeoutSeconds: 60 },
    ]);
    await jobs.close();
  }
  const outer = openZoneDatabase(postgres.url, keys.outer, {
    connectionsMax: 2,
    statementTimeoutMs: 10_000,
  });
  const blobs = openBlobStore(join(dataDir, 'blobs', 'outer'), keys.outer, randomIds);
  await outer.transaction(async (tx) => {
    const at = steadyClock().now();
    await makeCompartment(tx, keys.outer, 'case_1', at);
    const about = {
      kind: 'clearinghouse.bundle',
      subject: 'report_1',
      log: 'case:case_1',
      compartment: 'case_1',
    } as const;
    await blobs.put(tx, about, Buffer.from('small'), at);
    await blobs.put(tx, about, randomBytes(400_000), at);
  });
  await outer.close();
  return { dataDir, keysDir, url: postgres.url };
}

test('an installation is backed up while it runs, and restored elsewhere to the same state', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-custody-'));
  const source = await newInstallation(t, folder);
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  const before = await stateHash(source.url);
  assert.ok(
    Object.keys(before.tables).some((name) => name.startsWith('jobs_outer.')),
    'the job runner’s tables are there',
  );
  assert.equal(before.tables['zone_outer.blob']?.rows, 2);
  const file = join(folder, 'all.sallyport');
  const env = { SALLYPORT_KEYS: source.keysDir };

  const backup = sallyport(['backup', '--to', file, '--data', source.dataDir, '--json'], env);
  assert.equal(backup.status, 0, backup.stderr);
  const made = JSON.parse(backup.stdout) as { stateSha256: string; blobs: number };
  assert.equal(made.stateSha256, before.sha256);
  assert.equal(made.blobs, 1);
  const again = sallyport(['backup', '--to', file, '--data', source.dataDir], env);
  assert.deepEqual([again.status, existsSync(file)], [3, true]);

  const checked = sallyport(['restore', file, '--check'], {});
  assert.equal(checked.status, 0, checked.stderr);
  assert.match(checked.stdout, /is whole: [0-9]+ rows of [0-9]+ tables and 1 sealed files/);

  await t.test('restored into a new data folder', async (t) => {
    const dataDir = join(folder, 'new', 'data');
    const restore = sallyport(['restore', file, '--data', dataDir], env);
    assert.equal(restore.status, 0, restore.stderr);
    assert.match(restore.stdout, new RegExp(before.sha256));
    const postgres = await startPostgres({ dataDir });
    t.after(() => postgres.stop());
    assert.equal(postgres.attached, false, 'the command left no server behind');
    assert.deepEqual(await stateHash(postgres.url), before);
    const sealed = spawnSync('diff', ['-r', join(source.dataDir, 'blobs'), join(dataDir, 'blobs')]);
    assert.equal(sealed.status, 0);
  });

  await t.test('restored into DATABASE_URL', async (t) => {
    const other = await startPostgres({ dataDir: join(folder, 'managed'), durability: 'test' });
    t.after(() => other.stop());
    const dataDir = join(folder, 'moved', 'data');
    const restore = sallyport(['restore', file, '--data', dataDir], {
      ...env,
      DATABASE_URL: other.url,
    });
    assert.equal(restore.status, 0, restore.stderr);
    assert.deepEqual(await stateHash(other.url), before);
    assert.ok(!existsSync(join(dataDir, 'postgres')), 'no embedded database was made');
  });

  await t.test('never over an installation that is there', () => {
    const restore = sallyport(['restore', file, '--data', source.dataDir], env);
    assert.equal(restore.status, 2);
    assert.match(restore.stderr, /holds an installation already/);
  });

  await t.test('killed in the middle, and done again', async (t) => {
    const dataDir = join(folder, 'killed', 'data');
    const killed = spawn(process.execPath, [program, 'restore', file, '--data', dataDir], {
      env: { ...process.env, ...env, DATABASE_URL: undefined },
      stdio: 'ignore',
    });
    const exit = once(killed, 'exit');
    while (!existsSync(join(`${dataDir}.restoring`, 'postgres', 'data'))) {
      assert.equal(killed.exitCode, null, 'it ended before it could be killed');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    killed.kill('SIGKILL');
    await exit;
    assert.ok(!existsSync(dataDir), 'the data folder is as it was: not there');
    const restore = sallyport(['restore', file, '--data', dataDir], env);
    assert.equal(restore.status, 0, restore.stderr);
    assert.ok(!existsSync(`${dataDir}.restoring`));
    const postgres = await startPostgres({ dataDir, durability: 'test' });
    t.after(() => postgres.stop());
    assert.deepEqual(await stateHash(postgres.url), before);
  });

  await t.test('not without the root keys, unless told that they are lost', () => {
    const dataDir = join(folder, 'keyless', 'data');
    const restore = sallyport(['restore', file, '--data', dataDir], {
      SALLYPORT_KEYS: join(folder, 'nothing'),
    });
    assert.equal(restore.status, 2);
    assert.match(restore.stderr, /lacks the root keys of inner, outer, office/);
    assert.ok(!existsSync(dataDir));
  });

  await t.test('not from a damaged file, and then the folder is as it was', () => {
    const dataDir = join(folder, 'damaged', 'data');
    const bytes = readFileSync(file);
    writeFileSync(`${file}.short`, bytes.subarray(0, bytes.length - 100));
    const restore = sallyport(['restore', `${file}.short`, '--data', dataDir], env);
    assert.equal(restore.status, 3, restore.stderr);
    assert.ok(!existsSync(dataDir) && !existsSync(`${dataDir}.restoring`));
  });
});

test('backup and restore say what is missing in what they were asked', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-custody-'));
  try {
    mkdirSync(join(folder, 'empty'));
    for (const [args, words] of [
      [['backup'], /--to FILE/],
      [
        ['backup', '--to', join(folder, 'b'), '--data', join(folder, 'empty')],
        /no installation in/,
      ],
      [['restore'], /name one backup/],
      [
        ['restore', join(folder, 'b'), '--data', join(folder, 'x'), '--new-keys'],
        /cannot be read \(ENOENT\)/,
      ],
    ] as const) {
      const { status, stderr } = sallyport([...args], { SALLYPORT_KEYS: join(folder, 'keys') });
      assert.equal(status, 3, stderr);
      assert.match(stderr, words);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
