/**
 * A developer asks an evaluating office whether a model under development would be covered. Voluntary; it needs
 * no gateway and gives no access, and the developer may take it back. Where no engagement is there yet, one
 * opens with the question, in one transaction.
 */
import { openEngagement, requireOpen, type OpenEngagement } from '#access';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { clocks, daysAfter } from '../clocks.ts';
import { asDeveloper } from '../policy.ts';
import { descriptorSha256, type QuestionContent } from '../question.ts';
import { firstQuestionState, nextQuestionState } from '../question-state.ts';
import { addQuestion, moveQuestion, replaceDescriptor } from '../question-store.ts';
import { questionKind } from '../sealed-kinds.ts';
import { engaged } from './engaged.ts';
import { questionInHand } from './question-in-hand.ts';

export interface Question extends QuestionContent {
  isConfidential: boolean;
}

export type AskQuestion = Question & Omit<OpenEngagement, 'modelDigest'>;

/** Opens an engagement with it; returns the question's id. */
export async function askQuestion(ctx: Context, input: AskQuestion): Promise<string> {
  asDeveloper(ctx.actor);
  const { descriptor, contact, isConfidential, ...engagement } = input;
  return await ctx.database.transaction(async (tx) => {
    const submissionId = await openEngagement(ctx, tx, { ...engagement, modelDigest: null });
    return await asked(ctx, tx, submissionId, { descriptor, contact, isConfidential });
  });
}

/** In an engagement that is there already. */
export async function askAgain(
  ctx: Context,
  submissionId: string,
  question: Question,
): Promise<string> {
  return await ctx.database.transaction((tx) => asked(ctx, tx, submissionId, question));
}

async function asked(
  ctx: Context,
  tx: Tx,
  submissionId: string,
  { isConfidential, ...content }: Question,
): Promise<string> {
  const { engagement, person } = await engaged(ctx, tx, submissionId, 'developer');
  requireOpen(engagement);
  const id = ctx.ids.make('question');
  const at = ctx.clock.now();
  const answerDueAt = daysAfter(at, clocks.questionAnswer);
  const sealed = await sealContent(ctx, tx, { id, submissionId }, content);
  const isNew = await addQuestion(tx, {
    id,
    submissionId,
    developerId: engagement.developerId,
    evaluatorId: engagement.evaluatorId,
    state: firstQuestionState,
    ...sealed,
    isConfidential,
    askedBy: person.id,
    askedAt: at,
    answerDueAt,
  });
  if (!isNew) {
    throw new Refusal(
      'question_open',
      'the engagement has an open question; add to it when asked, or withdraw it first',
    );
  }
  await record(ctx, tx, {
    log: logs.engagement(submissionId),
    type: 'review.question_asked',
    subject: id,
    payload: {
      descriptorSha256: sealed.descriptorSha256,
      isConfidential,
      answerDueAt: answerDueAt.toISOString(),
    },
  });
  return id;
}

/** The office asked for more: the whole descriptor anew, so that one digest says what stands. */
export async function supplementQuestion(
  ctx: Context,
  id: string,
  content: QuestionContent,
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { question, engagement } = await questionInHand(ctx, tx, id, 'developer');
    requireOpen(engagement);
    const state = nextQuestionState(question.state, 'supplement');
    const at = ctx.clock.now();
    const answerDueAt = daysAfter(at, clocks.questionAnswer);
    const sealed = await sealContent(ctx, tx, question, content);
    await replaceDescriptor(tx, id, sealed);
    await moveQuestion(tx, id, { state, at, words: null, answerDueAt, settledBy: null });
    await record(ctx, tx, {
      log: logs.engagement(question.submissionId),
      type: 'review.question_supplemented',
      subject: id,
      payload: {
        descriptorSha256: sealed.descriptorSha256,
        answerDueAt: answerDueAt.toISOString(),
      },
    });
  });
}

async function sealContent(
  ctx: Context,
  tx: Tx,
  { id, submissionId }: { id: string; submissionId: string },
  { descriptor, contact }: QuestionContent,
): Promise<{ contentRef: string; descriptorSha256: string }> {
  const log = logs.engagement(submissionId);
  const contentRef = await ctx.blobs.put(
    tx,
    { kind: questionKind, subject: id, log, compartment: submissionId },
    Buffer.from(JSON.stringify({ descriptor, contact }), 'utf8'),
    ctx.clock.now(),
  );
  return { contentRef, descriptorSha256: descriptorSha256(descriptor) };
}
