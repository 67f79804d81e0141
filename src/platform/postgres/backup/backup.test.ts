/** Whole round trips: what is backed up is what is restored, wherever and under whatever load. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test, type TestContext } from 'node:test';
import pg from 'pg';
import fc from 'fast-check';
import { startTestServer, testDatabase, withDatabase } from '#test/postgres';
import { makeExhibits, makeSchema, query, run } from './exhibits.fixture.ts';
import { backup, restore, stateHash, verifyBackup } from './index.ts';

/** Held by this process, so that the server is not stopped and started between tests. */
let adminUrl = '';
before(async () => {
  ({ adminUrl } = await startTestServer());
});

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-backup-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function putBlob(folder: string, bytes: Buffer): string {
  const address = createHash('sha256').update(bytes).digest('hex');
  mkdirSync(join(folder, 'outer', address.slice(0, 2)), { recursive: true });
  writeFileSync(join(folder, 'outer', address.slice(0, 2), address), bytes);
  return address;
}

test('a restored database has the same state hash, the same constraints and goes on from there', async (t) => {
  const source = await testDatabase(t);
  const target = await testDatabase(t);
  const file = join(newFolder(t), 'all.sallyport');
  await makeExhibits(source.url);
  const before = await stateHash(source.url);
  assert.equal(Object.keys(before.tables).length, 10);
  assert.equal(before.tables['gallery.entry']?.rows, 2000);

  const made = await backup({ url: source.url, file });
  assert.equal(made.stateSha256, before.sha256);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.ok(!existsSync(`${file}.partial`));

  const restored = await restore({ file, url: target.url, prepare: makeSchema });
  assert.equal(restored.rows, made.rows);
  assert.deepEqual(await stateHash(target.url), before);
  assert.deepEqual(
    await query(target.url, 'select area from gallery.picture order by id collate "C"'),
    [{ area: 10 }, { area: 10 }, { area: 10 }],
  );
  assert.deepEqual(await query(target.url, 'select n::int from gallery.mood_count'), [{ n: 4 }]);
  assert.deepEqual(
    await query(
      target.url,
      `select tableoid::regclass::text as kept from gallery.visit where visitor = 'Dee'`,
    ),
    [{ kept: 'gallery.visit_2026_11_20' }],
  );

  await assert.rejects(query(target.url, `update gallery.entry set body = ''`), /append only/);
  await assert.rejects(query(target.url, 'truncate gallery.entry'), /append only/);
  await assert.rejects(
    query(target.url, `insert into gallery.picture (id, painter_id) values ('x', 99)`),
    /foreign key/,
  );
  await assert.rejects(
    query(target.url, `update gallery.painter set best_picture = 'nothing'`),
    /foreign key/,
  );
  await run(target.url, `insert into gallery.entry (body) values ('the next')`);
  assert.deepEqual(
    await query(target.url, `select position::int from gallery.entry where body = 'the next'`),
    [{ position: 2001 }],
  );
  assert.deepEqual(
    await query(
      target.url,
      `select nextval('gallery.unused')::int as unused, nextval('gallery.used')::int as used`,
    ),
    [{ unused: 7, used: 3 }],
  );
});

test('the state hash sees one changed value, one missing row, one moved sequence, and no mere rewrite', async (t) => {
  const { url } = await testDatabase(t);
  await makeExhibits(url);
  const start = (await stateHash(url)).sha256;
  await run(url, 'update gallery.scrap set n = n');
  await run(url, 'vacuum full gallery.scrap');
  assert.equal((await stateHash(url)).sha256, start);
  const seen = new Set([start]);
  for (const change of [
    `update gallery.scrap set note = 'Same' where ctid = (select min(ctid) from gallery.scrap)`,
    'delete from gallery.sketch',
    `select nextval('gallery.used')`,
  ]) {
    await run(url, change);
    seen.add((await stateHash(url)).sha256);
  }
  assert.equal(seen.size, 4);
});

test('a backup is one instant, whatever goes on meanwhile', async (t) => {
  const source = await testDatabase(t);
  const target = await testDatabase(t);
  const file = join(newFolder(t), 'busy.sallyport');
  const schema =
    'create table purse (id int primary key, coins int not null); create table chest (id int primary key, coins int not null);';
  await run(
    source.url,
    `${schema} insert into purse select n, 100 from generate_series(1, 20000) n; insert into chest select n, 0 from generate_series(1, 20000) n`,
  );
  let running = true;
  let moved = 0;
  const mover = (async () => {
    const client = new pg.Client({ connectionString: source.url });
    await client.connect();
    for (let n = 1; running && n < 100_000; n++, moved++) {
      await client.query(
        `with taken as (update purse set coins = coins - 1 where id = ${1 + (n % 20000)}) update chest set coins = coins + 1 where id = ${1 + (n % 20000)}`,
      );
    }
    await client.end();
  })();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const movedBefore = moved;
  await backup({ url: source.url, file });
  const movedMeanwhile = moved - movedBefore;
  running = false;
  await mover;
  assert.ok(movedMeanwhile > 0, 'the writer wrote while the backup ran');
  await restore({ file, url: target.url, prepare: (url) => run(url, schema) });
  assert.deepEqual(
    await query(
      target.url,
      'select (select sum(coins) from purse)::int + (select sum(coins) from chest)::int as coins',
    ),
    [{ coins: 2_000_000 }],
  );
});

