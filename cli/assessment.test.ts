/** `sallyport assessment` against a real server: two officials tell a developer, who alone of the sides reads it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';
import { assertEnded, later } from './program.fixture.ts';
import { typists, type Person, type Typing } from './typists.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-assessment-'));
const tier = 'outcome';
let server: TestServer;
let as: Typing;
let stage: Stage;

before(async () => {
  server = await startTestServer();
  stage = new Stage(server);
  await stage.engagements.grant('complete');
  await stage.evaluations.prepare();
  as = await typists(
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

const step = (who: Person, name: string, id: string, ...more: string[]) =>
  as(who, 'assessment', name, id, tier, ...more);
function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

test('one official writes a tier, another gives it back, then tells it, and the developer reads it', async () => {
  const id = await stage.reviews.determination('signed');
  const due = await as('determiner', 'assessment', 'due');
  assertEnded(due, 0, new RegExp(`${id} +${tier} +.* +review_due `));
  assertEnded(await as('developer', 'assessment', 'show', id), 0, /^state {8}review_due, since/m);
  const text = 'The model found 12 of 12 faults;\nthe committed threshold lies below that.';
  const propose = ['--text', written('text', `${text}\n`)];
  const proposed = await step('determiner', 'propose', id, ...propose);
  assertEnded(proposed, 0, /^state {8}release_proposed[^]*^proposed by {2}Deb Tern$/m);
  const unseen = await as('developer', 'assessment', 'show', id);
  assert.doesNotMatch(unseen.out, /^digest/m);
  const purpose = ['--purpose', 'to see what is told'];
  assertEnded(await step('developer', 'read', id, ...purpose), 2, /nothing here/);
  assertEnded(
    await step('determinerColleague', 'return', id, '--because', 'it says too little of it'),
    0,
    /^state {8}review_due[^]*^reason {7}it says too little of it$/m,
  );
  assertEnded(await step('determiner', 'propose', id, ...propose), 0);

  const digest = createHash('sha256').update(text).digest('hex');
  const read = await step('determinerColleague', 'read', id, ...purpose);
  assertEnded(read, 0);
  assert.equal(read.out, `${text}\n\ndigest: ${digest}\n`);
  const release = (who: Person, given: string) => step(who, 'release', id, '--digest', given);
  assertEnded(await release('determiner', digest), 2, /second person/);
  assertEnded(await release('determinerColleague', 'f'.repeat(64)), 2, /read what is proposed now/);
  assertEnded(await release('determinerColleague', 'x'), 3, /^ {2}--digest: /m);
  assertEnded(await release('determinerColleague', digest), 0, /^state {8}released/m);
  assertEnded(await step('developer', 'read', id, ...purpose), 0, /^The model found 12 of 12/);
  assertEnded(await step('evaluator', 'read', id, ...purpose), 2, /nothing here/);
});

test('a tier is withheld for a time, and its developer reads why in one word', async () => {
  const id = await stage.reviews.determination('signed');
  const reason = written('reason', 'It would show two sealed tasks, and so spoil them.');
  const withhold = (until: string, given = 'sealed_tasks') =>
    step(
      'determiner',
      'withhold',
      id,
      ...['--class', given, '--reason', reason, '--review-by', until],
    );
  const unfit = await withhold('soon', 'secret');
  assertEnded(unfit, 3, /^ {2}--class: .*\n {2}--review-by: .*$/m);
  assert.doesNotMatch(unfit.err, /reasonClass|\/body/);
  assertEnded(await withhold(later(200 * 86_400_000)), 3, /^ {2}--review-by: must be a time/m);
  const withheld = await withhold(later(30 * 86_400_000));
  assertEnded(withheld, 0, /^reason {7}It would show two sealed tasks, and so spoil them\.$/m);
  const told = await as('developer', 'assessment', 'show', id);
  assertEnded(told, 0, /^because {6}sealed_tasks\nreview by {4}\S+Z$/m);
  assert.doesNotMatch(told.out, /^reason|you may/m);
});

test('to whom nothing of it is there, nothing is; who sees it and takes no step is told so', async () => {
  const id = await stage.reviews.determination('proposed');
  for (const who of ['rivalDeveloper', 'consultee', 'partner'] as const) {
    assertEnded(await as(who, 'assessment', 'show', id), 2, /nothing here/);
    assertEnded(await as(who, 'assessment', 'due'), 2, /nothing here/);
  }
  const text = written('text', 'It is as it is.');
  for (const who of ['developer', 'evaluator', 'overseer'] as const)
    assertEnded(await step(who, 'propose', id, '--text', text), 2, /step/);
  assertEnded(await step('determiner', 'read', id), 3, /give `--purpose`/);
});

test('a determination sends its developer to what is told, and says of no step where there is none', async () => {
  const signed = await stage.reviews.determination('signed');
  const shown = await as('developer', 'determination', 'show', signed);
  assertEnded(shown, 0, new RegExp(`told: sallyport assessment show ${signed}$`, 'm'));
  assert.doesNotMatch(shown.out, /you may/);
  const decided = await as(
    'developer',
    'determination',
    'show',
    await stage.reviews.determination('decided'),
  );
  assertEnded(decided, 0, /^content {6}for officials and overseers$/m);
});
