/** Hostile and damaged backups, unfit targets, lost connections: a problem each, and nothing half restored. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test, type TestContext } from 'node:test';
import { createWriteStream } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { startTestServer, testDatabase } from '#test/postgres';
import { writeArchive, type Entry } from './archive.ts';
import { makeExhibits, makeSchema, query, run } from './exhibits.fixture.ts';
import { backup, restore, stateHash, verifyBackup } from './index.ts';

before(async () => {
  await startTestServer();
});

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-backup-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function madeBackup(
  t: TestContext,
): Promise<{ folder: string; file: string; bytes: Buffer }> {
  const { url } = await testDatabase(t);
  await makeExhibits(url);
  const folder = newFolder(t);
  const file = join(folder, 'good.sallyport');
  const blobs = join(folder, 'source-blobs');
  const address = createHash('sha256').update('sealed').digest('hex');
  mkdirSync(join(blobs, 'outer', address.slice(0, 2)), { recursive: true });
  writeFileSync(join(blobs, 'outer', address.slice(0, 2), address), 'sealed');
  await backup({ url, file, blobs });
  return { folder, file, bytes: readFileSync(file) };
}

const relations = `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

test('a backup cut short anywhere is refused before the target is touched', async (t) => {
  const { folder, bytes } = await madeBackup(t);
  const target = await testDatabase(t);
  const file = join(folder, 'short.sallyport');
  const cuts = [0, 1, 9, 20, 700, Math.floor(bytes.length / 2), bytes.length - 9, bytes.length - 1];
  for (const cut of cuts) {
    writeFileSync(file, bytes.subarray(0, cut));
    await assert.rejects(
      restore({ file, url: target.url, blobs: join(folder, 'blobs'), prepare: makeSchema }),
      { code: /^(backup_damaged|not_a_backup)$/ },
      `cut at ${cut}`,
    );
  }
  assert.deepEqual(await query(target.url, relations), []);
});

test('a backup with any one byte altered is refused', async (t) => {
  const { folder, bytes } = await madeBackup(t);
  const file = join(folder, 'altered.sallyport');
  const plain = gunzipSync(bytes);
  // In the compressed file, and in the plain one packed again as a forger would: its checksums hold.
  const step = Math.floor(plain.length / 150);
  let refused = 0;
  for (let at = 7; at < plain.length; at += step) {
    const altered = Buffer.from(plain);
    altered[at] = (altered[at] ?? 0) ^ 0x01;
    if (isSlack(plain, at)) continue;
    writeFileSync(file, gzipSync(altered, { level: 1 }));
    await assert.rejects(
      verifyBackup(file),
      { code: /^(backup_damaged|not_a_backup)$/ },
      `plain byte ${at}`,
    );
    refused += 1;
  }
  for (let at = 10; at < bytes.length; at += Math.ceil(bytes.length / 40)) {
    const altered = Buffer.from(bytes);
    altered[at] = (altered[at] ?? 0) ^ 0x10;
    writeFileSync(file, altered);
    await assert.rejects(
      verifyBackup(file),
      { code: /^(backup_damaged|not_a_backup)$/ },
      `packed byte ${at}`,
    );
    refused += 1;
  }
  assert.ok(refused > 100, `${refused} altered files were refused`);
});

/**
 * Bytes that carry nothing: padding after an entry, and the two that end the header's own sum. That sum
 * covers every other byte of the header.
 */
function isSlack(plain: Buffer, at: number): boolean {
  for (let from = 0; from < plain.length;) {
    const size = Number.parseInt(plain.toString('latin1', from + 124, from + 135), 8);
    if (Number.isNaN(size)) return true; // Past the end marker.
    const contentEnd = from + 512 + size;
    const next = Math.ceil(contentEnd / 512) * 512;
    if (at < next) return at >= contentEnd || at === from + 154 || at === from + 155;
    from = next;
  }
  return true;
}

async function forge(folder: string, entries: { name: string; text: string }[]): Promise<string> {
  const file = join(folder, 'forged.sallyport');
  async function* all(): AsyncGenerator<Entry> {
    for (const { name, text } of entries) {
      const bytes = Buffer.from(text);
      yield {
        name,
        size: bytes.length,
        content: (async function* () {
          yield await Promise.resolve(bytes);
        })(),
      };
    }
  }
  await writeArchive(all(), createWriteStream(file));
  return file;
}

