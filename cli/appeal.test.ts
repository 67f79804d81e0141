/** `sallyport appeal` against a real server: filed by a developer and by a refused partner, answered by an official. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';
import { assertEnded, type Ended } from './program.fixture.ts';
import { typists, type Person, type Typing } from './typists.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-appeal-'));
let server: TestServer;
let typing: Typing;
let stage: Stage;

before(async () => {
  server = await startTestServer();
  stage = new Stage(server);
  await stage.engagements.grant('complete');
  await stage.evaluations.prepare();
  typing = await typists(
    server,
    [
      'developer',
      'rivalDeveloper',
      'evaluator',
      'determiner',
      'determinerColleague',
      'overseer',
      'consultee',
      'partner',
    ],
    ['review:read', 'review:write'],
  );
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const as = (who: Person, ...args: string[]): Promise<Ended> => typing(who, 'appeal', ...args);
function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}
const idIn = ({ out }: Ended): string => /appeal_[0-9a-z]{26}/.exec(out)?.[0] ?? '';
const grounds = () =>
  written(
    'grounds',
    'Two of the tasks could not be solved\non the machine that they were run on.\n',
  );

test('a developer appeals against a signed determination, reads its grounds, and takes it back', async () => {
  const determination = await stage.reviews.determination('signed');
  const filed = await as('developer', 'file', determination, '--grounds', grounds());
  assertEnded(filed, 0, new RegExp(`^about {8}determination ${determination}$`, 'm'));
  assert.match(filed.out, /^state {8}filed\nanswer due {3}\S+Z\nyou may {6}withdraw, read$/m);
  const id = idIn(filed);
  for (const who of ['developer', 'evaluator', 'determiner', 'overseer'] as const) {
    assertEnded(await as(who, 'show', id), 0);
    assertEnded(await as(who, 'list'), 0, new RegExp(`${id} +${determination} +filed`));
  }
  for (const who of ['rivalDeveloper', 'consultee', 'partner'] as const)
    assertEnded(await as(who, 'show', id), 2, /nothing here/);
  for (const who of ['developer', 'overseer'] as const)
    assertEnded(
      await as(who, 'read', id, '--purpose', 'to look at it again'),
      0,
      /^Two of the tasks could not be solved\non the machine that they were run on\.\n$/,
    );
  assertEnded(await as('evaluator', 'read', id, '--purpose', 'to look at it'), 2, /nothing here/);
  const answer = written('answer', 'It was looked at again, and found as it was. '.repeat(3));
  const dismissed = ['answer', id, '--as', 'dismissed', '--answer', answer];
  assertEnded(await as('determiner', ...dismissed), 2, /signed|another/);
  assertEnded(await as('evaluator', 'withdraw', id), 2, /belongs to/);
  assertEnded(await as('developer', 'withdraw', id), 0, /^state {8}withdrawn/m);
  assertEnded(await as('developer', 'withdraw', id), 2, /cannot take `withdraw`/);
});

test('a partner that was refused appeals, and an official who had no part in it answers', async () => {
  const refused = await stage.partnerships.partnership('refused');
  const filed = await as('partner', 'file', refused, '--grounds', grounds());
  assertEnded(filed, 0, new RegExp(`^about {8}partnership ${refused}$`, 'm'));
  const id = idIn(filed);
  await stage.reviews.declared(/sub_[0-9a-z]{26}/.exec(filed.out)?.[0] ?? '');
  assertEnded(await as('partner', 'list'), 0, new RegExp(id));
  const short = written('short', 'no');
  const unfit = await as('determiner', 'answer', id, '--as', 'maybe', '--answer', short);
  assertEnded(unfit, 3, /^ {2}--as: .*\n {2}--answer: .*\n$/m);
  const answer = written('answer', 'It was looked at again, and found as it was. '.repeat(3));
  const answered = await as('determiner', 'answer', id, '--as', 'upheld', '--answer', answer);
  assertEnded(answered, 0, /^state {8}upheld[^]*^answer {7}It was looked at again/m);
  assertEnded(await as('partner', 'show', id), 0, /^answered {5}by Deb Tern at /m);
});

test('what cannot be appealed against, and what is left out, ends as the contract says', async () => {
  assertEnded(
    await as('developer', 'file', 'question_x', '--grounds', grounds()),
    3,
    /nothing else/,
  );
  assertEnded(await as('developer', 'file', 'determination_x'), 3, /give `--grounds`/);
  const none = ['file', 'determination_x', '--grounds', grounds()];
  assertEnded(await as('developer', ...none), 2, /nothing here/);
  const short = ['file', 'determination_x', '--grounds', written('short', 'no')];
  assertEnded(await as('developer', ...short), 3, /^ {2}--grounds: /m);
  const unsigned = await stage.reviews.determination('decided');
  assertEnded(await as('developer', 'file', unsigned, '--grounds', grounds()), 2);
});
