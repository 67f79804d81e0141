/** What waits for a developer and for an office, on a real database: in the order of its ends, and nobody else's. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Refusal } from '#platform/problems';
import { agree, ask, opened, sign, submit, termsFrom } from '../access/access.fixture.ts';
import { offerGrant } from '../access/commands/offer-grant.ts';
import { dissentFrom } from './commands/dissent.ts';
import { fileAppeal } from './commands/file-appeal.ts';
import { askDestruction } from './commands/destroy-material.ts';
import { supplementQuestion } from './commands/ask-question.ts';
import { acknowledgeQuestion, needMore } from './commands/move-question.ts';
import { listNextSteps } from './next-step-queries.ts';
import { inOrder, type NextStep } from './next-step.ts';
import { nominated, signBy } from './partnership.fixture.ts';
import { showQuestion } from './question-queries.ts';
import {
  askedQuestion,
  dayMs,
  decidedDetermination,
  openReview,
  pauseEngagement,
  reportedRun,
  resumeEngagement,
  signedDetermination,
  signStatement,
  type ReviewName,
  type ReviewStage,
  withdrawEngagement,
} from './review.fixture.ts';

let stage: ReviewStage;
before(async () => void (stage = await openReview()));
after(() => stage.close());

const ctx = (name: ReviewName) => stage.ctx(name);
const stepsOf = async (name: ReviewName) => (await listNextSteps(ctx(name))).steps;
/** Of one engagement: what, about whom, until when and since when. */
async function waiting(name: ReviewName, submissionId: string) {
  return (await stepsOf(name))
    .filter((step) => step.submissionId === submissionId)
    .map(({ kind, name: about, endsAt, since }) => [kind, about, endsAt, since]);
}

test('what ends first comes first, and what has no end follows, the longest wait first', () => {
  const step = (kind: NextStep['kind'], endsAt: string | null, since: string | null): NextStep => ({
    ...{ kind, submissionId: 'sub_1', declaredAs: 'kestrel', name: null, determinationId: null },
    endsAt: endsAt === null ? null : new Date(endsAt),
    since: since === null ? null : new Date(since),
  });
  const ordered = inOrder([
    step('offer', null, '2026-12-04'),
    step('sign', '2026-12-09', null),
    step('supplement', null, '2026-12-02'),
    step('appeal', '2026-12-08', null),
  ]);
  assert.deepEqual(
    ordered.map(({ kind }) => kind),
    ['appeal', 'sign', 'supplement', 'offer'],
  );
});

test('terms wait once access is asked for, then the offer, then each signature, then the end of access', async () => {
  const submissionId = await opened(stage.access);
  assert.deepEqual(await waiting('dara', submissionId), [], 'terms alone ask for nothing');
  const askedAt = stage.clock.now();
  const grantId = await ask(stage.access, submissionId);
  const [terms, ...rest] = await waiting('dara', submissionId);
  assert.deepEqual([terms?.[0], terms?.[2], terms?.[3], rest], ['read_terms', null, askedAt, []]);
  await agree(stage.access, submissionId);
  assert.deepEqual(await waiting('dara', submissionId), [['offer', 'evaluator-7', null, askedAt]]);
  const until = new Date(askedAt.getTime() + 7 * dayMs);
  await offerGrant(ctx('dara'), grantId, termsFrom(askedAt, 'government'));
  const toSign = [['sign', 'evaluator-7', until, null]];
  assert.deepEqual(await waiting('dara', submissionId), toSign);
  await sign(stage.access, grantId, 'dara');
  assert.deepEqual(await waiting('dara', submissionId), []);
  assert.deepEqual(await waiting('dov', submissionId), toSign, 'and still for a colleague');
  await pauseEngagement(ctx('dara'), submissionId);
  assert.deepEqual(await waiting('dov', submissionId), [], 'a pause holds it');
  await resumeEngagement(ctx('dara'), submissionId);
  assert.deepEqual(await waiting('dov', submissionId), toSign);
});

