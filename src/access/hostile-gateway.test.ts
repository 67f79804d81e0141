/**
 * A gateway that lies, a bit at a time: nothing false is believed, nothing is stored of it, and what is said
 * of it repeats none of its words.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import {
  emptyRoot,
  formatCheckpoint,
  newSigner,
  openNote,
  parseCheckpoint,
  signNote,
} from '#standards/tlog';
import { plant } from '#test/sealed';
import { openStage, type AccessStage } from './access.fixture.ts';
import { openGateways, type Gateways } from './gateways.ts';
import { startLogGateway, type LogGateway } from './log-gateway.fixture.ts';
import { GarbledAnswer, look, type Look } from './look.ts';
import { mirrorOf } from './mirror-store.ts';
import { pullOnce } from './pull.ts';
import { showSubmission } from './queries.ts';
import { readerIdentity } from './reader.ts';
import { connected, submissionById } from './submission-store.ts';

let stage: AccessStage;
let gateways: Gateways;
const opened: LogGateway[] = [];

before(async () => {
  stage = await openStage();
  gateways = openGateways(readerIdentity(stage.inner.keys, new Date()));
});
afterEach(async () => {
  for (const gateway of opened.splice(0)) await gateway.stop();
});
after(async () => {
  gateways.close();
  await stage.close();
});

async function engagement(entries: number): Promise<{ id: string; gateway: LogGateway }> {
  const started = await startLogGateway(stage);
  opened.push(started.gateway);
  for (let n = 0; n < entries; n++) started.gateway.writeBody(`{"n":${n}}`);
  return started;
}

const nothingHeld = {
  size: 0,
  root: emptyRoot(),
  readTile: async () => Promise.reject(new Error('nothing is held')),
};

async function lookAt(id: string, gateway: LogGateway): Promise<Look> {
  const submission = await submissionById(stage.inner.database.db, id);
  assert.ok(submission);
  return await look(gateways.of(connected(submission)), gateway.log.key, nothingHeld);
}

function flipped(body: Buffer | string, at: number): Buffer {
  const bytes = Buffer.from(body);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes;
}

/** What a look believed, without the bodies: those a gateway may withhold. */
const believed = (seen: Look) =>
  seen.kind === 'grown'
    ? { ...seen, entries: seen.entries.map(({ index, entry }) => ({ index, entry })) }
    : seen;

test('one bit flipped in whatever it serves is never believed', async () => {
  // More than one look takes, so that tiles are read too.
  const { id, gateway } = await engagement(4300);
  const files = gateway.files();
  const serve = (path: string, body: Buffer | string) =>
    gateway.instead.set(path, { status: 200, body });
  for (const [path, body] of files) serve(path, body);
  const honest = await lookAt(id, gateway);
  assert.equal(honest.kind, 'grown');
  const read = [...new Set(gateway.asked)].filter((path) => files.has(path));
  assert.ok(read.filter((path) => path.startsWith('log/tile/entries/')).length === 16);
  assert.ok(read.some((path) => path.startsWith('log/tile/0/')));
  let refused = 0;
  for (const path of read) {
    const body = files.get(path) ?? '';
    const last = Buffer.byteLength(body) - 1;
    for (const at of [0, last >> 1, last]) {
      serve(path, flipped(body, at));
      const seen = await lookAt(id, gateway).catch((error: unknown) => error);
      serve(path, body);
      if (seen instanceof GarbledAnswer) refused += 1;
      // A hash of a tile that no proof needed, or a body whose place was made another's.
      else assert.deepEqual(believed(seen as Look), believed(honest), `${path} ${at}`);
      const isOptional = /^log\/(tile\/\d|bodies)/.test(path);
      assert.ok(seen instanceof GarbledAnswer || isOptional, `${path} ${at}`);
    }
  }
  assert.ok(refused > 2 * read.length, `${refused} of ${3 * read.length} were refused`);
});

