/** Tiles and checkpoints on real PostgreSQL: what is signed, when, by whom, and when not any more. */
import assert from 'node:assert/strict';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import pg from 'pg';
import { standingClock } from '#platform/clock';
import type { ZoneParts } from '#platform/context';
import { sql } from '#platform/db';
import {
  consistencyProof,
  inclusionProof,
  openNote,
  parseCheckpoint,
  rootOf,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
  type Checkpoint,
} from '#standards/tlog';
import { migratedDatabase, sequenceAll, signAll, testHost, testKeys, zoneOf } from '#test/server';
import {
  appendEvents,
  bodiesOf,
  Checkpointer,
  checkpointKeyOf,
  entriesOf,
  leafHashesOf,
  logIdOf,
  logs,
  tilesAt,
  type LogName,
} from './index.ts';

let database: Awaited<ReturnType<typeof migratedDatabase>>;
let outer: ZoneParts;
const clock = standingClock('2026-11-25T08:00:00Z');

before(async () => {
  database = await migratedDatabase();
  outer = zoneOf('outer', database.url, '/nowhere', clock);
});
after(async () => {
  await outer.database.close();
  await database.drop();
});

const later = (ms: number) => clock.moveTo(new Date(clock.now().getTime() + ms));
const sign = () => signAll(outer, clock);

async function append(log: LogName, count: number): Promise<void> {
  const draft = (n: number) => ({
    log,
    type: 'test.happened',
    version: 1,
    at: clock.now(),
    actor: 'service:test',
    subject: 'case_x',
    payload: { n },
  });
  const drafts = Array.from({ length: count }, (_, n) => draft(n));
  await outer.database.transaction((tx) => appendEvents(tx, 'outer', drafts));
}

const sequence = () => sequenceAll(outer);

/**
 * As long a log as one wishes without its events: the tiler reads leaves only. In pieces, because a long
 * transaction holds back what other tests wait for.
 */
async function fill(log: LogName, size: number): Promise<void> {
  const { db } = outer.database;
  await sql`insert into zone_outer.log (log, size) values (${log}, ${size})`.execute(db);
  for (let from = 0; from < size; from += 2000) {
    const to = Math.min(size, from + 2000) - 1;
    await sql`insert into zone_outer.leaf (log, index, position, hash)
      select ${log}, n, -${(filled += 1_000_000)}::bigint - n, sha256(int8send(n)) from generate_series(${from}::bigint, ${to}::bigint) n`.execute(
      db,
    );
  }
}
/** Positions below those of events, each once. */
let filled = 0;

async function checkpointsOf(log: LogName): Promise<(Checkpoint & { at: Date })[]> {
  const { rows } = await sql<{ note: string; at: Date }>`
    select note, at from zone_outer.checkpoint where log = ${log} order by size`.execute(
    outer.database.db,
  );
  return rows.map(({ note, at }) => {
    const key = checkpointKeyOf(testKeys.outer, `${testHost}/${logIdOf(testKeys.outer, log)}`);
    const { text, verified } = openNote(note, [key]);
    assert.equal(verified.length, 1);
    const checkpoint = parseCheckpoint(text);
    assert.equal(checkpoint.origin, key.name);
    return { ...checkpoint, at };
  });
}

async function asOwner(text: string, values: unknown[] = []): Promise<void> {
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(text, values).finally(() => owner.end());
}