test('an access in force waits for nobody until seven days before it ends by itself', async () => {
  const submissionId = await submit(stage.access);
  const grantId = await ask(stage.access, submissionId, 'tool');
  await offerGrant(ctx('dara'), grantId, termsFrom(stage.clock.now(), 'tool'));
  const closes = async (closesAt: Date) =>
    await stage.access.asOwner(
      `with it as (update access.model_grant set state = 'active', activated_at = requested_at where id = $1
         returning id, submission_id, kind)
       insert into access.review_window (grant_id, submission_id, kind, developer_id, model_key, opens_at, closes_at)
       select it.id, it.submission_id, it.kind, s.developer_id, s.model_key, $2::timestamptz - interval '20 days', $2
       from it join access.submission s on s.id = it.submission_id`,
      [grantId, closesAt],
    );
  const closesAt = new Date(stage.clock.now().getTime() + 7 * dayMs + 1);
  await closes(closesAt);
  assert.deepEqual(await waiting('dara', submissionId), []);
  stage.pass(1);
  const ending = [['access_ends', 'evaluator-7', closesAt, null]];
  assert.deepEqual(await waiting('dara', submissionId), ending);
  stage.pass(7 * dayMs - 1);
  assert.deepEqual(await waiting('dara', submissionId), ending);
  stage.pass(1);
  assert.deepEqual(await waiting('dara', submissionId), []);
});

test('a question waits while the office needs to know more', async () => {
  const { questionId, submissionId } = await askedQuestion(stage);
  assert.deepEqual(await waiting('dara', submissionId), []);
  const since = stage.clock.now();
  await needMore(ctx('eli'), questionId, 'How large is it?');
  assert.deepEqual(await waiting('dara', submissionId), [
    ['supplement', 'Tern Office', null, since],
  ]);
  await supplementQuestion(ctx('dara'), questionId, {
    descriptor: { what: 'a model', capabilities: 'reads and writes code', context: 'in detail' },
    contact: 'Dov Larch, dov@larch.example',
  });
  assert.deepEqual(await waiting('dara', submissionId), []);
});

test('a signed determination waits until it is appealed or the time for that is over', async () => {
  const one = await signedDetermination(stage);
  const until = one.appealUntil ?? new Date(NaN);
  assert.deepEqual(await waiting('dov', one.submissionId), [['appeal', null, until, null]]);
  await fileAppeal(ctx('dara'), {
    about: 'determination',
    subjectId: one.id,
    grounds: 'The tasks that were run are none that this model was trained for.',
  });
  assert.deepEqual(await waiting('dov', one.submissionId), []);
  const other = await signedDetermination(stage);
  const left = (other.appealUntil?.getTime() ?? 0) - stage.clock.now().getTime();
  stage.pass(left - 1);
  assert.equal((await waiting('dov', other.submissionId)).length, 1);
  stage.pass(1);
  assert.deepEqual(await waiting('dov', other.submissionId), []);
});

test('a partner that the other side nominated waits, and one’s own nomination does not', async () => {
  const submissionId = await submit(stage.access);
  const partnership = await nominated(stage, submissionId, 'eli');
  const [[kind, partner] = [], ...rest] = await waiting('dara', submissionId);
  assert.deepEqual([kind, partner, rest], ['sign_partner', 'Fen Water', []]);
  await signBy(stage, partnership, 'dara');
  assert.deepEqual(await waiting('dara', submissionId), []);
  const other = await submit(stage.access);
  await nominated(stage, other, 'dara');
  assert.deepEqual(await waiting('dov', other), []);
});

test('a destruction waits for a second person, and not for who asked', async () => {
  const submissionId = await submit(stage.access);
  await withdrawEngagement(ctx('dara'), submissionId);
  const since = stage.clock.now();
  await askDestruction(ctx('dara'), submissionId, 'the engagement is over');
  assert.deepEqual(await waiting('dara', submissionId), []);
  assert.deepEqual(await waiting('dov', submissionId), [['destroy', null, null, since]]);
});

test('the oldest of many engagements is not forgotten, and another developer has none of them', async () => {
  const { questionId, submissionId } = await askedQuestion(stage);
  await needMore(ctx('eli'), questionId, 'How large is it?');
  for (let count = 0; count < 30; count++) {
    stage.pass(1000);
    await opened(stage.access);
  }
  assert.equal((await waiting('dara', submissionId)).length, 1);
  assert.deepEqual(await stepsOf('rhea'), []);
  for (const name of ['cai', 'pia', 'olga'] as const)
    await assert.rejects(
      stepsOf(name),
      (error) => error instanceof Refusal && error.code === 'not_found',
      name,
    );
});

