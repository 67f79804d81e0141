/** Questions on a real database: asked with nothing else there, carried on, answered, withdrawn, receipted. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { engagementFacts } from '#access';
import { textOf } from '#gateway';
import { deliver } from '#platform/outbox';
import { Refusal } from '#platform/problems';
import { settled } from '#test/server';
import { askAgain, askQuestion, supplementQuestion } from './commands/ask-question.ts';
import {
  acknowledgeQuestion,
  answerWithoutAccess,
  needMore,
  withdrawQuestion,
} from './commands/move-question.ts';
import {
  listQuestions,
  listQuestionsOf,
  readQuestion,
  receiptOf,
  showQuestion,
} from './question-queries.ts';
import {
  askedQuestion,
  chooseScope,
  decidedDetermination,
  dayMs,
  declareInterest,
  openReview,
  pauseEngagement,
  question,
  reportedRun,
  resumeEngagement,
  rowOf,
  signStatement,
  type ReviewName,
  type ReviewStage,
  withdrawEngagement,
} from './review.fixture.ts';
import { reviewSubscriptions } from './subscriptions.ts';

let stage: ReviewStage;
before(async () => void (stage = await openReview()));
after(() => stage.close());

const ctx = (name: ReviewName) => stage.ctx(name);
const page = { limit: 100 };
const why = 'to see what is asked';
const absentId = 'question_00000000000000000000000000';
const words = 'It cannot be told without access to the model.';
const content = {
  descriptor: { what: 'a model', capabilities: 'reads and writes code', context: 'in detail' },
  contact: 'Dov Larch, dov@larch.example',
};

const refusal = (code: string, said?: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.code === code && (said?.test(error.message) ?? true);
const unfit = (field: string) => (error: unknown) =>
  refusal('invalid_input')(error) &&
  (error as Refusal).errors.some(({ pointer }) => pointer === `/body/${field}`);

const reads = [
  (name: ReviewName, id: string) => showQuestion(ctx(name), id),
  (name: ReviewName, id: string) => readQuestion(ctx(name), id, why),
  (name: ReviewName, id: string) => receiptOf(ctx(name), id),
];
const steps = {
  acknowledge: (name: ReviewName, id: string) => acknowledgeQuestion(ctx(name), id),
  need_more: (name: ReviewName, id: string) => needMore(ctx(name), id, words),
  answer: (name: ReviewName, id: string) => answerWithoutAccess(ctx(name), id, words),
  supplement: (name: ReviewName, id: string) => supplementQuestion(ctx(name), id, content),
  withdraw: (name: ReviewName, id: string) => withdrawQuestion(ctx(name), id),
};
const into = {
  acknowledged: 'acknowledge',
  more_needed: 'need_more',
  answered: 'answer',
  withdrawn: 'withdraw',
} as const;
async function questionIn(state: keyof typeof into | 'asked') {
  const made = await askedQuestion(stage);
  if (state !== 'asked')
    await steps[into[state]](state === 'withdrawn' ? 'dara' : 'deb', made.questionId);
  assert.equal((await showQuestion(ctx('dara'), made.questionId)).state, state);
  return made;
}

test('a question needs no gateway, no access and no model: the engagement opens with it', async () => {
  const id = await askQuestion(ctx('dara'), question(stage, { declaredAs: 'Kestrel, next' }));
  const view = await showQuestion(ctx('dara'), id);
  assert.deepEqual(
    [view.state, view.declaredAs, view.evaluator],
    ['asked', 'Kestrel, next', 'Tern Office'],
  );
  assert.deepEqual(view.may, ['withdraw', 'read']);
  const due = new Date(stage.clock.now().getTime() + 14 * dayMs);
  assert.deepEqual(view.answerDueAt, due);
  const facts = await engagementFacts(stage.access.inner.database.db, view.submissionId);
  assert.deepEqual([facts?.hasGateway, facts?.modelDigest, facts?.state], [false, null, 'open']);
  const { rows } = await stage.access.asOwner(
    'select from access.model_grant where submission_id = $1',
    [view.submissionId],
  );
  assert.equal(rows.length, 0);
});

test('it is there for both sides, for officials and overseers, and for nobody else', async () => {
  const { questionId, submissionId } = await askedQuestion(stage);
  for (const name of ['dara', 'dov', 'eli', 'deb', 'olga'] as const) {
    assert.equal((await showQuestion(ctx(name), questionId)).id, questionId, name);
    const { items } = await listQuestions(ctx(name), page);
    assert.ok(
      items.some(({ id }) => id === questionId),
      name,
    );
    const { items: own } = await listQuestionsOf(ctx(name), submissionId, page);
    assert.deepEqual(
      own.map(({ id }) => id),
      [questionId],
      name,
    );
  }
  assert.deepEqual((await listQuestions(ctx('rhea'), page)).items, []);
  for (const name of ['cai', 'pia'] as const)
    await assert.rejects(listQuestions(ctx(name), page), refusal('not_found'), name);
});

test('what one may not see is what is not there, word for word', async () => {
  const { questionId, submissionId } = await askedQuestion(stage);
  await declareInterest(ctx('drew'), submissionId, { hasInterest: true, words: 'I own shares' });
  const said = async (asked: Promise<unknown>): Promise<string> => {
    const error: unknown = await asked.then(
      () => undefined,
      (refused: unknown) => refused,
    );
    assert.ok(error instanceof Refusal && error.code === 'not_found', String(error));
    return error.message;
  };
  const seen = new Set<string>();
  for (const name of ['rhea', 'cai', 'pia', 'drew'] as const)
    for (const act of [...reads, ...Object.values(steps)]) {
      seen.add(await said(act(name, questionId)));
      seen.add(await said(act(name, absentId)));
    }
  for (const id of [submissionId, 'sub_absent'])
    seen.add(await said(listQuestionsOf(ctx('drew'), id, page)));
  assert.equal(seen.size, 1);
  const { items } = await listQuestions(ctx('drew'), page);
  assert.ok(items.length > 0 && items.every(({ id }) => id !== questionId));
});

test('its words open to the developer, and to others once they declared that they have no interest', async () => {
  const questionId = await askQuestion(ctx('dara'), question(stage));
  const { submissionId, may } = await showQuestion(ctx('deb'), questionId);
  assert.deepEqual(may, ['acknowledge']);
  for (const name of ['eli', 'deb', 'olga'] as const)
    await assert.rejects(readQuestion(ctx(name), questionId, why), refusal('not_declared'), name);
  for (const act of [steps.need_more, steps.answer])
    await assert.rejects(act('deb', questionId), refusal('not_declared'));
  const { descriptor } = await readQuestion(ctx('dov'), questionId, why);
  assert.equal(descriptor.what, question(stage).descriptor.what);
  await declareInterest(ctx('deb'), submissionId, { hasInterest: false, words: '' });
  assert.deepEqual(
    await readQuestion(ctx('deb'), questionId, why),
    await readQuestion(ctx('dara'), questionId, why),
  );
});

test('the office takes it up, asks for more while its clock stands, and answers', async () => {
  const { questionId } = await askedQuestion(stage);
  await acknowledgeQuestion(ctx('eli'), questionId);
  await needMore(ctx('deb'), questionId, 'Say which tools it may use by itself.');
  const waiting = await showQuestion(ctx('dara'), questionId);
  assert.deepEqual(
    [waiting.state, waiting.words, waiting.answerDueAt, waiting.may],
    [
      'more_needed',
      'Say which tools it may use by itself.',
      null,
      ['supplement', 'withdraw', 'read'],
    ],
  );
  stage.pass(30 * dayMs);
  await supplementQuestion(ctx('dov'), questionId, content);
  const again = await showQuestion(ctx('deb'), questionId);
  assert.deepEqual([again.state, again.words], ['acknowledged', null]);
  assert.deepEqual(again.answerDueAt, new Date(stage.clock.now().getTime() + 14 * dayMs));
  assert.deepEqual(
    (await readQuestion(ctx('deb'), questionId, why)).descriptor,
    content.descriptor,
  );
  await answerWithoutAccess(ctx('deb'), questionId, words);
  const over = await showQuestion(ctx('dara'), questionId);
  assert.deepEqual(
    [over.state, over.words, over.settledBy, over.may],
    ['answered', words, 'deb', ['read']],
  );
});

test('each step belongs to a side, and an overseer takes none', async () => {
  const { questionId, submissionId } = await askedQuestion(stage);
  for (const act of [steps.acknowledge, steps.need_more, steps.answer])
    for (const name of ['dara', 'olga'] as const)
      await assert.rejects(act(name, questionId), refusal('forbidden'));
  for (const act of [steps.supplement, steps.withdraw])
    for (const name of ['eli', 'deb', 'olga'] as const)
      await assert.rejects(act(name, questionId), refusal('forbidden'));
  const more = { ...content, isConfidential: true };
  for (const name of ['eli', 'deb', 'olga'] as const)
    await assert.rejects(askAgain(ctx(name), submissionId, more), refusal('forbidden'), name);
  await assert.rejects(askAgain(ctx('rhea'), submissionId, more), refusal('not_found'));
  await assert.rejects(askQuestion(ctx('eli'), question(stage)), refusal('not_found'));
});

test('the developer withdraws in every state that is not over, and also while it has paused', async () => {
  for (const state of ['asked', 'acknowledged', 'more_needed'] as const) {
    const { questionId, submissionId } = await questionIn(state);
    if (state === 'more_needed') await pauseEngagement(ctx('dara'), submissionId);
    await withdrawQuestion(ctx('dov'), questionId);
    const { state: after, may } = await showQuestion(ctx('dara'), questionId);
    assert.deepEqual([after, may], ['withdrawn', ['read']]);
  }
  for (const state of ['answered', 'withdrawn'] as const) {
    const { questionId } = await questionIn(state);
    await assert.rejects(withdrawQuestion(ctx('dara'), questionId), refusal('illegal_transition'));
  }
});

test('while the developer has paused nothing goes on, and after it resumed everything does', async () => {
  const { questionId, submissionId } = await questionIn('asked');
  await pauseEngagement(ctx('dara'), submissionId);
  for (const act of [steps.acknowledge, steps.need_more, steps.answer])
    await assert.rejects(act('deb', questionId), refusal('engagement_paused'));
  assert.deepEqual((await showQuestion(ctx('deb'), questionId)).may, ['read']);
  await assert.rejects(
    askAgain(ctx('dara'), submissionId, { ...content, isConfidential: false }),
    refusal('engagement_paused'),
  );
  await resumeEngagement(ctx('dara'), submissionId);
  await acknowledgeQuestion(ctx('deb'), questionId);
});

test('a question is possible whatever the developer takes part in', async () => {
  const { questionId, submissionId } = await questionIn('withdrawn');
  await chooseScope(ctx('dara'), submissionId, []);
  const again = await askAgain(ctx('dara'), submissionId, { ...content, isConfidential: false });
  assert.notEqual(again, questionId);
  await answerWithoutAccess(ctx('deb'), again, words);
});

test('of two questions at once one is asked, and of two answers at once one is given', async () => {
  const { submissionId } = await questionIn('withdrawn');
  const more = { ...content, isConfidential: true };
  const asked = await Promise.allSettled([
    askAgain(ctx('dara'), submissionId, more),
    askAgain(ctx('dov'), submissionId, more),
  ]);
  const [id] = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const refused = asked.flatMap((each) =>
    each.status === 'rejected' ? [each.reason as unknown] : [],
  );
  assert.equal(refused.length, 1);
  assert.ok(refusal('question_open')(refused[0]));
  const answered = await Promise.allSettled([
    steps.answer('deb', id ?? ''),
    steps.answer('drew', id ?? ''),
  ]);
  const late = answered.flatMap((each) =>
    each.status === 'rejected' ? [each.reason as unknown] : [],
  );
  assert.equal(late.length, 1);
  assert.ok(refusal('illegal_transition')(late[0]));
});

test('a planned release lies ahead, and the public one is not before the partners’', async () => {
  const now = stage.clock.now();
  const later = (ms: number) => textOf(new Date(now.getTime() + ms));
  for (const field of ['plannedReleaseAt', 'publicReleaseAt'] as const) {
    for (const ms of [-dayMs, -1000, 0])
      await assert.rejects(
        askQuestion(ctx('dara'), question(stage, { [field]: later(ms) })),
        unfit(field),
      );
    await askQuestion(ctx('dara'), question(stage, { [field]: later(1000) }));
  }
  const plan = (planned: number, open: number) =>
    askQuestion(
      ctx('dara'),
      question(stage, { plannedReleaseAt: later(planned), publicReleaseAt: later(open) }),
    );
  await assert.rejects(plan(2000, 1000), unfit('publicReleaseAt'));
  await plan(1000, 1000);
  const view = await showQuestion(ctx('dara'), await plan(1000, 2000));
  const facts = await engagementFacts(stage.access.inner.database.db, view.submissionId);
  assert.deepEqual(facts?.plannedReleaseAt, new Date(now.getTime() + 1000));
  assert.deepEqual(facts?.publicReleaseAt, new Date(now.getTime() + 2000));
});

test('with the engagement an open question is withdrawn, and one that is over stays as it was', async () => {
  const open = await questionIn('more_needed');
  const over = await questionIn('answered');
  for (const { submissionId } of [open, over]) await withdrawEngagement(ctx('dara'), submissionId);
  const { inner } = stage.access;
  await settled(inner);
  for (const subscription of reviewSubscriptions(inner))
    while ((await deliver(inner.database, subscription)) > 0);
  const shown = async ({ questionId }: { questionId: string }) => {
    const { state, settledBy } = await showQuestion(ctx('dara'), questionId);
    return [state, settledBy];
  };
  assert.deepEqual(await shown(open), ['withdrawn', 'review (automatic)']);
  assert.deepEqual(await shown(over), ['answered', 'deb']);
  await assert.rejects(
    askAgain(ctx('dara'), open.submissionId, { ...content, isConfidential: true }),
    refusal('engagement_withdrawn'),
  );
});

test('a signed determination answers the question it was opened for, and leaves one that is over as it was', async () => {
  for (const isWithdrawn of [false, true]) {
    const run = await reportedRun(stage);
    const questionId = await askAgain(ctx('dara'), run.submissionId, {
      ...content,
      isConfidential: true,
    });
    const { id } = await decidedDetermination(stage, run);
    if (isWithdrawn) await withdrawQuestion(ctx('dara'), questionId);
    await signStatement(stage, id, 'deb', 'drew');
    assert.equal((await rowOf(stage, id)).state, 'signed');
    const { state, words: said, answerDueAt } = await showQuestion(ctx('dara'), questionId);
    assert.deepEqual(
      [state, said, answerDueAt],
      [isWithdrawn ? 'withdrawn' : 'answered', null, null],
    );
  }
});