test('a checkpoint of another log, or of a size or root that its entries do not make, is refused', async () => {
  const { id, gateway } = await engagement(5);
  const { log } = gateway;
  const note = String(gateway.files().get('log/checkpoint'));
  const { root } = parseCheckpoint(openNote(note, [log.key]).text);
  const signed = (change: { origin?: string; size?: number; root?: Buffer }, by = log) =>
    signNote(formatCheckpoint({ origin: log.key.name, size: 5, root, ...change }), [by]);
  const stranger = newSigner(log.key.name);
  const otherOrigin = newSigner('larch.example/other');
  const cases: [string, string][] = [
    ['another root', signed({ root: Buffer.alloc(32, 7) })],
    ['more entries than there are', signed({ size: 9 })],
    ['as many as can be counted', signed({ size: Number.MAX_SAFE_INTEGER })],
    ['another log’s origin under this log’s key', signed({ origin: 'larch.example/other' })],
    ['this origin under another key of the same name', signed({}, stranger)],
    ['another log altogether', signed({ origin: otherOrigin.key.name }, otherOrigin)],
    ['none, but bytes', '\u0000\u0001'],
    ['nothing', ''],
  ];
  for (const [name, body] of cases) {
    gateway.instead.set('log/checkpoint', { status: 200, body });
    await pullOnce(stage.worker, gateways, id);
    const { state, size, checkpoint } = await mirrorOf(stage.inner.database.db, id);
    assert.deepEqual([name, state, size, checkpoint], [name, 'garbled', 0, null]);
  }
});

test('what is said of a gateway repeats no word of what it answered', async () => {
  const canary = plant('answer');
  const { word } = canary;
  const { id, gateway } = await engagement(5);
  const html = `<html>${word} 10.0.0.7:5432</html>`;
  const answers: [string, number, string][] = [
    ['standing', 200, html],
    ['standing', 302, word],
    ['standing', 500, word],
    ['standing', 200, JSON.stringify({ submission: word, origin: word, grants: [] })],
    ['standing', 200, JSON.stringify({ submission: id, origin: word, grants: [] })],
    ['standing', 200, JSON.stringify({ submission: id, origin: gateway.origin, grants: [word] })],
    ['log/checkpoint', 200, html],
    ['log/checkpoint', 500, word],
    ['log/checkpoint', 200, `${word}\n5\nAAAA\n\n— ${word} AAAA\n`],
    ['log/checkpoint', 200, signNote(`${word}\n5\n${word}\n`, [gateway.log])],
    ['log/checkpoint', 200, signNote(`${gateway.origin}\n5\n${word}\n`, [gateway.log])],
    ['log/tile/entries/000.p/5', 200, html],
    ['log/tile/entries/000.p/5', 403, word],
    ['log/bodies/000', 200, html],
    ['log/bodies/000', 200, JSON.stringify({ index: word, salt: word, body: word })],
    [
      'log/bodies/000',
      200,
      `{"index":1,"salt":"${Buffer.alloc(32).toString('base64')}","body":"${word}"}\n`,
    ],
  ];
  const told = new Set<string>();
  for (const [path, status, body] of answers) {
    gateway.instead.set(path, { status, body });
    await pullOnce(stage.worker, gateways, id);
    gateway.instead.delete(path);
    for (const who of ['dara', 'eli', 'olga'] as const) {
      const seen = await showSubmission(stage.people[who].ctx, id);
      const problem = seen.gateway?.problem ?? '';
      assert.equal(seen.gateway?.state, 'garbled', body);
      assert.ok(!canary.isIn(Buffer.from(JSON.stringify(seen))), problem);
      assert.doesNotMatch(problem, /10\.0\.0|\n|\.ts|at \w+ \(/);
      told.add(problem);
    }
  }
  assert.ok(told.size > 8, [...told].join('; '));
  const { rows } = await stage.asOwner<{ text: string }>(
    `select m::text as text from access.gateway_mirror m union all select b.body from zone_inner.event_body b
     union all select l::text from access.pulled_leaf l`,
  );
  assert.ok(rows.length > 5 && !rows.some(({ text }) => canary.isIn(Buffer.from(text))));
});
