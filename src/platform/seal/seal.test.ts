/** Keys, blobs and reveal against a real database: who opens what, in which order, and what no longer opens. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { service, type Actor } from '#platform/auth';
import { steadyClock } from '#platform/clock';
import { sql } from '#platform/db';
import type { ZoneParts } from '#platform/context';
import { randomIds } from '#platform/ids';
import { deriveZoneKeys } from '#platform/keys';
import { logs, sequenceLeaves } from '#platform/ledger';
import { commitmentOf, entryOf, leafHash } from '#standards/tlog';
import { migratedDatabase, testKeys, zoneOf } from '#test/server';
import {
  destroyCompartment,
  makeCompartment,
  makeReveal,
  moveToCompartment,
  openBlobStore,
  type BlobStore,
} from './index.ts';

const actor: Actor = service('validator');
const log = logs.case('case_test');
const kind = 'test.thing';
const large = 300 * 1024;

let database: Awaited<ReturnType<typeof migratedDatabase>>;
let folder: string;
let zone: ZoneParts;

before(async () => {
  database = await migratedDatabase();
  folder = await mkdtemp(join(tmpdir(), 'sallyport-seal-'));
  zone = zoneOf('outer', database.url, folder);
});
after(async () => {
  await zone.database.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const allow = async (): Promise<boolean> => true;
const revealWith = (parts: { blobs?: BlobStore; policies?: object } = {}) =>
  makeReveal<Actor>({
    database: zone.database,
    blobs: parts.blobs ?? zone.blobs,
    clock: zone.clock,
    policies: (parts.policies as Record<string, typeof allow>) ?? { [kind]: allow },
  });

async function put(plain: Uint8Array, compartment: string, of = kind): Promise<string> {
  return await zone.database.transaction(async (tx) => {
    await makeCompartment(tx, zone.keys, compartment, zone.clock.now());
    const blob = { kind: of, subject: compartment, log, compartment };
    return await zone.blobs.put(tx, blob, plain, zone.clock.now());
  });
}

async function reads(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from zone_outer.event where type = 'platform.sealed_content_read'
  `.execute(zone.database.db);
  return rows[0]?.n ?? -1;
}

const fileOf = async (ref: string): Promise<string> => {
  const { rows } = await sql<{ address: Buffer }>`
    select address from zone_outer.blob where ref = ${ref}`.execute(zone.database.db);
  const name = rows[0]?.address.toString('hex') ?? '';
  return join(folder, 'blobs', 'outer', name.slice(0, 2), name);
};

for (const [size, bytes] of [
  ['empty', 0],
  ['small', 100],
  ['large', large],
] as const)
  test(`a ${size} blob comes back as it was, and its reading is on record`, async () => {
    const plain = randomBytes(bytes);
    const ref = await put(plain, `c-${size}`);
    const before = await reads();
    assert.deepEqual(await revealWith()(actor, ref, 'test'), plain);
    assert.equal(await reads(), before + 1);
    assert.equal(existsSync(await fileOf(ref)), size === 'large');
  });

test('equal contents share nothing: not address, not ciphertext', async () => {
  const plain = randomBytes(1000);
  const refs = [await put(plain, 'twin-1'), await put(plain, 'twin-1'), await put(plain, 'twin-2')];
  const { rows } = await sql<{ address: Buffer; inline: Buffer }>`
    select address, inline from zone_outer.blob where ref = any(${refs})`.execute(zone.database.db);
  assert.equal(new Set(rows.map(({ address }) => address.toString('hex'))).size, 3);
  for (const { inline } of rows) assert.equal(inline.indexOf(plain.subarray(0, 16)), -1);
});

test('the record is durable before the first byte is decrypted', async () => {
  const ref = await put(Buffer.from('secret'), 'order');
  const before = await reads();
  const seen: number[] = [];
  const watching: BlobStore = {
    ...zone.blobs,
    async openUnlogged(tx, which) {
      // Another connection sees only what is committed.
      seen.push(await reads());
      return await zone.blobs.openUnlogged(tx, which);
    },
  };
  await revealWith({ blobs: watching })(actor, ref, 'test');
  assert.deepEqual(seen, [before + 1]);
});

test('a crash between record and bytes leaves a record without bytes, never the reverse', async () => {
  const ref = await put(Buffer.from('secret'), 'crash');
  const before = await reads();
  const dying: BlobStore = {
    ...zone.blobs,
    openUnlogged: () => Promise.reject(new Error('the process died here')),
  };
  await assert.rejects(revealWith({ blobs: dying })(actor, ref, 'test'), /died here/);
  assert.equal(await reads(), before + 1);

  let opened = 0;
  const counting: BlobStore = {
    ...zone.blobs,
    openUnlogged(tx, which) {
      opened += 1;
      return zone.blobs.openUnlogged(tx, which);
    },
  };
  const broken = makeReveal<Actor>({
    database: zone.database,
    blobs: counting,
    clock: { now: () => new Date(Number.NaN) },
    policies: { [kind]: allow },
  });
  await assert.rejects(broken(actor, ref, 'test'), RangeError);
  assert.deepEqual([opened, await reads()], [0, before + 1]);
});

test('a kind without a policy can never be revealed, whatever its name', async () => {
  const before = await reads();
  for (const name of ['other.thing', 'constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    const ref = await put(Buffer.from('secret'), 'no-policy', name);
    await assert.rejects(revealWith()(actor, ref, 'test'), { code: 'not_found' }, name);
  }
  assert.equal(await reads(), before);
});

test('who may not, and what is not there, get the same answer and leave no record', async () => {
  const ref = await put(Buffer.from('secret'), 'denied');
  const before = await reads();
  const denied = revealWith({ policies: { [kind]: async () => false } });
  const answers: unknown[] = [];
  for (const which of [ref, 'blob_none'])
    await denied(actor, which, 'test').catch(
      ({ code, message }: { code: string; message: string }) => answers.push({ code, message }),
    );
  assert.equal(answers.length, 2);
  assert.deepEqual(answers[0], answers[1]);
  assert.equal(await reads(), before);
});

test('a moved blob opens with its new compartment’s key, and dies with that one', async () => {
  const plain = randomBytes(large);
  const ref = await put(plain, 'intake');
  const file = await readFile(await fileOf(ref));
  await zone.database.transaction(async (tx) => {
    await makeCompartment(tx, zone.keys, 'case', zone.clock.now());
    assert.equal(await moveToCompartment(tx, zone.keys, 'intake', 'case'), 1);
    assert.equal(await moveToCompartment(tx, zone.keys, 'intake', 'case'), 0);
  });
  assert.deepEqual(await readFile(await fileOf(ref)), file, 'no content was written anew');
  assert.deepEqual(await revealWith()(actor, ref, 'test'), plain);
  await zone.database.transaction((tx) =>
    destroyCompartment(tx, zone.keys, 'intake', zone.clock.now()),
  );
  assert.deepEqual(await revealWith()(actor, ref, 'test'), plain);
  await zone.database.transaction((tx) =>
    destroyCompartment(tx, zone.keys, 'case', zone.clock.now()),
  );
  await assert.rejects(revealWith()(actor, ref, 'test'), { code: 'content_destroyed' });
});

test('after destruction nothing that is kept opens the content: rows, files and root key together', async () => {
  const plain = randomBytes(5000);
  const ref = await put(plain, 'destroyed');
  const kept = await put(plain, 'kept');
  await revealWith()(actor, ref, 'test');
  const count = await zone.database.transaction((tx) =>
    destroyCompartment(tx, zone.keys, 'destroyed', zone.clock.now()),
  );
  assert.equal(count, 1);
  await assert.rejects(revealWith()(actor, ref, 'test'), { code: 'content_destroyed' });

  // Whoever has a backup of now and the root key: no wrapped key in it opens this blob's own key.
  const { rows } = await sql<{ id: string; wrapped_key: Buffer | null }>`
    select id, wrapped_key from zone_outer.compartment`.execute(zone.database.db);
  assert.ok(rows.length > 5);
  const { unseal } = await import('./envelope.ts');
  const blobKey = async (which: string) =>
    (
      await sql<{ wrapped_key: Buffer }>`
        select wrapped_key from zone_outer.blob where ref = ${which}`.execute(zone.database.db)
    ).rows[0]?.wrapped_key ?? Buffer.alloc(0);
  const opensWith = async (which: string): Promise<string[]> => {
    const wrapped = await blobKey(which);
    return rows.flatMap(({ id, wrapped_key }) => {
      if (wrapped_key === null) return [];
      try {
        unseal(
          unseal(zone.keys.wrapping, `compartment:${id}`, wrapped_key),
          `blob-key:${which}`,
          wrapped,
        );
        return [id];
      } catch {
        return [];
      }
    });
  };
  assert.deepEqual(await opensWith(ref), []);
  assert.deepEqual(await opensWith(kept), ['kept'], 'the search itself works');

  // What was recorded about it still proves itself.
  await sequenceLeaves(zone.database.db, 'outer', 1000);
  const leaves = await sql<{ hash: Buffer; salt: Buffer; body: string }>`
    select l.hash, b.salt, b.body from zone_outer.leaf l join zone_outer.event_body b using (position)
    join zone_outer.event e using (position) where e.subject = 'destroyed'`.execute(
    zone.database.db,
  );
  assert.equal(leaves.rows.length, 2);
  for (const { hash, salt, body } of leaves.rows)
    assert.deepEqual(leafHash(entryOf(commitmentOf(salt, body))), hash);
});

test('a destroyed compartment stays destroyed: making it again gives no key back', async () => {
  await put(Buffer.from('x'), 'again');
  await zone.database.transaction((tx) =>
    destroyCompartment(tx, zone.keys, 'again', zone.clock.now()),
  );
  await assert.rejects(put(Buffer.from('y'), 'again'), { code: 'content_destroyed' });
});

test('another root key opens nothing', async () => {
  const ref = await put(Buffer.from('secret'), 'rooted');
  const otherKeys = { ...deriveZoneKeys('outer', randomBytes(32)) };
  const blobs = openBlobStore(join(folder, 'blobs', 'outer'), otherKeys, randomIds);
  await assert.rejects(revealWith({ blobs })(actor, ref, 'test'), /authenticate/);
  // Nor does another zone's, from the same root.
  const inner = openBlobStore(
    join(folder, 'blobs', 'outer'),
    { ...testKeys.inner, zone: 'outer' },
    randomIds,
  );
  await assert.rejects(revealWith({ blobs: inner })(actor, ref, 'test'), /authenticate/);
});

test('a changed byte anywhere is noticed: file, row, key, or a ciphertext put in another’s place', async () => {
  const inFile = await put(randomBytes(large), 'tamper');
  const path = await fileOf(inFile);
  const good = await readFile(path);
  const bad = Buffer.from(good);
  bad[large >> 1] = (bad[large >> 1] ?? 0) ^ 1;
  await writeFile(path, bad);
  await assert.rejects(revealWith()(actor, inFile, 'test'), /restore it from a backup/);
  await rm(path);
  await assert.rejects(revealWith()(actor, inFile, 'test'), { code: 'ENOENT' });
  await writeFile(path, good);
  assert.equal((await revealWith()(actor, inFile, 'test')).length, large);

  const one = await put(Buffer.from('one'), 'tamper');
  const two = await put(Buffer.from('two'), 'tamper');
  const other = await put(Buffer.from('three'), 'tamper-other');
  const copy = (from: string, columns: string) =>
    sql`update zone_outer.blob b set ${sql.raw(
      columns
        .split(' ')
        .map((name) => `${name} = a.${name}`)
        .join(', '),
    )} from zone_outer.blob a where b.ref = ${one} and a.ref = ${from}`.execute(zone.database.db);
  await copy(two, 'inline');
  await assert.rejects(revealWith()(actor, one, 'test'), /address promises/);
  await copy(two, 'inline address');
  await assert.rejects(revealWith()(actor, one, 'test'), /authenticate/);
  await copy(two, 'inline address wrapped_key');
  await assert.rejects(revealWith()(actor, one, 'test'), /authenticate/);
  await copy(other, 'inline address wrapped_key compartment');
  await assert.rejects(revealWith()(actor, one, 'test'), /authenticate/);
});

test('a transaction that fails leaves no blob, and what it wrote aside is unreadable', async () => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from zone_outer.blob`.execute(
    zone.database.db,
  );
  await assert.rejects(
    zone.database.transaction(async (tx) => {
      await makeCompartment(tx, zone.keys, 'failing', zone.clock.now());
      const blob = { kind, subject: 'failing', log, compartment: 'failing' };
      await zone.blobs.put(tx, blob, Buffer.alloc(large, 'plain text'), steadyClock().now());
      throw new Error('and then it failed');
    }),
    /then it failed/,
  );
  const after = await sql<{ n: number }>`select count(*) as n from zone_outer.blob`.execute(
    zone.database.db,
  );
  assert.equal(after.rows[0]?.n, rows[0]?.n);
  const names = await readdir(join(folder, 'blobs', 'outer'), { recursive: true });
  const files = names.filter((name) => /[0-9a-f]{64}$/.test(name));
  assert.ok(files.length >= 4);
  assert.ok(!names.some((name) => name.endsWith('.part')));
  for (const name of files)
    assert.equal((await readFile(join(folder, 'blobs', 'outer', name))).indexOf('plain text'), -1);
});
