/**
 * The evaluating office takes a question up, says what it still needs, or answers that without access it cannot
 * tell; a signed determination answers it too. Or the developer takes it back, without a word.
 */
import { requireOpen } from '#access';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { requireDeclared } from '../policy.ts';
import { isQuestionOpen, nextQuestionState } from '../question-state.ts';
import {
  moveQuestion,
  openQuestionOf,
  questionForUpdate,
  type QuestionRow,
} from '../question-store.ts';
import { questionInHand } from './question-in-hand.ts';

const office = ['evaluator', 'determiner'] as const;

export async function acknowledgeQuestion(ctx: Context, id: string): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { question, person, engagement } = await questionInHand(ctx, tx, id, ...office);
    requireOpen(engagement);
    const { answerDueAt } = question;
    const state = nextQuestionState(question.state, 'acknowledge');
    const at = ctx.clock.now();
    await moveQuestion(tx, id, { state, at, words: null, answerDueAt, settledBy: person.id });
    await record(ctx, tx, {
      log: logs.engagement(question.submissionId),
      type: 'review.question_acknowledged',
      subject: id,
      payload: {},
    });
  });
}

/** The office's clock stops until the developer has added what is needed. */
export async function needMore(ctx: Context, id: string, words: string): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { question, person, engagement } = await questionInHand(ctx, tx, id, ...office);
    requireOpen(engagement);
    requireDeclared(person, engagement);
    const state = nextQuestionState(question.state, 'need_more');
    const at = ctx.clock.now();
    await moveQuestion(tx, id, { state, at, words, answerDueAt: null, settledBy: person.id });
    await record(ctx, tx, {
      log: logs.engagement(question.submissionId),
      type: 'review.question_more_needed',
      subject: id,
      payload: {},
    });
  });
}

/** Without a determination, there is one answer: that it cannot be told without access, and why. */
export async function answerWithoutAccess(ctx: Context, id: string, words: string): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { question, person, engagement } = await questionInHand(ctx, tx, id, ...office);
    requireOpen(engagement);
    requireDeclared(person, engagement);
    await answer(ctx, tx, question, { words, determinationId: null });
  });
}

/**
 * For the signing of a determination that was opened for a question, in its transaction. A question that was
 * withdrawn or answered meanwhile stays so.
 */
export async function answerByDetermination(
  ctx: Context,
  tx: Tx,
  questionId: string,
  determinationId: string,
): Promise<void> {
  const question = await questionForUpdate(tx, questionId);
  if (question === undefined || !isQuestionOpen(question.state)) return;
  await answer(ctx, tx, question, { words: null, determinationId });
}

async function answer(
  ctx: Context,
  tx: Tx,
  question: QuestionRow,
  { words, determinationId }: { words: string | null; determinationId: string | null },
): Promise<void> {
  const state = nextQuestionState(question.state, 'answer');
  await moveQuestion(tx, question.id, {
    state,
    at: ctx.clock.now(),
    words,
    answerDueAt: null,
    settledBy: ctx.actor.id,
  });
  await record(ctx, tx, {
    log: logs.engagement(question.submissionId),
    type: 'review.question_answered',
    subject: question.id,
    payload: { determinationId },
  });
}

/** Also while the engagement is paused: taking back is always possible. */
export async function withdrawQuestion(ctx: Context, id: string): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { question } = await questionInHand(ctx, tx, id, 'developer');
    await withdraw(ctx, tx, question);
  });
}

/** With the engagement, which its developer has withdrawn. */
export async function withdrawOpenQuestion(
  ctx: Context,
  tx: Tx,
  submissionId: string,
): Promise<void> {
  const question = await openQuestionOf(tx, submissionId);
  if (question !== undefined) await withdraw(ctx, tx, question);
}

async function withdraw(ctx: Context, tx: Tx, question: QuestionRow): Promise<void> {
  const state = nextQuestionState(question.state, 'withdraw');
  await moveQuestion(tx, question.id, {
    state,
    at: ctx.clock.now(),
    words: null,
    answerDueAt: null,
    settledBy: ctx.actor.id,
  });
  await record(ctx, tx, {
    log: logs.engagement(question.submissionId),
    type: 'review.question_withdrawn',
    subject: question.id,
    payload: {},
  });
}