const emptyHeader = {
  format: 'sallyport-backup',
  version: 1,
  madeAt: '2026-11-20T12:00:00.000Z',
  postgres: '18.4',
  migrations: [],
  tables: [],
  sequences: [],
  materialised: [],
  transactionMax: '0',
};

test('a forged backup plays no trick', async (t) => {
  const folder = newFolder(t);
  const header = (change: object): { name: string; text: string } => ({
    name: 'header.json',
    text: JSON.stringify({ ...emptyHeader, ...change }),
  });
  const table = (bound: string): object => ({
    tables: [
      { schema: 's', name: 't', columns: [], partitions: [{ schema: 's', name: 'p', bound }] },
    ],
  });
  const cases: [string, { name: string; text: string }[], string][] = [
    [
      'SQL where a partition’s bound belongs',
      [header(table(`DEFAULT; drop table x`))],
      'backup_damaged',
    ],
    ['SQL inside a bound', [header(table(`FOR VALUES IN ((select 'x'))`))], 'backup_damaged'],
    [
      'an escape out of a literal',
      [header(table(`FOR VALUES IN ('a\\'), ('; drop table x --')`))],
      'backup_damaged',
    ],
    ['a newer format', [header({ version: 2 })], 'not_a_backup'],
    [
      'another program’s file',
      [{ name: 'header.json', text: '{"format":"other"}' }],
      'not_a_backup',
    ],
    ['broken JSON', [{ name: 'header.json', text: '{' }], 'backup_damaged'],
    ['no header first', [{ name: 'tables/00000/0000000', text: 'x' }], 'not_a_backup'],
    [
      'a path out of the folder',
      [header({}), { name: 'blobs/../../etc/passwd', text: 'x' }],
      'backup_damaged',
    ],
    [
      'a sealed file under another’s prefix',
      [
        header({}),
        { name: `blobs/outer/00/${createHash('sha256').update('x').digest('hex')}`, text: 'y' },
      ],
      'backup_damaged',
    ],
    ['no manifest', [header({})], 'backup_damaged'],
    [
      'rows of a table that is not announced',
      [header({}), { name: 'tables/00000/0000000', text: 'x' }],
      'backup_damaged',
    ],
  ];
  for (const [what, entries, code] of cases) {
    await assert.rejects(verifyBackup(await forge(folder, entries)), { code }, what);
  }
});

test('links, folders and long names in the archive are refused', async (t) => {
  const { folder, bytes } = await madeBackup(t);
  const plain = gunzipSync(bytes);
  for (const type of ['1', '2', '5', 'L', 'x', 'g']) {
    const altered = Buffer.from(plain);
    altered.write(type, 156);
    let sum = 8 * 0x20;
    for (let at = 0; at < 512; at++) sum += at >= 148 && at < 156 ? 0 : (altered[at] ?? 0);
    altered.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    const file = join(folder, 'links.sallyport');
    writeFileSync(file, gzipSync(altered));
    await assert.rejects(verifyBackup(file), { code: 'not_a_backup' }, `entry type ${type}`);
  }
});

test('a file that unpacks without end is refused at the first entry that is not ours', async (t) => {
  const file = join(newFolder(t), 'bomb.sallyport');
  writeFileSync(file, gzipSync(Buffer.alloc(64 * 1024 * 1024)));
  await assert.rejects(verifyBackup(file), { code: 'not_a_backup' });
  const big = await forge(newFolder(t), [
    { name: 'header.json', text: ' '.repeat(33 * 1024 * 1024) },
  ]);
  await assert.rejects(verifyBackup(big), { code: 'backup_damaged' });
});

test('refuses a target that holds anything, and changes nothing in it', async (t) => {
  const { file } = await madeBackup(t);
  const target = await testDatabase(t);
  await run(target.url, `create table mine as select 'untouched' as note`);
  const before = await stateHash(target.url);
  await assert.rejects(
    restore({
      file,
      url: target.url,
      blobs: join(newFolder(t), 'b'),
      prepare: () => assert.fail('prepared'),
    }),
    { code: 'target_not_empty' },
  );
  assert.deepEqual(await stateHash(target.url), before);
});