test('any text survives the way through a file', async (t) => {
  const source = await testDatabase(t);
  const schema = 'create table word (n int primary key, body text, raw bytea)';
  await run(source.url, schema);
  const client = new pg.Client({ connectionString: source.url });
  await client.connect();
  // PostgreSQL's text holds every character but U+0000.
  const body = fc
    .string({ unit: 'binary', maxLength: 300 })
    .map((text) => text.replaceAll('\0', ''));
  const samples = fc.sample(
    fc.record({ body: fc.option(body), raw: fc.option(fc.uint8Array({ maxLength: 300 })) }),
    300,
  );
  for (const [n, sample] of samples.entries()) {
    await client.query('insert into word values ($1, $2, $3)', [
      n,
      sample.body,
      sample.raw === null ? null : Buffer.from(sample.raw),
    ]);
  }
  await client.end();
  const target = await testDatabase(t);
  const file = join(newFolder(t), 'words.sallyport');
  await backup({ url: source.url, file });
  await restore({ file, url: target.url, prepare: (url) => run(url, schema) });
  const all = 'select n, body, encode(raw, $$hex$$) as raw from word order by n';
  assert.deepEqual(await query(target.url, all), await query(source.url, all));
});

test('rows larger than a piece, and tables of many pieces, come back whole', async (t) => {
  const source = await testDatabase(t);
  const target = await testDatabase(t);
  const file = join(newFolder(t), 'large.sallyport');
  const schema =
    'create table large (n int primary key, body text); alter table large alter body set storage external';
  await run(
    source.url,
    `${schema}; insert into large select n, repeat(md5(n::text), 400000) from generate_series(1, 3) n`,
  );
  await backup({ url: source.url, file });
  await restore({ file, url: target.url, prepare: (url) => run(url, schema) });
  assert.deepEqual(await stateHash(target.url), await stateHash(source.url));
});

test('sealed files travel with their rows', async (t) => {
  const source = await testDatabase(t);
  const target = await testDatabase(t);
  const folder = newFolder(t);
  const file = join(folder, 'sealed.sallyport');
  const blobs = join(folder, 'blobs');
  const addresses = [randomBytes(300_000), randomBytes(1), Buffer.alloc(0)].map((bytes) =>
    putBlob(blobs, bytes),
  );
  writeFileSync(
    join(blobs, 'outer', addresses[0]?.slice(0, 2) ?? '', `${addresses[0]}.1234.part`),
    'not finished',
  );
  await run(source.url, 'create table a (b int)');
  assert.equal((await backup({ url: source.url, file, blobs })).blobs, 3);

  await assert.rejects(
    restore({ file, url: target.url, prepare: (url) => run(url, 'create table a (b int)') }),
    { code: 'target_not_empty', message: /3 sealed files/ },
  );
  const restored = join(folder, 'restored');
  await restore({
    file,
    url: target.url,
    blobs: restored,
    prepare: (url) => run(url, 'create table a (b int)'),
  });
  for (const address of addresses) {
    assert.deepEqual(
      readFileSync(join(restored, 'outer', address.slice(0, 2), address)),
      readFileSync(join(blobs, 'outer', address.slice(0, 2), address)),
    );
  }
  assert.equal(
    readdirSync(restored, { recursive: true }).filter((name) => String(name).length > 60).length,
    3,
  );
});

test('refuses to back up a sealed file whose bytes are not its address', async (t) => {
  const { url } = await testDatabase(t);
  const folder = newFolder(t);
  const blobs = join(folder, 'blobs');
  const address = putBlob(blobs, Buffer.from('ciphertext'));
  writeFileSync(join(blobs, 'outer', address.slice(0, 2), address), 'Ciphertext');
  await assert.rejects(backup({ url, file: join(folder, 'b'), blobs }), { code: 'backup_damaged' });
  assert.deepEqual(readdirSync(folder), ['blobs'], 'no half a backup is left');
});

