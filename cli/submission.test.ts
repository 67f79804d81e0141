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
  const unplanned = await as(
    'developer',
    'release',
    id,
    'none',
    '--public-release',
    'none',
    '--json',
  );
  assertEnded(unplanned, 0);
  const dates = JSON.parse(unplanned.out) as Record<string, unknown>;
  assert.deepEqual([dates['plannedReleaseAt'], dates['publicReleaseAt']], [null, null]);
  assertEnded(await as('developer', 'release', id, moved), 0);
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
  assertEnded(await as('developer', 'release', id, 'next week'), 3, /^ {2}INSTANT: /m);
  assertEnded(await as('developer', 'witness', id, 'no key at all'), 3);
});

test('documents are read and accepted by their digest, and interests declared', async () => {
  const log = newSigner('larch.example/other').key.vkey;
  const opened = await as('developer', ...opening({ log }));
  const id = /^submission +(\S+)/.exec(opened.out)?.[1] ?? '';
  const first = await as('evaluator', 'agreements', id);
  assertEnded(first, 0, /terms +sample\/1 +in force, a sample +- +- +[0-9a-f]{64}/);
  const digest = /terms .* ([0-9a-f]{64})/.exec(first.out)?.[1] ?? '';
  const text = await as('developer', 'document', digest);
  assertEnded(text, 0, /Terms of access to a model before its release[^]*no legal protection/);
  const file = join(import.meta.dirname, '../documents/terms/sample-1.md');
  const accepted = await as('developer', 'accept', id, '--document', digest);
  assertEnded(accepted, 0, /terms +sample\/1 .* Dara Larch +- /);
  const both = await as('evaluator', 'accept', id, '--document', file);
  assertEnded(both, 0, /terms +sample\/1 .* Dara Larch +Eli Tern /);
  assertEnded(
    await as('evaluator', 'accept', id, '--document', certificate),
    3,
    /no document here/,
  );
  assertEnded(
    await as('evaluator', 'accept', id, '--document', 'none'),
    3,
    /is no SHA-256 and cannot/,
  );
  assertEnded(await as('evaluator', 'document', 'f'.repeat(64)), 2);

  assertEnded(await as('evaluator', 'declare', id), 3, /say one of the two/);
  assertEnded(
    await as('evaluator', 'declare', id, '--no-interest', '--interest', 'x'),
    3,
    /one of/,
  );
  assertEnded(await as('developer', 'declare', id, '--no-interest'), 2, /declare nothing/);
  assertEnded(await as('evaluator', 'declare', id, '--no-interest'), 0, /opens to you/);
  assertEnded(await as('evaluator', 'declare', id, '--interest', ''), 3, /what kind of interest/);
  assertEnded(await as('evaluator', 'declare', id, '--interest', 'I own shares'), 0, /any more/);
  assertEnded(await as('evaluator', 'show', id), 2);
});

test('a gateway comes later, and taking part is paused, narrowed, resumed and ended, each by one command', async () => {
  const { evaluator } = server.people;
  const opened = await as(
    'developer',
    ...['open', '--evaluator', evaluator.organisationId, '--declared-as', 'larch-10'],
    ...['--release', later(60 * dayMs), '--public-release', later(70 * dayMs)],
  );
  assertEnded(opened, 0, /digest not declared yet[^]*public release[^]*gateway +none is connected/);
  const id = /^submission +(\S+)/.exec(opened.out)?.[1] ?? '';
  const gateway = ['--gateway', 'https://127.0.0.1:1', '--ca', certificate];
  const log = ['--log', newSigner('larch.example/later').key.vkey];
  assertEnded(await as('developer', 'connect', id, ...gateway, ...log), 3, /--model-digest: /);
  const digest = ['--model-digest', 'ab'.repeat(32)];
  const connected = await as('developer', 'connect', id, ...gateway, ...log, ...digest);
  assertEnded(connected, 0, /gateway +https:\/\/127\.0\.0\.1:1, unseen/);
  assertEnded(await as('developer', 'pause', id), 0, /state +paused/);
  assertEnded(await as('evaluator', 'resume', id), 2);
  const narrowed = await as('developer', 'scope', id, 'access,partners');
  assertEnded(narrowed, 0, /state +paused[^]*takes part in +access, partners/);
  assertEnded(await as('developer', 'scope', id, 'none'), 0, /takes part in +nothing now/);
  assertEnded(await as('developer', 'scope', id, 'weights'), 3);
  assertEnded(await as('developer', 'resume', id), 0, /state +open/);
  assertEnded(await as('developer', 'withdraw', id), 0, /state +withdrawn/);
  assertEnded(await as('developer', 'resume', id), 2, /cannot take `resume`/);
});

test('what cannot be opened is not, and is said in words', async () => {
  assertEnded(await as('evaluator', ...opening()), 2);
  assertEnded(await as('developer', ...opening({ 'model-digest': 'abc' })), 3, /--model-digest: /);
  assertEnded(await as('developer', ...opening({ gateway: 'http://127.0.0.1:1' })), 3);
  assertEnded(await as('developer', ...opening({ ca: join(folder, 'none') })), 3, /cannot read/);
  writeFileSync(join(folder, 'no.pem'), 'hello\n');
  assertEnded(await as('developer', ...opening({ ca: join(folder, 'no.pem') })), 3);
  assertEnded(await as('developer', 'open', '--declared-as', 'x'), 3, /give `--evaluator`/);
  assertEnded(await as('developer', 'show'), 3, /takes 1 argument/);
});
