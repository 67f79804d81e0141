/** Destruction on a real database: by two people, of everything sealed, and the ledger proves the same after. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { service } from '#platform/auth';
import { contextOf } from '#platform/context';
import { sql } from '#platform/db';
import {
  bodiesOf,
  checkpointKeyOf,
  entriesOf,
  eventsOf,
  findSignedLog,
  logIdOf,
  logs,
  readTile,
  tilesAt,
  type OpenedLog,
} from '#platform/ledger';
import { Refusal } from '#platform/problems';
import {
  encodeBundle,
  entryOf,
  formatBodies,
  inclusionProof,
  leafHash,
  openNote,
  parseCheckpoint,
  parseTilePath,
  verifyInclusion,
  verifyLog,
  type LogSource,
} from '#standards/tlog';
import { sequenceAll, signAll } from '#test/server';
import { unseal } from '../platform/seal/envelope.ts';
import { askAgain } from './commands/ask-question.ts';
import { askDestruction, destroyMaterial } from './commands/destroy-material.ts';
import { placeCanary } from './commands/place-canary.ts';
import { destructionReceipt, showDestruction } from './destruction-queries.ts';
import { deliverAll, findingBy, measuredRun, proposedReport } from './material.fixture.ts';
import { submissionFor } from './partnership.fixture.ts';
import { listReads, openMaterial } from './read-queries.ts';
import {
  declareInterest,
  openReview,
  question,
  withdrawEngagement,
  type ReviewName,
  type ReviewStage,
} from './review.fixture.ts';

let stage: ReviewStage;
before(async () => void (stage = await openReview()));
after(() => stage.close());

const ctx = (name: ReviewName) => stage.ctx(name);
const because = 'the engagement is over and its terms ask for it';
const refusal = (code: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code;
const gone = refusal('not_found');
const everyone: ReviewName[] = ['dara', 'dov', 'eli', 'esra', 'emil', 'deb', 'drew', 'olga', 'pia'];

/** An engagement with sealed material of several kinds. */
async function withMaterial(): Promise<string> {
  const run = await measuredRun(stage);
  const { submissionId } = run;
  const { descriptor, contact } = question(stage);
  await askAgain(ctx('dara'), submissionId, { descriptor, contact, isConfidential: true });
  await findingBy(stage, run.runId);
  await proposedReport(stage, run);
  await deliverAll(stage);
  return submissionId;
}

async function blobsOf(compartment: string) {
  const { rows } = await sql<{ ref: string; kind: string; wrapped_key: Buffer }>`
    select ref, kind, wrapped_key from zone_inner.blob where compartment = ${compartment}
  `.execute(stage.access.inner.database.db);
  return rows;
}

/** Which kept keys open a blob, for whoever has all rows and the zone's own key. */
async function compartmentsThatOpen({ ref, wrapped_key }: { ref: string; wrapped_key: Buffer }) {
  const { inner } = stage.access;
  const { rows } = await sql<{ id: string; wrapped_key: Buffer | null }>`
    select id, wrapped_key from zone_inner.compartment`.execute(inner.database.db);
  assert.ok(rows.length > 1);
  return rows.flatMap(({ id, wrapped_key: wrapped }) => {
    if (wrapped === null) return [];
    try {
      const key = unseal(inner.keys.wrapping, `compartment:${id}`, wrapped);
      unseal(key, `blob-key:${ref}`, wrapped_key);
      return [id];
    } catch {
      return [];
    }
  });
}

async function signedLogOf(submissionId: string): Promise<OpenedLog> {
  const { inner } = stage.access;
  await sequenceAll(inner);
  stage.pass(2000);
  await signAll(inner, stage.clock);
  const id = logIdOf(inner.keys, logs.engagement(submissionId));
  const found = await findSignedLog(
    inner.database.db,
    'inner',
    new Map([['engagement', 'every']]),
    id,
  );
  assert.ok(found);
  return found;
}

function sourceOf({ log, size, note }: OpenedLog): LogSource {
  const { db } = stage.access.inner.database;
  return {
    async read(path) {
      if (path === 'checkpoint') return Buffer.from(note);
      if (path.startsWith('bodies/')) {
        return Buffer.from(formatBodies(await bodiesOf(db, 'inner', log, 0, size)));
      }
      const place = parseTilePath(path);
      if (place === undefined) return undefined;
      return 'entries' in place
        ? encodeBundle(await entriesOf(db, 'inner', log, 0, size))
        : await readTile(db, 'inner', log, place);
    },
  };
}