describe('a checkpoint', () => {
  it('is signed when a log grew, by a key for nothing else, under a name that tells nothing', async () => {
    const log = logs.finder('org_secret');
    await append(log, 3);
    await sequence();
    await sign();
    const [checkpoint, ...others] = await checkpointsOf(log);
    assert.equal(others.length, 0);
    assert.equal(checkpoint?.size, 3);
    const hashes = await leafHashesOf(outer.database.db, 'outer', log, 0, 3);
    assert.deepEqual(checkpoint.root, treeRoot(hashes));
    assert.match(checkpoint.origin, /^test\.example\/[0-9a-f]{32}$/);
    assert.notEqual(logIdOf(testKeys.office, log), logIdOf(testKeys.outer, log));
    const publicOf = (key: KeyObject) => createPublicKey(key).export({ format: 'jwk' }).x;
    const { signing, checkpointSigning } = testKeys.outer;
    assert.notEqual(publicOf(checkpointSigning), publicOf(signing), 'receipts have another key');
  });

  it('comes at most once a second, and none without growth', async () => {
    const log = logs.case('case_paced');
    const size = async () => (await checkpointsOf(log)).at(-1)?.size;
    await append(log, 1);
    await sequence();
    await sign();
    await append(log, 1);
    await sequence();
    later(999);
    await sign();
    assert.equal(await size(), 1);
    later(1);
    await sign();
    assert.equal(await size(), 2);
    const [, at] = (await checkpointsOf(log)).map((checkpoint) => checkpoint.at);
    later(60_000);
    await sign();
    assert.deepEqual((await checkpointsOf(log))[1]?.at, at);
  });

  it('is not kept back by a clock that once ran fast', async () => {
    const log = logs.case('case_fast');
    await append(log, 1);
    await sequence();
    await signAll(outer, standingClock(new Date(clock.now().getTime() + 86_400_000)));
    await append(log, 1);
    await sequence();
    await sign();
    assert.equal((await checkpointsOf(log)).at(-1)?.size, 2);
  });

  it('keeps the origin it was first signed under when the installation takes another name', async () => {
    const log = logs.case('case_renamed');
    await append(log, 1);
    await sequence();
    await sign();
    later(1000);
    await append(log, 1);
    await sequence();
    await new Checkpointer({ ...outer, host: 'new.example', onDefect: assert.ifError }).step();
    assert.deepEqual(
      (await checkpointsOf(log)).map(({ size }) => size),
      [1, 2],
    );
  });

  it('is one of at most 53 kept, the last of each power of two', async () => {
    const log = logs.case('case_history');
    for (let size = 1; size <= 20; size++) {
      await append(log, 1);
      await sequence();
      later(1000);
      await sign();
    }
    const sizes = (await checkpointsOf(log)).map(({ size }) => size);
    assert.deepEqual(sizes, [1, 3, 7, 15, 20]);
  });
});

describe('tiles', () => {
  it('lead to the same root as all leaves do, at sizes around whole tiles', async () => {
    const log = logs.operator('org_large');
    const size = 66_000;
    await fill(log, size);
    await sign();
    const { db } = outer.database;
    const leaves = await leafHashesOf(db, 'outer', log, 0, size);
    const signed = (await checkpointsOf(log)).at(-1);
    assert.deepEqual(signed?.root, treeRoot(leaves));
    for (const at of [1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 65_792, size])
      assert.deepEqual(
        await rootOf(tilesAt(db, 'outer', log, size), at),
        treeRoot(leaves.slice(0, at)),
        `at ${at}`,
      );
    const { rows } = await sql<{ level: number; n: number }>`
      select level, count(*) as n from zone_outer.tile_hash where log = ${log} group by level order by level`.execute(
      db,
    );
    assert.deepEqual(rows, [
      { level: 1, n: 257 },
      { level: 2, n: 1 },
    ]);
  });

  it('are not made over a leaf that is missing, and other logs are signed all the same', async () => {
    const [torn, whole] = [logs.operator('org_torn'), logs.operator('org_whole')];
    await fill(torn, 300);
    await fill(whole, 300);
    await asOwner(`delete from zone_outer.leaf where log = $1 and index = 100`, [torn]);
    const defects: unknown[] = [];
    const onDefect = (error: unknown) => defects.push(error);
    const checkpointer = new Checkpointer({ ...outer, host: testHost, onDefect });
    await checkpointer.step();
    await checkpointer.step();
    assert.match(String(defects), /^Error: log `operator:org_torn` is not signed any more/);
    assert.equal(defects.length, 1, 'told once');
    assert.deepEqual(await checkpointsOf(torn), []);
    assert.equal((await checkpointsOf(whole)).length, 1);
    await asOwner(`delete from zone_outer.log where log = $1`, [torn]);
  });
});

