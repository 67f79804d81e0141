/** `witness` as one side runs it: what it cosigns, what it never does, and what it does not start with. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import {
  addSignatures,
  consistencyProof,
  formatAddCheckpoint,
  newSigner,
  openNote,
  parseVkey,
} from '#standards/tlog';
import { makeLog, testOrigin, tilesIn, type TestLog } from '#test/tlog';
import { assertEnded, done, running, sallyport, type Running } from './program.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-witness-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
const log = newSigner(testOrigin);
const sizes = [9, 20];
/** Two histories that one log signed. */
const [shown, rival] = ['one', 'two'].map((history) =>
  makeLog({ size: 20, earlier: sizes, history, log, witnesses: [], discloseEvery: 0 }),
) as [TestLog, TestLog];

let vkey: string;
before(async () => {
  const made = ['--name', 'tern.example/witness', '--out', at('witness.key')];
  ({ vkey } = await done<{ vkey: string }>(['keys', 'witness', ...made]));
  await done(['keys', 'new', '--name', 'tern/eli', '--out', at('eli.key')]);
});

const options = (name: string) => [
  ...['--key', at('witness.key'), '--log', log.key.vkey, '--folder', at(name), '--port', '0'],
];
async function witness(context: TestContext, name: string): Promise<Running & { url: string }> {
  const started = await running(['witness', ...options(name)], /key .*\n/);
  context.after(() => started.stop());
  const url = /at (http:\/\/127\.0\.0\.1:\d+)/.exec(started.printed())?.[1] ?? '';
  return { ...started, url };
}

async function add(url: string, from: TestLog, old: number, size: number) {
  const note = from.checkpoints.get(size) as string;
  const proof = await consistencyProof(tilesIn(from), old, size);
  const response = await fetch(`${url}/add-checkpoint`, {
    method: 'POST',
    body: formatAddCheckpoint({ old, proof, note }),
  });
  return { status: response.status, text: await response.text(), note };
}

test('cosigns a log that continues itself, under the key that it prints', async (context) => {
  const { url, printed } = await witness(context, 'sound');
  assert.match(printed(), new RegExp(`^witness tern\\.example/witness at http`));
  assert.ok(printed().includes(`log ${testOrigin}\n`) && printed().includes(`key ${vkey}\n`));
  for (const [old, size] of [
    [0, 9],
    [9, 20],
  ] as const) {
    const { status, text, note } = await add(url, shown, old, size);
    assert.equal(status, 200, text);
    const { verified } = openNote(addSignatures(note, [text]), [parseVkey(vkey)]);
    assert.equal(verified.length, 1);
    assert.ok(Math.abs((verified[0]?.timeS ?? 0) - Date.now() / 1000) < 60);
  }
});

test('refuses a fork and a log that went back, also after a restart', async (context) => {
  const first = await witness(context, 'fork');
  assert.equal((await add(first.url, shown, 0, 9)).status, 200);
  const refused = async (url: string) => {
    assert.equal((await add(url, rival, 9, 20)).status, 422, 'another history');
    assert.equal((await add(url, rival, 9, 9)).status, 409, 'another tree of the same size');
    assert.equal((await add(url, rival, 0, 9)).status, 409, 'the other history from its start');
  };
  await refused(first.url);
  assert.equal(await first.stop(), 0);
  const second = await witness(context, 'fork');
  await refused(second.url);
  assert.equal((await add(second.url, shown, 9, 20)).status, 200);
  assert.equal((await add(second.url, shown, 0, 9)).status, 409, 'it went back');
});

test('knows the logs that it was given, and no other', async (context) => {
  const { url } = await witness(context, 'other');
  const other = makeLog({
    size: 3,
    log: newSigner('other.example/log'),
    witnesses: [],
    discloseEvery: 0,
  });
  assert.equal((await add(url, other, 0, 3)).status, 404);
});

test('owns its folder alone: two would sign two histories', async (context) => {
  await witness(context, 'owned');
  assertEnded(await sallyport(['witness', ...options('owned')]), 1, /another process owns/);
});

test('does not start with what does not fit, and says why', async () => {
  const pem = readFileSync(at('witness.key'), 'utf8').split('\n')[2] ?? '';
  assert.ok(pem.length > 50);
  const without = (name: string) => {
    const all = options('bad');
    const place = all.indexOf(`--${name}`);
    return [...all.slice(0, place), ...all.slice(place + 2)];
  };
  for (const [args, words] of [
    [without('key'), /--key/],
    [without('log'), /--log/],
    [without('folder'), /--folder/],
    [[...without('key'), '--key', at('none.key')], /cannot read/],
    [[...without('key'), '--key', at('eli.key')], /is no witness’s key/],
    [[...without('log'), '--log', 'nonsense'], /--log/],
    [[...without('log'), '--log', vkey], /is a witness’s key/],
    [[...without('log'), '--log', `${log.key.vkey}A`], /--log/],
    [[...options('bad'), '--port', '65536'], /--port/],
    [[...options('bad'), '--port=-1'], /--port/],
    [[...options('bad'), 'more'], /options only/],
    [[...options('bad'), '--nonsense'], /nonsense/],
  ] as const) {
    const ended = await sallyport(['witness', ...args]);
    assertEnded(ended, 3, words);
    assert.ok(!`${ended.out}${ended.err}`.includes(pem), 'a private key was printed');
  }
  assertEnded(
    await sallyport(['witness', ...options('bad'), '--host', 'nowhere.invalid']),
    1,
    /cannot start/,
  );
});