/** Every entry of the log, by its own proof; returns how many. */
async function proveAll(opened: OpenedLog): Promise<number> {
  const { inner } = stage.access;
  const logKey = checkpointKeyOf(inner.keys, opened.origin);
  const { text } = openNote(opened.note, [logKey]);
  const { size, root } = parseCheckpoint(text);
  const report = await verifyLog(sourceOf(opened), { logKey, witnesses: [], quorum: 'all' });
  assert.deepEqual([report.isProved, report.findings], [true, []]);
  assert.equal(report.disclosed, size);
  const entries = await entriesOf(inner.database.db, 'inner', opened.log, 0, size);
  const tiles = tilesAt(inner.database.db, 'inner', opened.log, size);
  for (let index = 0; index < size; index++) {
    const proof = await inclusionProof(tiles, index, size);
    const leaf = leafHash(entries[index] ?? Buffer.alloc(0));
    assert.ok(verifyInclusion({ index, size, leafHash: leaf, proof, root }), `entry ${index}`);
  }
  return size;
}

test('after destruction nothing opens the material, and every entry of the ledger still proves itself', async () => {
  const submissionId = await withMaterial();
  const kept = await withMaterial();
  const before = await blobsOf(submissionId);
  assert.deepEqual([...new Set(before.map(({ kind }) => kind))].sort(), [
    'access.runner_name',
    'evaluation.finding',
    'evaluation.report',
    'review.canary',
    'review.question',
  ]);
  for (const blob of before) assert.deepEqual(await compartmentsThatOpen(blob), [submissionId]);
  const finding = before.find(({ kind }) => kind === 'evaluation.finding')?.ref ?? '';
  const plain = await openMaterial(ctx('eli'), { submissionId, ref: finding }, 'to look at it');
  assert.match(plain.toString(), /repairs what it finds/);
  const grown = await proveAll(await signedLogOf(submissionId));

  await withdrawEngagement(ctx('dara'), submissionId);
  await askDestruction(ctx('dara'), submissionId, because);
  await destroyMaterial(ctx('esra'), submissionId);

  let refusedForKey = 0;
  for (const { ref } of before) {
    for (const name of everyone) {
      const opened = await ctx(name)
        .reveal(ctx(name).actor, ref, 'to try')
        .catch((error: unknown) => error);
      assert.ok(opened instanceof Refusal, `${name} opened ${ref}`);
      if (opened.code === 'content_destroyed') refusedForKey += 1;
      else assert.equal(opened.code, 'not_found');
    }
    await assert.rejects(
      stage.access.inner.database.transaction((tx) => ctx('eli').blobs.openUnlogged(tx, ref)),
      refusal('content_destroyed'),
    );
  }
  assert.ok(refusedForKey > 10, `${refusedForKey} reads that policy let through`);
  // Whoever has a copy of all rows of now, and the zone's key.
  for (const blob of await blobsOf(submissionId))
    assert.deepEqual(await compartmentsThatOpen(blob), []);
  for (const blob of await blobsOf(kept))
    assert.deepEqual(await compartmentsThatOpen(blob), [kept]);

  const opened = await signedLogOf(submissionId);
  assert.ok((await proveAll(opened)) > grown);
  const receipt = await destructionReceipt(ctx('dara'), submissionId);
  assert.match(receipt, new RegExp(`^sealed items ${before.length}$`, 'm'));
  assert.match(receipt, /^asked for by dara at .*$\n^destroyed by esra at /m);
  assert.ok(receipt.includes(`log ${logIdOf(stage.access.inner.keys, opened.log)}\n`));
  const event = /^event (\S{43})$/m.exec(receipt)?.[1] ?? '';
  const entries = await entriesOf(
    stage.access.inner.database.db,
    'inner',
    opened.log,
    0,
    opened.size,
  );
  const entry = entryOf(Buffer.from(event, 'base64url'));
  assert.equal(entries.filter((each) => each.equals(entry)).length, 1, 'the receipt’s event');
  // Who read it before is still there to see.
  await deliverAll(stage);
  const { items } = await listReads(ctx('dara'), submissionId, { limit: 100, onlyUnusual: false });
  assert.ok(items.some(({ purpose }) => purpose === 'to look at it'));
});