test('refuses a blob folder that holds anything', async (t) => {
  const { file } = await madeBackup(t);
  const target = await testDatabase(t);
  const blobs = newFolder(t);
  mkdirSync(join(blobs, '00'));
  await assert.rejects(restore({ file, url: target.url, blobs, prepare: makeSchema }), {
    code: 'target_not_empty',
  });
  assert.deepEqual(readdirSync(blobs), ['00']);
});

test('refuses tables that are not the backup’s, naming what differs, and keeps no row', async (t) => {
  const { file, folder } = await madeBackup(t);
  const target = await testDatabase(t);
  const blobs = join(folder, 'blobs');
  const prepare = async (url: string): Promise<void> => {
    await makeSchema(url);
    await run(url, 'alter table gallery.sketch add column newer int; drop table gallery.scrap');
  };
  await assert.rejects(
    restore({ file, url: target.url, blobs, prepare }),
    (error: { code?: string; message: string }) => {
      assert.equal(error.code, 'schema_differs');
      assert.match(error.message, /lacks `gallery\.scrap\.n integer`/);
      return true;
    },
  );
  assert.deepEqual(await query(target.url, 'select from gallery.painter'), []);
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('blobs')),
    [],
  );
});

test('a migration that fails is the problem that is told', async (t) => {
  const { file } = await madeBackup(t);
  const target = await testDatabase(t);
  const prepare = (): Promise<void> => Promise.reject(new Error('the second migration failed'));
  await assert.rejects(
    restore({ file, url: target.url, blobs: join(newFolder(t), 'b'), prepare }),
    { code: 'restore_failed', message: /second migration/ },
  );
});

test('a connection lost in the middle leaves no row and no file', async (t) => {
  const { file, folder } = await madeBackup(t);
  const target = await testDatabase(t);
  const prepare = async (url: string): Promise<void> => {
    await makeSchema(url);
    // Its own trigger ends the restore's connection while it copies.
    await run(
      url,
      `create function gallery.cut() returns event_trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); end $$;
      create event trigger cut on ddl_command_end when tag in ('REFRESH MATERIALIZED VIEW') execute function gallery.cut()`,
    );
  };
  await assert.rejects(restore({ file, url: target.url, blobs: join(folder, 'blobs'), prepare }), {
    code: 'unreachable',
  });
  assert.deepEqual(await query(target.url, 'select from gallery.painter'), []);
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('blobs')),
    [],
  );
});

test('refuses to back up what it would leave out', async (t) => {
  const { url } = await testDatabase(t);
  await run(url, 'select lo_create(0)');
  const file = join(newFolder(t), 'b');
  await assert.rejects(backup({ url, file }), {
    code: 'unsupported_content',
    message: /large objects/,
  });
});

const asRoot =
  process.getuid?.() === 0 ? {} : { skip: 'needs root: run the tests as root to see this one' };

test('a full disk is told as such, and no half a backup stays on it', asRoot, async (t) => {
  const { url } = await testDatabase(t);
  await run(
    url,
    `create table noise as select n, sha512(n::text::bytea) from generate_series(1, 40000) n`,
  );
  const folder = newFolder(t);
  const program = `
    const { backup } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)});
    const { readdirSync } = await import('node:fs');
    const error = await backup({ url: process.env.URL_OF_SOURCE, file: process.argv[1] + '/b' }).catch((problem) => problem);
    console.log(JSON.stringify({ code: error.code, message: error.message, left: readdirSync(process.argv[1]) }));`;
  // A mount namespace of its own: the small disk goes with the process.
  const script =
    'mount -t tmpfs -o size=1m tmpfs "$1" && exec "$2" --input-type=module --eval "$3" "$1"';
  const args = ['--mount', 'sh', '-c', script, 'sh', folder, process.execPath, program];
  const child = spawnSync('unshare', args, {
    encoding: 'utf8',
    env: { ...process.env, URL_OF_SOURCE: url },
  });
  assert.equal(child.status, 0, child.stderr);
  const told = JSON.parse(child.stdout) as { code: string; message: string; left: string[] };
  assert.deepEqual([told.code, told.left], ['disk_full', []], told.message);
});
