/** Witnesses that answer, stay away, talk nonsense or hold another history; checkpoints come regardless. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { standingClock } from '#platform/clock';
import type { ZoneParts } from '#platform/context';
import { sql } from '#platform/db';
import { openNote } from '#standards/tlog';
import { migratedDatabase, sequenceAll, signAll, testHost, testKeys, zoneOf } from '#test/server';
import {
  appendEvents,
  checkpointKeyOf,
  Cosigner,
  logIdOf,
  logs,
  parseWitnesses,
  type LogName,
} from './index.ts';
import { startTestWitness, type TestWitness } from './witness.fixture.ts';

let database: Awaited<ReturnType<typeof migratedDatabase>>;
let outer: ZoneParts;
let near: TestWitness;
let far: TestWitness;
let defects: string[];
const clock = standingClock('2026-11-25T08:00:00Z');

before(async () => {
  database = await migratedDatabase();
  outer = zoneOf('outer', database.url, '/nowhere', clock);
  near = await startTestWitness('near.example');
  far = await startTestWitness('far.example');
});
after(async () => {
  await near.close();
  await far.close();
  await outer.database.close();
  await database.drop();
});
beforeEach(() => {
  defects = [];
  near.instead = undefined;
  far.instead = undefined;
});

const keyOf = (log: LogName) =>
  checkpointKeyOf(testKeys.outer, `${testHost}/${logIdOf(testKeys.outer, log)}`);

/** A log with entries and a signed checkpoint, known to both witnesses. */
async function grow(log: LogName, count: number): Promise<void> {
  const drafts = Array.from({ length: count }, (_, n) => ({
    log,
    type: 'test.happened',
    version: 1,
    at: clock.now(),
    actor: 'service:test',
    subject: 'case_x',
    payload: { n },
  }));
  await outer.database.transaction((tx) => appendEvents(tx, 'outer', drafts));
  await sequenceAll(outer);
  clock.moveTo(new Date(clock.now().getTime() + 1000));
  await signAll(outer, clock);
  for (const witness of [near, far])
    if (!witness.logs.some(({ name }) => name === keyOf(log).name)) witness.logs.push(keyOf(log));
}

const cosigner = (witnesses: TestWitness[] = [near, far]) =>
  new Cosigner({
    database: outer.database,
    witnesses,
    clock,
    onDefect: (error) => defects.push(String(error)),
  });

/** Names of those that signed the latest checkpoint, the log first. */
async function signersOf(log: LogName): Promise<string[]> {
  const { rows } = await sql<{ note: string }>`
    select note from zone_outer.signed_log join zone_outer.checkpoint using (log, size) where log = ${log}`.execute(
    outer.database.db,
  );
  const keys = [keyOf(log), near.key, far.key];
  return openNote(rows[0]?.note ?? '', keys).verified.map(({ key }) => key.name);
}

test('each checkpoint is cosigned, shown with a proof that it continues the last', async () => {
  const log = logs.case('case_cosigned');
  for (const count of [3, 1, 300]) {
    await grow(log, count);
    assert.deepEqual(await signersOf(log), [keyOf(log).name]);
    assert.equal(await cosigner().step(), 1);
    assert.deepEqual(await signersOf(log), [keyOf(log).name, 'near.example', 'far.example']);
    assert.equal(await cosigner().step(), 0, 'nothing is left to ask');
  }
  assert.equal(near.latest.get(keyOf(log).name)?.size, 304);
  assert.deepEqual(defects, []);
});

test('a witness that is away is left alone for a while and holds nobody up', async () => {
  const log = logs.case('case_away');
  far.instead = { status: 503, text: 'later\n' };
  await grow(log, 2);
  const one = cosigner();
  await one.step();
  assert.deepEqual(await signersOf(log), [keyOf(log).name, 'near.example']);
  assert.equal(await one.step(), 0, 'not asked again at once');
  clock.moveTo(new Date(clock.now().getTime() + 10_000));
  const asked = [near.asked, far.asked];
  assert.equal(await one.step(), 1);
  assert.deepEqual([near.asked, far.asked], asked, 'one has signed, the other rests');
  far.instead = undefined;
  clock.moveTo(new Date(clock.now().getTime() + 10_000));
  await cosigner().step();
  assert.deepEqual(await signersOf(log), [keyOf(log).name, 'near.example', 'far.example']);
});

