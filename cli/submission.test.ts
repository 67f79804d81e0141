/** `submission` against a real server: opened by its developer, seen by both sides, changed by each. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startTestServer, type TestServer } from '#test/server';
import { newSigner } from '#standards/tlog';
import { assertEnded, done, later, sallyport, type Ended } from './program.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-submission-'));
const certificate = join(folder, 'gateway', 'cert.pem');
const dayMs = 86_400_000;

let server: TestServer;
const tokens = { developer: '', evaluator: '', rivalEvaluator: '' };

before(async () => {
  server = await startTestServer();
  for (const who of ['developer', 'evaluator', 'rivalEvaluator'] as const)
    tokens[who] = await server.token(who, ['grant:read', 'grant:write']);
  await done(['keys', 'gateway', '--host', '127.0.0.1', '--out', join(folder, 'gateway')]);
});

after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const as = (who: keyof typeof tokens, ...args: string[]): Promise<Ended> =>
  sallyport(['submission', ...args], {
    env: { SALLYPORT_SERVER: server.url, SALLYPORT_TOKEN: tokens[who] },
  });

const opening = (change: Record<string, string> = {}): string[] => {
  const given = {
    evaluator: server.people.evaluator.organisationId,
    'declared-as': 'larch-9',
    'model-digest': 'ab'.repeat(32),
    gateway: 'https://127.0.0.1:1',
    ca: certificate,
    log: newSigner('larch.example/log').key.vkey,
    ...change,
  };
  return ['open', ...Object.entries(given).flatMap(([name, value]) => [`--${name}`, value])];
};

test('a submission is opened, listed and shown to its two sides, and changed by each', async () => {
  const release = later(60 * dayMs);
  const opened = await as('developer', ...opening({ release }));
  assertEnded(opened, 0, /model +larch-9, digest abab[^]*thirty days +have not begun/);
  assert.match(opened.out, /evaluator +Tern Office[^]*gateway +https:\/\/127\.0\.0\.1:1, /);
  const id = /^submission +(\S+)/.exec(opened.out)?.[1] ?? '';
  const listed = await as('evaluator', 'list');
  assertEnded(listed, 0, new RegExp(`${id} +larch-9 +evaluator +Larch Labs`));

  const moved = later(70 * dayMs);
  assertEnded(
    await as('developer', 'release', id, moved),
    0,
    new RegExp(`release +${moved.slice(0, 19)}`),
  );
  const { vkey } = newSigner('tern.example/witness', 'cosignature').key;
  const named = await as('evaluator', 'witness', id, vkey);
  assertEnded(named, 0, /witness +tern\.example\/witness\+/);
  const shown = await as('developer', 'show', id, '--json');
  assertEnded(shown, 0);
  const view = JSON.parse(shown.out) as {
    plannedReleaseAt: string;
    parties: { evaluator: { witnessVkey: string } };
  };
  assert.equal(Date.parse(view.plannedReleaseAt), Date.parse(moved));
  assert.equal(view.parties.evaluator.witnessVkey, vkey);

  assertEnded(await as('rivalEvaluator', 'show', id), 2);
  assertEnded(await as('evaluator', 'release', id, later(80 * dayMs)), 2);
  assertEnded(await as('developer', 'release', id, 'next week'), 3, /plannedReleaseAt/);
  assertEnded(await as('developer', 'witness', id, 'no key at all'), 3);
});

test('what cannot be opened is not, and is said in words', async () => {
  assertEnded(await as('evaluator', ...opening()), 2);
  assertEnded(await as('developer', ...opening({ 'model-digest': 'abc' })), 3, /modelDigest/);
  assertEnded(await as('developer', ...opening({ gateway: 'http://127.0.0.1:1' })), 3);
  assertEnded(await as('developer', ...opening({ ca: join(folder, 'none') })), 3, /cannot read/);
  writeFileSync(join(folder, 'no.pem'), 'hello\n');
  assertEnded(await as('developer', ...opening({ ca: join(folder, 'no.pem') })), 3);
  assertEnded(await as('developer', 'open', '--declared-as', 'x'), 3, /give `--evaluator`/);
  assertEnded(await as('developer', 'show'), 3, /takes 1 argument/);
});
