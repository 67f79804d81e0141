/** `sallyport export` against a real server: two people take records out, and a developer its own. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';
import { assertEnded, type Ended } from './program.fixture.ts';
import { typists, type Person, type Typing } from './typists.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-export-'));
let server: TestServer;
let typing: Typing;
let submissionId: string;
before(async () => {
  server = await startTestServer();
  const stage = new Stage(server);
  submissionId = await stage.engagements.submission('mirrored');
  await stage.reviews.declared(submissionId);
  typing = await typists(
    server,
    ['developer', 'evaluator', 'evaluatorColleague', 'overseer', 'rivalEvaluator'],
    ['grant:read', 'grant:write'],
  );
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const as = (who: Person, ...args: string[]): Promise<Ended> => typing(who, 'export', ...args);
async function asked(...args: string[]): Promise<string> {
  const ended = await as(
    'evaluator',
    'ask',
    submissionId,
    '--purpose',
    'for our yearly report',
    ...args,
  );
  assertEnded(ended, 0, /^state +asked$/m);
  return /^export +(\S+)$/m.exec(ended.out)?.[1] ?? '';
}
const file = (name: string) => join(folder, name);

test('one asks, a colleague agrees, the one who asked downloads', async () => {
  const id = await asked('--runner', 'evaluator-7');
  const shown = await as('evaluatorColleague', 'show', id);
  assertEnded(shown, 0, /^entries +runner evaluator-7$/m);
  assert.match(shown.out, /^purpose +for our yearly report$/m);
  const early = await as('evaluator', 'download', id, '--out', file('early.csv'));
  assertEnded(early, 2, /ask for an export and say what for/);
  assertEnded(await as('evaluator', 'agree', id), 2, /takes a second person/);
  const agreed = await as('overseer', 'agree', id);
  assertEnded(agreed, 0, /^agreed +by Olga Swift at/m);
  assert.match(agreed.out, new RegExp(`sallyport export download ${id} --out FILE`));
  const out = file('ledger.csv');
  assertEnded(await as('evaluator', 'download', id, '--out', out), 0, /^written to +/m);
  assert.match(readFileSync(out, 'utf8'), /^index,at,type,/);
  assert.equal(statSync(out).mode & 0o777, 0o600);
  assertEnded(await as('evaluator', 'download', id, '--out', out), 2);
  const other = await as('evaluatorColleague', 'download', id, '--out', file('other.csv'));
  assertEnded(other, 2, /ask for an export/);
  assertEnded(await as('rivalEvaluator', 'show', id), 2);
});

test('the log, as files to verify; a developer takes both of its own by itself', async () => {
  const id = await asked('--log');
  assertEnded(await as('evaluatorColleague', 'agree', id), 0);
  assertEnded(await as('evaluator', 'download', id, '--out', file('log.tar')), 0);
  const own = ['download', submissionId, '--out'];
  assertEnded(await as('developer', ...own, file('own.tar'), '--log'), 0);
  assert.deepEqual(readFileSync(file('log.tar')), readFileSync(file('own.tar')));
  assertEnded(await as('developer', ...own, file('own.json'), '--format', 'json'), 0);
  assert.equal((JSON.parse(readFileSync(file('own.json'), 'utf8')) as object[]).length, 1);
  assertEnded(await as('evaluator', ...own, file('no.csv')), 2, /ask for an export/);
  const theirs = await as('developer', 'ask', submissionId, '--purpose', 'for our own records');
  assertEnded(theirs, 2, /the developer takes its own records by itself/);
});

test('refused by a colleague, withdrawn by who asked; both are listed', async () => {
  const [refused, withdrawn] = [await asked(), await asked()];
  const because = ['--because', 'nobody here needs it'];
  assertEnded(
    await as('evaluatorColleague', 'refuse', refused, ...because),
    0,
    /^because +nobody/m,
  );
  assertEnded(await as('evaluator', 'withdraw', withdrawn), 0, /^withdrawn +by /m);
  assertEnded(await as('overseer', 'agree', refused), 2);
  const listed = await as('developer', 'list', submissionId);
  assertEnded(listed, 0, new RegExp(`${refused} +ledger +refused`));
  assert.match(listed.out, new RegExp(`${withdrawn} +ledger +withdrawn`));
});

test('what is asked for wrongly is said so', async () => {
  assertEnded(await as('evaluator', 'ask', submissionId), 3, /give `--purpose`/);
  const short = await as('evaluator', 'ask', submissionId, '--purpose', 'why');
  assertEnded(short, 3, /purpose/);
  const purpose = ['--purpose', 'for our yearly report'];
  const whole = await as('evaluator', 'ask', submissionId, ...purpose, '--log', '--runner', 'x');
  assertEnded(whole, 3, /log and proof are taken whole/);
  assertEnded(await as('evaluator', 'ask', 'sub_none', ...purpose), 2);
});