test('new transactions come after those of the rows that were restored', async (t) => {
  const source = await testDatabase(t);
  const target = await testDatabase(t);
  const file = join(newFolder(t), 'ahead.sallyport');
  const schema = 'create table event (position bigint primary key, xid xid8)';
  const [now] = await query(source.url, `select pg_current_xact_id()::text as at`);
  const ahead = BigInt(String(now?.['at'])) + 3_000n;
  await run(source.url, `${schema}; insert into event values (1, '${ahead}'), (2, null)`);
  await backup({ url: source.url, file });
  await restore({ file, url: target.url, prepare: (url) => run(url, schema) });
  const [after] = await query(
    target.url,
    `select pg_current_xact_id() > '${ahead}'::xid8 as after, (select max(xid::text) from event) as kept`,
  );
  assert.deepEqual(after, { after: true, kept: String(ahead) });
});

test('says so when a transaction counter is too far ahead to be caught up', async (t) => {
  const source = await testDatabase(t);
  const target = await testDatabase(t);
  const file = join(newFolder(t), 'far.sallyport');
  const schema = 'create table event (xid xid8)';
  await run(source.url, `${schema}; insert into event values ('90000000000')`);
  await backup({ url: source.url, file });
  await assert.rejects(restore({ file, url: target.url, prepare: (url) => run(url, schema) }), {
    code: 'too_far_ahead',
  });
});

test('an owner without superuser backs up and restores what zone roles own', async (t) => {
  const suffix = process.pid;
  const [owner, zone] = [`owner_${suffix}`, `zone_${suffix}`];
  await run(adminUrl, `create role ${owner} login createrole password 'x'`);
  const databases: string[] = [];
  t.after(async () => {
    for (const name of databases)
      await run(adminUrl, `drop database if exists ${name} with (force)`);
    await run(adminUrl, `drop role if exists ${zone}; drop role if exists ${owner}`);
  });
  const ownedDatabase = async (name: string): Promise<string> => {
    databases.push(name);
    await run(adminUrl, `create database ${name} owner ${owner} template template0`);
    const url = new URL(withDatabase(adminUrl, name));
    url.username = owner;
    url.password = 'x';
    return url.href;
  };
  const source = await ownedDatabase(`source_${suffix}`);
  const target = await ownedDatabase(`target_${suffix}`);
  await run(source, `create role ${zone}`);
  const schema = (rows: string): string => `
    grant ${zone} to current_user; create schema jobs authorization ${zone};
    set role ${zone}; create table jobs.queue (name text primary key, next text references jobs.queue (name)); ${rows} reset role;
    revoke ${zone} from current_user granted by current_user;
    create table own (a int)`;
  await run(source, schema(`insert into jobs.queue values ('a', 'b'), ('b', 'a');`));
  await assert.rejects(
    query(source, 'select from jobs.queue'),
    /permission denied/,
    'the owner is no member by itself',
  );
  const file = join(newFolder(t), 'zones.sallyport');
  await backup({ url: source, file });
  await restore({ file, url: target, prepare: (url) => run(url, schema('')) });
  await assert.rejects(
    query(target, 'select from jobs.queue'),
    /permission denied/,
    'nor does restoring leave it one',
  );
  const asAdmin = (name: string): string => withDatabase(adminUrl, name);
  assert.deepEqual(
    await stateHash(asAdmin(`target_${suffix}`)),
    await stateHash(asAdmin(`source_${suffix}`)),
  );
});

test('never overwrites a file, and cleans up after itself when it cannot write', async (t) => {
  const { url } = await testDatabase(t);
  const folder = newFolder(t);
  writeFileSync(join(folder, 'kept'), 'a letter');
  await assert.rejects(backup({ url, file: join(folder, 'kept') }), { code: 'file_exists' });
  assert.equal(readFileSync(join(folder, 'kept'), 'utf8'), 'a letter');
  await assert.rejects(backup({ url, file: join(folder, 'no', 'such') }), {
    code: 'file_unwritable',
  });
  await assert.rejects(backup({ url: 'postgres://x:y@127.0.0.1:1/x', file: join(folder, 'b') }), {
    code: 'unreachable',
  });
  assert.deepEqual(readdirSync(folder), ['kept']);
});

test('the file opens with ordinary tools and verifies by itself', async (t) => {
  const { url } = await testDatabase(t);
  await makeExhibits(url);
  const file = join(newFolder(t), 'plain.sallyport');
  await backup({ url, file });
  const { execFileSync } = await import('node:child_process');
  const names = execFileSync('tar', ['tzf', file], { encoding: 'utf8' }).trim().split('\n');
  assert.equal(names[0], 'header.json');
  assert.equal(names.at(-1), 'manifest.json');
  const { header } = await verifyBackup(file);
  assert.equal(header.tables.length, 10);
});