test('a question waits for every evaluator of its office until the office has moved, and by its clock', async () => {
  const { questionId, submissionId } = await askedQuestion(stage);
  const dueAt = async () => (await showQuestion(ctx('eli'), questionId)).answerDueAt;
  const askedAt = stage.clock.now();
  const asked = [['take_up', 'Larch Labs', await dueAt(), askedAt]];
  assert.deepEqual(await waiting('eli', submissionId), asked);
  assert.deepEqual(await waiting('dara', submissionId), []);
  assert.deepEqual(await waiting('deb', submissionId), [], 'it is the evaluators’');
  await pauseEngagement(ctx('dara'), submissionId);
  assert.deepEqual(await waiting('eli', submissionId), [], 'a pause holds it');
  await resumeEngagement(ctx('dara'), submissionId);
  stage.pass(1000);
  await acknowledgeQuestion(ctx('eli'), questionId);
  assert.deepEqual(await waiting('eli', submissionId), [
    ['answer', 'Larch Labs', await dueAt(), stage.clock.now()],
  ]);
  await needMore(ctx('eli'), questionId, 'How large is it?');
  assert.deepEqual(await waiting('eli', submissionId), [], 'it waits for the developer');
});

test('a determination waits for the signature of who decided, then of others who neither ran nor dissented', async () => {
  const { id, submissionId, decidedAt } = await decidedDetermination(
    stage,
    await reportedRun(stage),
  );
  const due = [['sign_determination', null, null, decidedAt]];
  assert.deepEqual(await waiting('deb', submissionId), due);
  assert.equal(
    (await stepsOf('deb')).find((step) => step.submissionId === submissionId)?.determinationId,
    id,
  );
  assert.deepEqual(await waiting('drew', submissionId), [], 'whoever decided signs first');
  await signStatement(stage, id, 'deb');
  assert.deepEqual(await waiting('deb', submissionId), []);
  for (const name of ['drew', 'dag'] as const)
    assert.deepEqual(await waiting(name, submissionId), due, name);
  await dissentFrom(ctx('dag'), id, 'twelve tasks are few for such a step');
  assert.deepEqual(await waiting('drew', submissionId), [], 'the words changed');
  assert.deepEqual(await waiting('deb', submissionId), due, 'so they are signed anew');
  await signStatement(stage, id, 'deb');
  assert.deepEqual(await waiting('dag', submissionId), [], 'nobody signs against their dissent');
  assert.deepEqual(await waiting('drew', submissionId), due);
  await signStatement(stage, id, 'drew');
  assert.deepEqual(await waiting('drew', submissionId), []);
});

test('to whoever declared an interest nothing of the engagement waits, and to a colleague all of it', async () => {
  const { questionId, submissionId } = await askedQuestion(stage);
  await needMore(ctx('eli'), questionId, 'How large is it?');
  const other = await submit(stage.access);
  await nominated(stage, other, 'eli');
  const third = await opened(stage.access);
  await ask(stage.access, third);
  const among = async (name: ReviewName) =>
    (await stepsOf(name))
      .map((step) => step.submissionId)
      .filter((id) => [submissionId, other, third].includes(id))
      .sort();
  const everything = [submissionId, other, third].sort();
  assert.deepEqual(await among('dara'), everything);
  // As somebody of the developer's organisation who is an overseer too might have.
  await stage.access.asOwner(
    'update access.submission set recused = array_append(recused, $2) where id = any($1)',
    [everything, stage.idOf('dara')],
  );
  await stage.access.asOwner(
    `insert into access.declaration (submission_id, person_id, has_interest, words, at)
     select id, $2, true, 'shares', now() from unnest($1::text[]) id`,
    [everything, stage.idOf('dara')],
  );
  assert.deepEqual(await among('dara'), []);
  assert.deepEqual(await among('dov'), everything);
});