test('what is no cosignature of the witness is not kept', async () => {
  const log = logs.case('case_nonsense');
  await grow(log, 2);
  const foreign = '— far.example AAAAAAAA\n';
  const texts = ['', 'nonsense\n', foreign, `${foreign}${foreign}`, 'x'.repeat(20_000), '\u0000\n'];
  for (const text of texts) {
    far.instead = { status: 200, text };
    await cosigner([far]).step();
    assert.deepEqual(await signersOf(log), [keyOf(log).name], JSON.stringify(text.slice(0, 20)));
    clock.moveTo(new Date(clock.now().getTime() + 10_000));
  }
  for (const answer of [
    { status: 409, text: '1.5\n' },
    { status: 409, text: '-1\n' },
    { status: 302, text: '' },
    { status: 404, text: 'no such log\n' },
    { status: 413, text: 'too large\n' },
  ]) {
    far.instead = answer;
    await cosigner([far]).step();
    clock.moveTo(new Date(clock.now().getTime() + 10_000));
  }
  assert.deepEqual(await signersOf(log), [keyOf(log).name]);
  assert.deepEqual(defects, [], 'none of it says that the log is wrong');
  far.instead = undefined;
  await cosigner([far]).step();
  assert.deepEqual(await signersOf(log), [keyOf(log).name, 'far.example']);
});

test('a witness that saw another history raises an alarm once, and signs nothing', async () => {
  const log = logs.case('case_forked');
  await grow(log, 4);
  const { name } = keyOf(log);
  const one = cosigner([near]);
  for (const [size, seed] of [
    [4, 1],
    [2, 2],
    [9, 3],
  ] as const) {
    near.latest.set(name, { size, root: Buffer.alloc(32, seed) });
    await one.step();
    clock.moveTo(new Date(clock.now().getTime() + 10_000));
  }
  assert.deepEqual(await signersOf(log), [name]);
  assert.equal(defects.length, 1);
  assert.match(defects[0] ?? '', /case_forked.*`near.example` has cosigned another history/);
});

test('two workers ask about a checkpoint once', async () => {
  const log = logs.case('case_twice');
  // What is left from before is not due again yet.
  await cosigner([near]).step();
  const before = near.asked;
  await grow(log, 1);
  const taken = await Promise.all([cosigner([near]).step(), cosigner([near]).step()]);
  assert.deepEqual(taken.sort(), [0, 1]);
  assert.equal(near.asked, before + 1);
});

test('a list of witnesses says what is wrong with it', () => {
  const entry = { vkey: near.key.vkey, url: near.url };
  const [witness] = parseWitnesses(JSON.stringify([entry]));
  assert.deepEqual([witness?.key.name, witness?.url], ['near.example', near.url]);
  const plain = checkpointKeyOf(testKeys.outer, 'plain.example').vkey;
  for (const [list, fault] of [
    ['{', /list of witnesses is/],
    ['{}', /list of witnesses is/],
    [JSON.stringify([{ ...entry, url: 'ftp://x.example' }]), /list of witnesses is/],
    [JSON.stringify([{ ...entry, more: 1 }]), /list of witnesses is/],
    [JSON.stringify(Array.from({ length: 17 }, () => entry)), /at most 16/],
    [JSON.stringify([entry, entry]), /twice/],
    [JSON.stringify([{ ...entry, vkey: plain }]), /type 4/],
    [JSON.stringify([{ ...entry, vkey: 'x' }]), /verifier key/],
  ] as const)
    assert.throws(() => parseWitnesses(list), fault, list);
});
