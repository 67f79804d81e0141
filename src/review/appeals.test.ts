/** Appeals on a real database: in time, one at once, answered by somebody who signed nothing of it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Refusal } from '#platform/problems';
import { listAppeals, listAppealsOf, readGrounds, showAppeal } from './appeal-queries.ts';
import { answerAppeal, type AnswerAppeal } from './commands/answer-appeal.ts';
import { fileAppeal, withdrawAppeal } from './commands/file-appeal.ts';
import { refusePartner } from './commands/sign-partnership.ts';
import { listAssessments } from './assessment-queries.ts';
import { nominated, submissionFor } from './partnership.fixture.ts';
import {
  dayMs,
  decidedDetermination,
  declareInterest,
  declareOfficials,
  openedDetermination,
  openReview,
  pauseEngagement,
  reportedRun,
  type ReviewName,
  type ReviewStage,
  rowOf,
  signedDetermination,
  withdrawEngagement,
} from './review.fixture.ts';

let stage: ReviewStage;
before(async () => void (stage = await openReview()));
after(() => stage.close());

const ctx = (name: ReviewName) => stage.ctx(name);
const page = { limit: 100 };
const why = 'to answer it';
const grounds = 'Two of the tasks could not be solved on the machine that they were run on.';
const answer =
  'The two tasks were run again on another machine by people who had not run them before, and the scores are the same as they were.';
const refusal = (code: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code;

const against = (subjectId: string, about: 'determination' | 'partnership' = 'determination') => ({
  about,
  subjectId,
  grounds,
});
const answered = (as: AnswerAppeal['as']): AnswerAppeal => ({ as, answer });

/** Against a determination of its own, by Dara. */
async function filed() {
  const { id: subjectId, submissionId } = await signedDetermination(stage);
  const id = await fileAppeal(ctx('dara'), against(subjectId));
  return { id, subjectId, submissionId };
}

/** Fen Water, nominated by the developer and refused by the evaluator. */
async function refusedPartner(): Promise<{ subjectId: string; submissionId: string }> {
  const submissionId = await submissionFor(stage);
  await declareOfficials(stage, submissionId);
  const subjectId = await nominated(stage, submissionId, 'dara');
  await refusePartner(ctx('eli'), subjectId, {
    code: 'scope_too_wide',
    because: 'six systems are named where the task needs one',
  });
  return { subjectId, submissionId };
}

test('the developer appeals, an official who signed nothing answers, and everybody reads the answer', async () => {
  const { id, subjectId, submissionId } = await filed();
  const view = await showAppeal(ctx('dara'), id);
  assert.deepEqual([view.state, view.isOverdue, view.may], ['filed', false, ['withdraw', 'read']]);
  assert.deepEqual(view.answerBy, new Date(stage.clock.now().getTime() + 30 * dayMs));
  for (const name of ['deb', 'drew'] as const) {
    assert.deepEqual((await showAppeal(ctx(name), id)).may, ['read'], name);
    await assert.rejects(answerAppeal(ctx(name), id, answered('dismissed')), refusal('appeal_own'));
  }
  for (const name of ['dara', 'eli', 'olga'] as const)
    await assert.rejects(answerAppeal(ctx(name), id, answered('upheld')), refusal('forbidden'));
  assert.equal((await readGrounds(ctx('dag'), id, why)).grounds, grounds);
  await answerAppeal(ctx('dag'), id, answered('dismissed'));
  for (const name of ['dara', 'eli', 'deb', 'olga'] as const) {
    const over = await showAppeal(ctx(name), id);
    assert.deepEqual(
      [over.state, over.answer, over.answeredBy],
      ['dismissed', answer, 'dag'],
      name,
    );
  }
  assert.equal((await rowOf(stage, subjectId)).state, 'signed');
  assert.deepEqual(
    (await listAppealsOf(ctx('deb'), submissionId, page)).items.map((each) => each.id),
    [id],
  );
});