describe('history', () => {
  it('that was rewritten behind the checkpoint is not signed', async () => {
    const log = logs.case('case_rewritten');
    await append(log, 5);
    await sequence();
    await sign();
    await asOwner(
      `update zone_outer.leaf set hash = sha256('another') where log = $1 and index = 2`,
      [log],
    );
    await append(log, 1);
    await sequence();
    later(1000);
    await assert.rejects(sign(), /its first 5 entries are not those of its last checkpoint/);
    assert.equal((await checkpointsOf(log)).at(-1)?.size, 5);
    await asOwner(`delete from zone_outer.log where log = $1`, [log]);
  });

  it('stays provable when bodies are deleted', async () => {
    const log = logs.finder('org_deleting');
    await append(log, 300);
    await sequence();
    later(1000);
    await sign();
    const { db } = outer.database;
    const read = async () => ({
      entries: await entriesOf(db, 'outer', log, 0, 300),
      proof: await inclusionProof(tilesAt(db, 'outer', log, 300), 17, 300),
      root: (await checkpointsOf(log)).at(-1)?.root,
    });
    const before = await read();
    await sql`delete from zone_outer.event_body where position in
      (select position from zone_outer.leaf where log = ${log} and index between 10 and 20)`.execute(
      db,
    );
    assert.deepEqual(await read(), before);
    const kept = (await bodiesOf(db, 'outer', log, 0, 256)).map(({ index }) => index);
    assert.equal(kept.length, 245);
    assert.ok(!kept.includes(17) && kept.includes(9) && kept.includes(21));
  });
});

type Move = { log: number; grow: number } | 'sequence' | 'sign';

describe('however appending, sequencing and signing interleave', () => {
  const moves = fc.array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({
          log: fc.nat(2),
          grow: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 200, max: 300 })),
        }),
      },
      { weight: 2, arbitrary: fc.constant<Move>('sequence') },
      { weight: 3, arbitrary: fc.constant<Move>('sign') },
    ),
    { minLength: 4, maxLength: 16 },
  );
  let run = 0;

  it('every proof verifies, every checkpoint continues each before it, and each log is its own', async () => {
    let verified = 0;
    await fc.assert(
      fc.asyncProperty(moves, fc.nat(), async (steps: Move[], pick) => {
        const names = [0, 1, 2].map((n) => logs.finder(`org_${run}_${n}`));
        run += 1;
        const seen = new Map<LogName, Checkpoint[]>(names.map((name) => [name, []]));
        const grown = new Map<LogName, number>(names.map((name) => [name, 0]));
        for (const step of [...steps, 'sequence' as const, 'sign' as const]) {
          if (step === 'sequence') await sequence();
          else if (step !== 'sign') {
            const name = names[step.log] as LogName;
            await append(name, step.grow);
            grown.set(name, (grown.get(name) ?? 0) + step.grow);
          } else {
            later(1000);
            await sign();
            for (const name of names)
              verified += await provedAll(name, seen.get(name) as Checkpoint[], pick);
          }
        }
        // Its size is what was appended to it, whatever became of the others.
        for (const name of names)
          assert.equal(seen.get(name)?.at(-1)?.size ?? 0, grown.get(name), name);
        const origins = [...seen.values()].flatMap((all) => all.map(({ origin }) => origin));
        const logsSigned = [...seen.values()].filter((all) => all.length > 0).length;
        assert.equal(new Set(origins).size, logsSigned);
      }),
      { numRuns: 12 },
    );
    assert.ok(verified > 60, `${verified} proofs`);
  });
});

/** Inclusion of three entries and consistency from every checkpoint seen before. */
async function provedAll(log: LogName, seen: Checkpoint[], pick: number): Promise<number> {
  const latest = (await checkpointsOf(log)).at(-1);
  if (latest === undefined) return 0;
  const { db } = outer.database;
  const { size, root } = latest;
  const read = tilesAt(db, 'outer', log, size);
  const leaves = await leafHashesOf(db, 'outer', log, 0, size);
  let verified = 0;
  for (const index of new Set([0, pick % size, size - 1])) {
    const proof = await inclusionProof(read, index, size);
    const leafHash = leaves[index] as Buffer;
    assert.ok(verifyInclusion({ index, size, leafHash, proof, root }));
    verified += 1;
  }
  for (const before of seen) {
    const proof = await consistencyProof(read, before.size, size);
    const roots = { fromRoot: before.root, toRoot: root };
    assert.ok(verifyConsistency({ from: before.size, to: size, ...roots, proof }));
    verified += 1;
  }
  if (seen.at(-1)?.size !== size) seen.push(latest);
  return verified;
}
