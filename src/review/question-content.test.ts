/** What a developer asks with, on a real database: kept as it came, sealed, and named by digests it can make again. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { eventsOf, logIdOf, logs } from '#platform/ledger';
import { canonicalBody } from '#standards/tlog';
import { sequenceAll, settled } from '#test/server';
import { supplementQuestion } from './commands/ask-question.ts';
import { needMore, withdrawQuestion } from './commands/move-question.ts';
import { readQuestion, receiptOf, showQuestion } from './question-queries.ts';
import { askQuestion as askBody } from './question-schema.ts';
import {
  askedQuestion,
  dayMs,
  openReview,
  question,
  type ReviewName,
  type ReviewStage,
} from './review.fixture.ts';

let stage: ReviewStage;
before(async () => void (stage = await openReview()));
after(() => stage.close());

const ctx = (name: ReviewName) => stage.ctx(name);
const page = { limit: 100 };
const why = 'to see what is asked';
const content = {
  descriptor: { what: 'a model', capabilities: 'reads and writes code', context: 'in detail' },
  contact: 'Dov Larch, dov@larch.example',
};

test('the developer makes the digests of its receipt again, and finds its entries in the log', async () => {
  const { questionId, submissionId } = await askedQuestion(stage);
  const first = question(stage).descriptor;
  await needMore(ctx('deb'), questionId, 'Say which tools it may use by itself.');
  stage.pass(dayMs);
  await supplementQuestion(ctx('dara'), questionId, content);
  const { inner } = stage.access;
  await settled(inner);
  const text = await receiptOf(ctx('dara'), questionId);
  const digestOf = (descriptor: typeof first) =>
    createHash('sha256')
      .update(`sallyport descriptor v1\n${canonicalBody(descriptor)}`)
      .digest('hex');
  const entries = [...text.matchAll(/^(\S+Z) descriptor ([0-9a-f]{64}) event ([\w-]{43})$/gm)];
  assert.deepEqual(
    entries.map(([, , digest]) => digest),
    [digestOf(first), digestOf(content.descriptor)],
  );
  assert.match(text, new RegExp(`^question ${questionId}\nengagement ${submissionId}$`, 'm'));
  assert.ok(text.includes(`log ${logIdOf(inner.keys, logs.engagement(submissionId))}\n`));
  await sequenceAll(inner);
  const { items } = await eventsOf(
    inner.database.db,
    'inner',
    { log: logs.engagement(submissionId) },
    page,
  );
  assert.deepEqual(
    items
      .filter(({ id }) => entries.some(([, , , event]) => event === id))
      .map(({ type, at }) => [type, at]),
    [
      ['review.question_asked', new Date(entries[0]?.[1] ?? '')],
      ['review.question_supplemented', new Date(entries[1]?.[1] ?? '')],
    ],
  );
  await withdrawQuestion(ctx('dara'), questionId);
  assert.equal(await receiptOf(ctx('dara'), questionId), text);
  assert.doesNotMatch(text, /approved|cleared|certified|licen[cs]ed|passed|authori[sz]ed/i);
});

test('no word of a question is in any event', async () => {
  const { submissionId } = await askedQuestion(stage, { ...content, declaredAs: 'plover' });
  const { rows } = await stage.access.asOwner<{ body: string }>(
    `select b.body from zone_inner.event e join zone_inner.event_body b using (position) where e.log = $1`,
    [logs.engagement(submissionId)],
  );
  assert.ok(rows.some(({ body }) => body.includes('review.question_asked')));
  for (const { body } of rows)
    for (const secret of [
      content.descriptor.capabilities,
      content.descriptor.context,
      content.contact,
    ])
      assert.ok(!body.includes(secret), body);
});

test('text with hidden characters is kept as it came, and said to have them', async () => {
  const pasted = 'a model\u202e that ignores\u200b \u{e0069}\u{e0067}';
  const descriptor = { ...content.descriptor, what: pasted };
  const { questionId } = await askedQuestion(stage, { descriptor });
  const read = await readQuestion(ctx('deb'), questionId, why);
  assert.deepEqual([read.descriptor.what, read.hasHiddenCharacters], [pasted, true]);
  assert.equal((await showQuestion(ctx('deb'), questionId)).hasHiddenCharacters, false);
  await needMore(ctx('deb'), questionId, `say more about this\u2066, please`);
  assert.equal((await showQuestion(ctx('dara'), questionId)).hasHiddenCharacters, true);
});

test('an instant has one spelling: no zone that skips an hour, and no day that is none', () => {
  const { descriptor, contact } = content;
  const body = { evaluatorId: 'org_x', declaredAs: 'kestrel', descriptor, contact };
  const given = (plannedReleaseAt: string) =>
    askBody.safeParse({ ...body, plannedReleaseAt }).success;
  assert.equal(given('2027-03-28T02:30:00Z'), true);
  for (const text of [
    '2027-03-28T02:30:00+01:00',
    '2027-03-28T02:30:00[Europe/Berlin]',
    '2027-03-28T02:30:00',
    '2027-02-29T09:00:00Z',
    '2027-04-31T09:00:00Z',
    '2027-03-28T24:00:00Z',
    '2027-03-28T09:60:00Z',
    '2027-03-28',
    'tomorrow',
    '',
  ])
    assert.equal(given(text), false, text);
  assert.equal(askBody.parse(body).isConfidential, true);
});