test('one that is upheld ends the determination, and a new one can be opened on the same run', async () => {
  const run = await reportedRun(stage);
  const { id: subjectId } = await signedDetermination(stage, run);
  const id = await fileAppeal(ctx('dov'), against(subjectId));
  await answerAppeal(ctx('dag'), id, answered('upheld'));
  assert.equal((await rowOf(stage, subjectId)).state, 'superseded');
  // What the developer may be told of it stays what it was.
  assert.ok(
    (await listAssessments(ctx('dara'), subjectId)).tiers.every(
      ({ state }) => state === 'review_due',
    ),
  );
  await assert.rejects(fileAppeal(ctx('dara'), against(subjectId)), refusal('illegal_transition'));
  await openedDetermination(stage, run);
});

test('the time to appeal ends thirty days after the second signature, to the millisecond', async () => {
  const early = await signedDetermination(stage);
  stage.pass(30 * dayMs - 1);
  await withdrawAppeal(ctx('dara'), await fileAppeal(ctx('dara'), against(early.id)));
  stage.pass(1);
  await assert.rejects(fileAppeal(ctx('dara'), against(early.id)), refusal('appeal_late'));
  stage.pass(1);
  await assert.rejects(fileAppeal(ctx('dara'), against(early.id)), refusal('appeal_late'));
});

test('of two appeals at once one is filed, and of two answers at once one is given', async () => {
  const { id: subjectId } = await signedDetermination(stage);
  const both = await Promise.allSettled(
    (['dara', 'dov'] as const).map((name) => fileAppeal(ctx(name), against(subjectId))),
  );
  const [id] = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const second = both.flatMap((each) =>
    each.status === 'rejected' ? [each.reason as unknown] : [],
  );
  assert.equal(second.length, 1);
  assert.ok(refusal('appeal_open')(second[0]));
  const answers = await Promise.allSettled(
    (['upheld', 'dismissed'] as const).map((as) =>
      answerAppeal(ctx('dag'), id ?? '', answered(as)),
    ),
  );
  const late = answers.flatMap((each) =>
    each.status === 'rejected' ? [each.reason as unknown] : [],
  );
  assert.equal(late.length, 1);
  assert.ok(refusal('illegal_transition')(late[0]));
});

test('only what is signed is appealed, and only by the developer', async () => {
  const decided = await decidedDetermination(stage, await reportedRun(stage));
  await assert.rejects(fileAppeal(ctx('dara'), against(decided.id)), refusal('illegal_transition'));
  const { id } = await signedDetermination(stage);
  for (const name of ['eli', 'deb', 'olga'] as const)
    await assert.rejects(fileAppeal(ctx(name), against(id)), refusal('forbidden'), name);
  for (const name of ['rhea', 'cai', 'pia'] as const)
    await assert.rejects(fileAppeal(ctx(name), against(id)), refusal('not_found'), name);
  for (const about of ['determination', 'partnership'] as const)
    await assert.rejects(fileAppeal(ctx('dara'), against('absent', about)), refusal('not_found'));
});

test('the grounds open to whoever appealed, to officials and to overseers, once they declared', async () => {
  const { id, submissionId } = await filed();
  for (const name of ['dara', 'dov', 'deb', 'olga'] as const)
    assert.equal((await readGrounds(ctx(name), id, why)).grounds, grounds, name);
  await assert.rejects(readGrounds(ctx('eli'), id, why), refusal('not_found'));
  await stage.access.asOwner(
    `update access.submission set disinterested = array_remove(disinterested, $2) where id = $1`,
    [submissionId, stage.idOf('dag')],
  );
  await assert.rejects(readGrounds(ctx('dag'), id, why), refusal('not_declared'));
  await assert.rejects(answerAppeal(ctx('dag'), id, answered('upheld')), refusal('not_declared'));
  await declareInterest(ctx('dag'), submissionId, { hasInterest: true, words: 'I worked there' });
  for (const act of [
    () => showAppeal(ctx('dag'), id),
    () => readGrounds(ctx('dag'), id, why),
    () => answerAppeal(ctx('dag'), id, answered('upheld')),
    () => listAppealsOf(ctx('dag'), submissionId, page),
  ])
    await assert.rejects(act(), refusal('not_found'));
  const { items } = await listAppeals(ctx('dag'), page);
  assert.ok(items.length > 0 && items.every((each) => each.id !== id));
});

