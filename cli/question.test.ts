/** `sallyport question` against a real server: as a developer asks and takes back, and as the office answers. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Stage } from '#test/permissions';
import { settled, startTestServer, type TestServer } from '#test/server';
import { assertEnded, later, sallyport, type Ended } from './program.fixture.ts';
import { typists, type Person, type Typing } from './typists.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-question-'));
let server: TestServer;
let typing: Typing;
let stage: Stage;

before(async () => {
  server = await startTestServer();
  stage = new Stage(server);
  typing = await typists(
    server,
    ['developer', 'rivalDeveloper', 'evaluator', 'determiner', 'overseer', 'consultee', 'partner'],
    ['review:read', 'review:write'],
  );
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const as = (who: Person, ...args: string[]): Promise<Ended> => typing(who, 'question', ...args);
function written(name: string, content: string | object): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const descriptor = {
  what: 'A language model, of the size of our last one.\nIt reads code.',
  capabilities: 'We expect it to find faults in firmware.',
  context: 'It is asked about before its safeguards are done.',
};
const contact = ['--contact', 'Dara Larch, dara@larch.example'];
const ask = (name: string, ...more: string[]) =>
  as(
    'developer',
    ...['ask', written('descriptor.json', descriptor), ...contact, '--declared-as', name],
    ...['--evaluator', server.people.evaluator.organisationId, ...more],
  );
const idIn = ({ out }: Ended): string => /question_[0-9a-z]{26}/.exec(out)?.[0] ?? '';
const submissionIn = ({ out }: Ended): string => /sub_[0-9a-z]{26}/.exec(out)?.[0] ?? '';

test('a developer finds whom to ask, asks, proves the receipt, is asked for more, gives it, and is answered', async () => {
  const office = new RegExp(`${server.people.evaluator.organisationId} +Tern Office`);
  assertEnded(await as('developer', 'offices'), 0, office);
  const asked = await ask('larch-12', '--release', later(60 * 86_400_000));
  assertEnded(
    asked,
    0,
    /^state {8}asked, since .*\nanswer due {3}\S+Z, by the office’s own policy/m,
  );
  assert.match(asked.out, /^you may {6}withdraw, read$/m);
  const id = idIn(asked);
  await stage.reviews.declared(submissionIn(asked));
  await settled(server.zones.inner);
  const file = join(folder, 'descriptor.json');
  const receipt = await as('developer', 'receipt', id, '--descriptor', file);
  assertEnded(receipt, 0, /^sallyport question receipt v1\n/);
  const other = written('other.json', { ...descriptor, context: '' });
  assertEnded(
    await as('developer', 'receipt', id, '--descriptor', other),
    1,
    /does not name `.*other/,
  );

  assertEnded(await as('evaluator', 'acknowledge', id), 0, /^state {8}acknowledged/m);
  const words = written('words', 'Say how it was trained, and on what.\n');
  assertEnded(
    await as('determiner', 'need-more', id, '--words', words),
    0,
    /^needed {7}Say how it was trained, and on what\./m,
  );
  const more = written('more.json', { ...descriptor, context: 'On public code.' });
  const given = await as('developer', 'supplement', id, more, ...contact);
  assertEnded(given, 0, /^state {8}acknowledged/m);
  await settled(server.zones.inner);
  const both = await as('developer', 'receipt', id, '--descriptor', more);
  assertEnded(both, 0);
  assert.equal(both.out.match(/ descriptor [0-9a-f]{64} event /g)?.length, 2);

  const read = await as('determiner', 'read', id, '--purpose', 'to answer it');
  assertEnded(read, 0, /^what:\nA language model, .*\nIt reads code\.\n\ncapabilities:\n/);
  assert.match(read.out, /^context:\nOn public code\.\n\ncontact:\nDara Larch, dara@/m);
  const answered = await as('determiner', 'answer', id, '--words', words);
  assertEnded(answered, 0, /^answer {7}Say how it was trained, and on what\., Deb Tern$/m);
  assertEnded(await as('developer', 'withdraw', id), 2, /cannot take `withdraw`/);
});

test('it is there for both sides, officials and overseers, and for nobody else', async () => {
  const asked = await ask('larch-13', '--not-confidential');
  const id = idIn(asked);
  assert.match(asked.out, /^confidential no$/m);
  for (const who of ['developer', 'evaluator', 'determiner', 'overseer'] as const) {
    assertEnded(await as(who, 'show', id), 0, /^model {8}larch-13$/m);
    assertEnded(await as(who, 'list'), 0, new RegExp(`${id}.*larch-13.*asked`));
  }
  for (const who of ['rivalDeveloper', 'consultee', 'partner'] as const) {
    assertEnded(await as(who, 'show', id), 2, /nothing here/);
    assertEnded(await as(who, 'withdraw', id), 2, /nothing here/);
    assertEnded(await as(who, 'receipt', id), 2, /nothing here/);
  }
  const steps = await as('overseer', 'show', id);
  assert.doesNotMatch(steps.out, /you may/);
  assertEnded(await as('overseer', 'acknowledge', id), 2, /takes no step/);
  assertEnded(await as('evaluator', 'read', id, '--purpose', 'to answer it'), 2, /interest/);
});

test('it is taken back without a reason, and asked again in the same engagement', async () => {
  const asked = await ask('larch-14');
  const id = submissionIn(asked);
  assertEnded(await as('developer', 'withdraw', idIn(asked)), 0, /^state {8}withdrawn/m);
  const again = ['ask', join(folder, 'descriptor.json'), ...contact, '--submission', id];
  assertEnded(
    await as('developer', ...again, '--declared-as', 'x'),
    3,
    /leave out `--declared-as`, or `--submission`/,
  );
  assertEnded(await as('developer', ...again), 0, new RegExp(`of ${id}\nmodel {8}larch-14`));
  const listed = await as('developer', 'list', '--submission', id, '--json');
  const states = (JSON.parse(listed.out) as { state: string }[]).map(({ state }) => state);
  assert.deepEqual(states, ['asked', 'withdrawn']);
});

test('what does not fit is named as it was given, each once, and nothing is sent', async () => {
  const wrong = await ask('larch-15', '--release', 'next week', '--public-release', 'later');
  assertEnded(wrong, 3, /^ {2}--release: must be .*\n {2}--public-release: must be .*$/m);
  assert.doesNotMatch(wrong.err, /\/body|plannedReleaseAt|`errors`/);
  const bare = written('bare.json', { what: '', weights: 'no' });
  const ended = await as('developer', 'ask', bare, ...contact, '--submission', 'sub_x');
  assertEnded(
    ended,
    3,
    /is not a descriptor: `what`[^]*\n {2}\/what: [^\n]*\n {2}\/capabilities: /,
  );
  assert.equal(ended.err.match(/^ {2}\/what: /gm)?.length, 1);
  const words = written('short', 'why');
  const id = idIn(await ask('larch-16'));
  await stage.reviews.declared(submissionIn(await as('developer', 'show', id)));
  const short = await as('determiner', 'answer', id, '--words', words);
  assertEnded(short, 3, /^ {2}--words: /m);
  assert.equal(short.err.match(/--words/g)?.length, 1);
  assertEnded(await as('developer', 'read', id, '--purpose', 'x'), 3, /^ {2}--purpose: /m);
  assertEnded(await ask('larch-17', '--submission', 'sub_x'), 3, /leave out/);
  assertEnded(await as('developer', 'ask', bare), 3);
  const nobody = { SALLYPORT_SERVER: 'http://127.0.0.1:1', SALLYPORT_TOKEN: 'none' };
  assertEnded(await sallyport(['question', 'list'], { env: nobody }), 4, /cannot reach/);
});

test('characters that a reader does not see are shown, and said to be there', async () => {
  const hidden = written('hidden.json', { ...descriptor, what: 'a mod\u202eel\u001b[2J' });
  const { organisationId } = server.people.evaluator;
  const asked = await as(
    'developer',
    ...['ask', hidden, ...contact, '--evaluator', organisationId, '--declared-as', 'larch-18'],
  );
  assertEnded(asked, 0);
  const read = await as('developer', 'read', idIn(asked), '--purpose', 'to see it again');
  assertEnded(read, 0, /^a mod\\u\{202e\}el\\u\{1b\}\[2J$/m);
  assert.match(read.out, /^beware {7}some of the words hold characters that no reader sees$/m);
});

test('an unknown verb names itself and lists the verbs', async () => {
  assertEnded(
    await as('developer', 'bo\u001bgus'),
    3,
    /^sallyport: `question` has no `bo\\u\{1b\}gus`; it has offices, ask, .*, answer\n$/,
  );
});