test('destruction takes a withdrawn engagement and two people, of whichever side', async () => {
  for (const [first, second] of [
    ['dara', 'dov'],
    ['eli', 'dara'],
    ['dov', 'emil'],
  ] as const) {
    const submissionId = await submissionFor(stage);
    await assert.rejects(
      askDestruction(ctx(first), submissionId, because),
      refusal('engagement_going_on'),
    );
    await assert.rejects(destroyMaterial(ctx(second), submissionId), refusal('illegal_transition'));
    await withdrawEngagement(ctx('eli'), submissionId);
    await assert.rejects(destroyMaterial(ctx(second), submissionId), refusal('illegal_transition'));
    assert.deepEqual((await showDestruction(ctx(first), submissionId)).may, ['ask']);
    await askDestruction(ctx(first), submissionId, because);
    await assert.rejects(
      askDestruction(ctx(second), submissionId, because),
      refusal('destruction_asked'),
    );
    assert.deepEqual((await showDestruction(ctx(first), submissionId)).may, []);
    assert.deepEqual((await showDestruction(ctx(second), submissionId)).may, ['destroy']);
    await assert.rejects(destroyMaterial(ctx(first), submissionId), refusal('second_person'));
    await assert.rejects(destructionReceipt(ctx(first), submissionId), gone);
    await destroyMaterial(ctx(second), submissionId);
    await assert.rejects(destroyMaterial(ctx(second), submissionId), refusal('illegal_transition'));
    const { destruction, may } = await showDestruction(ctx(first), submissionId);
    assert.deepEqual([destruction?.state, destruction?.doneBy, may], ['done', second, []]);
  }
});

test('of two who destroy at once, one does', async () => {
  const submissionId = await submissionFor(stage);
  await withdrawEngagement(ctx('dara'), submissionId);
  await askDestruction(ctx('dara'), submissionId, because);
  const outcomes = await Promise.allSettled(
    (['dov', 'eli', 'esra'] as const).map((name) => destroyMaterial(ctx(name), submissionId)),
  );
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  const { db, zone } = stage.access.inner.database;
  await sequenceAll(stage.access.inner);
  const { items } = await eventsOf(
    db,
    zone,
    { log: logs.engagement(submissionId) },
    { limit: 100 },
  );
  const destroyed = items.filter(({ type }) => type === 'review.material_destroyed');
  assert.equal(destroyed.length, 1);
  assert.deepEqual(Object.keys(destroyed[0]?.payload ?? {}).sort(), ['askedBy', 'items']);
});

test('who is of neither side destroys nothing and, without standing, sees nothing', async () => {
  const submissionId = await submissionFor(stage);
  await withdrawEngagement(ctx('dara'), submissionId);
  await askDestruction(ctx('dara'), submissionId, because);
  for (const name of ['deb', 'olga'] as const) {
    assert.equal((await showDestruction(ctx(name), submissionId)).destruction?.state, 'asked');
    await assert.rejects(destroyMaterial(ctx(name), submissionId), refusal('forbidden'));
  }
  await declareInterest(ctx('esra'), submissionId, {
    hasInterest: true,
    words: 'owns shares of it',
  });
  for (const name of ['rhea', 'cai', 'pia', 'esra'] as const) {
    await assert.rejects(showDestruction(ctx(name), submissionId), gone);
    await assert.rejects(askDestruction(ctx(name), submissionId, because), gone);
    await assert.rejects(destroyMaterial(ctx(name), submissionId), gone);
    await assert.rejects(destructionReceipt(ctx(name), submissionId), gone);
  }
});

test('a decoy that comes late to destroyed material is not laid, and holds nothing up', async () => {
  const submissionId = await submissionFor(stage);
  await withdrawEngagement(ctx('dara'), submissionId);
  await askDestruction(ctx('dara'), submissionId, because);
  await destroyMaterial(ctx('eli'), submissionId);
  const { inner } = stage.access;
  const worker = contextOf(inner, service('review'));
  await inner.database.transaction((tx) => placeCanary(worker, tx, submissionId));
  assert.deepEqual(await blobsOf(submissionId), []);
});