test('to others it is not there, and one that is not there gives the same answer', async () => {
  const { id } = await filed();
  for (const name of ['rhea', 'cai', 'pia'] as const)
    for (const each of [id, 'appeal_absent']) {
      await assert.rejects(showAppeal(ctx(name), each), refusal('not_found'));
      await assert.rejects(readGrounds(ctx(name), each, why), refusal('not_found'));
      await assert.rejects(withdrawAppeal(ctx(name), each), refusal('not_found'));
      await assert.rejects(answerAppeal(ctx(name), each, answered('upheld')), refusal('not_found'));
    }
  assert.deepEqual((await listAppeals(ctx('rhea'), page)).items, []);
  await assert.rejects(listAppeals(ctx('cai'), page), refusal('not_found'));
});

test('one that nobody answers is shown as overdue, and answered all the same', async () => {
  const { id } = await filed();
  stage.pass(30 * dayMs - 1);
  assert.equal((await showAppeal(ctx('dara'), id)).isOverdue, false);
  stage.pass(1);
  assert.equal((await showAppeal(ctx('dara'), id)).isOverdue, true);
  await answerAppeal(ctx('dag'), id, answered('dismissed'));
  assert.equal((await showAppeal(ctx('dara'), id)).isOverdue, false);
});

test('a pause holds filing and answering, not taking back; after a withdrawal both are possible', async () => {
  const { id, subjectId, submissionId } = await filed();
  await pauseEngagement(ctx('dara'), submissionId);
  await assert.rejects(
    answerAppeal(ctx('dag'), id, answered('upheld')),
    refusal('engagement_paused'),
  );
  await assert.rejects(withdrawAppeal(ctx('deb'), id), refusal('forbidden'));
  await withdrawAppeal(ctx('dov'), id);
  await assert.rejects(withdrawAppeal(ctx('dov'), id), refusal('illegal_transition'));
  await assert.rejects(fileAppeal(ctx('dara'), against(subjectId)), refusal('engagement_paused'));
  await withdrawEngagement(ctx('dara'), submissionId);
  const again = await fileAppeal(ctx('dara'), against(subjectId));
  await answerAppeal(ctx('dag'), again, answered('upheld'));
  assert.equal((await rowOf(stage, subjectId)).state, 'superseded');
});

test('a partner that was refused appeals, sees its own appeal and nothing else, and may be nominated again', async () => {
  const { subjectId, submissionId } = await refusedPartner();
  await assert.rejects(nominated(stage, submissionId, 'dara'), refusal('partner_refused'));
  const id = await fileAppeal(ctx('pia'), against(subjectId, 'partnership'));
  assert.deepEqual((await showAppeal(ctx('pia'), id)).may, ['withdraw', 'read']);
  assert.equal((await readGrounds(ctx('pia'), id, why)).grounds, grounds);
  assert.deepEqual(
    (await listAppeals(ctx('pia'), page)).items.map((each) => each.id),
    [id],
  );
  await assert.rejects(listAppealsOf(ctx('pia'), submissionId, page), refusal('not_found'));
  // Each side reads that there is an appeal; what it says is between the partner and the officials.
  for (const name of ['dara', 'eli'] as const) {
    assert.deepEqual((await showAppeal(ctx(name), id)).may, [], name);
    await assert.rejects(readGrounds(ctx(name), id, why), refusal('not_found'));
    await assert.rejects(withdrawAppeal(ctx(name), id), refusal('forbidden'));
  }
  await answerAppeal(ctx('deb'), id, answered('upheld'));
  await nominated(stage, submissionId, 'dara');
});

test('against a refusal either side appeals too, within thirty days of it', async () => {
  const { subjectId } = await refusedPartner();
  const id = await fileAppeal(ctx('eli'), against(subjectId, 'partnership'));
  await withdrawAppeal(ctx('esra'), id);
  stage.pass(30 * dayMs - 1);
  await withdrawAppeal(
    ctx('dara'),
    await fileAppeal(ctx('dara'), against(subjectId, 'partnership')),
  );
  stage.pass(1);
  for (const name of ['dara', 'eli', 'pia'] as const)
    await assert.rejects(
      fileAppeal(ctx(name), against(subjectId, 'partnership')),
      refusal('appeal_late'),
    );
});
