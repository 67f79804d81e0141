/** What people ask of questions, bound to their actor. Reading a descriptor is an act with a leaf. */
import type { z } from 'zod';
import { engagementsOf, recusedFrom, type EngagementFacts } from '#access';
import { actorNames } from '#membership';
import type { Context } from '#platform/context';
import { pageSizeMax, type Page } from '#platform/db';
import { eventsOf, logIdOf, logs, type EventView } from '#platform/ledger';
import { notFound, Refusal } from '#platform/problems';
import { hasHiddenCharacters } from './hidden-characters.ts';
import { asReader, opens, requireDeclared, standpointsOf, type ReviewScope } from './policy.ts';
import { questionReaders, type QuestionContent } from './question.ts';
import { receiptText } from './question-receipt.ts';
import type { questionView } from './question-schema.ts';
import { isQuestionOpen } from './question-state.ts';
import { questionById, questionPage, type QuestionRow } from './question-store.ts';
import { seenEngagement, type PageQuery } from './seen.ts';

type QuestionView = z.output<typeof questionView>;

/** The reader's own: asked by its organisation, or of it; all for an overseer. */
export async function listQuestions(ctx: Context, page: PageQuery): Promise<Page<QuestionView>> {
  const { person, ...reach } = asReader(ctx.actor);
  const { db } = ctx.database;
  const except = await recusedFrom(db, person.id);
  const found = await questionPage(db, { ...reach, except }, page);
  return { ...found, items: await questionViews(ctx, found.items) };
}

export async function listQuestionsOf(
  ctx: Context,
  submissionId: string,
  page: PageQuery,
): Promise<Page<QuestionView>> {
  await seenEngagement(ctx, submissionId);
  const found = await questionPage(ctx.database.db, { submissionId }, page);
  return { ...found, items: await questionViews(ctx, found.items) };
}

async function seenQuestion(
  ctx: Context,
  id: string,
  scope: ReviewScope = 'review:read',
): Promise<{ question: QuestionRow; engagement: EngagementFacts }> {
  const question = await questionById(ctx.database.db, id);
  if (question === undefined) throw notFound();
  const { engagement } = await seenEngagement(ctx, question.submissionId, scope);
  return { question, engagement };
}

/** After a step with the scope that the step took. */
export async function showQuestion(
  ctx: Context,
  id: string,
  scope?: ReviewScope,
): Promise<QuestionView> {
  const { question } = await seenQuestion(ctx, id, scope);
  const [view] = await questionViews(ctx, [question]);
  if (view === undefined) throw notFound();
  return view;
}

export async function questionViews(
  ctx: Context,
  rows: readonly QuestionRow[],
): Promise<QuestionView[]> {
  const { db } = ctx.database;
  const people = rows.flatMap(({ developerId, evaluatorId, askedBy, settledBy }) =>
    [developerId, evaluatorId, askedBy, settledBy ?? []].flat(),
  );
  const nameOf = await actorNames(db, people);
  const engagementOf = await engagementsOf(db, rows);
  return rows.map((row) => {
    const engagement = engagementOf(row);
    const { contentRef: _sealed, developerId, evaluatorId, ...shown } = row;
    return {
      ...shown,
      developer: nameOf(developerId),
      evaluator: nameOf(evaluatorId),
      declaredAs: engagement.declaredAs,
      hasHiddenCharacters: hasHiddenCharacters(row.words),
      askedBy: nameOf(row.askedBy),
      settledBy: row.settledBy === null ? null : nameOf(row.settledBy),
      may: stepsOf(ctx, row, engagement),
    };
  });
}

function stepsOf(ctx: Context, { state }: QuestionRow, engagement: EngagementFacts) {
  const { actor } = ctx;
  const held = standpointsOf(actor, engagement, 'review:write');
  const isOpen = isQuestionOpen(state);
  const isDeveloper = held.includes('developer');
  const goesOn = engagement.state === 'open';
  const isOffice = goesOn && (held.includes('evaluator') || held.includes('determiner'));
  const isDeclared = engagement.disinterested.includes(actor.id);
  const may = {
    acknowledge: isOffice && state === 'asked',
    need_more: isOffice && isDeclared && (state === 'asked' || state === 'acknowledged'),
    supplement: isDeveloper && goesOn && state === 'more_needed',
    answer: isOffice && isDeclared && isOpen,
    withdraw: isDeveloper && isOpen,
    read: opens(actor, engagement, ...questionReaders),
  };
  return (Object.keys(may) as (keyof typeof may)[]).filter((step) => may[step]);
}

export async function readQuestion(ctx: Context, id: string, purpose: string) {
  const { question, engagement } = await seenQuestion(ctx, id);
  requireDeclared(ctx.actor, engagement);
  const sealed = await ctx.reveal(ctx.actor, question.contentRef, purpose);
  const content = JSON.parse(sealed.toString('utf8')) as QuestionContent;
  const { descriptor, contact } = content;
  return {
    ...content,
    hasHiddenCharacters: hasHiddenCharacters(contact, ...Object.values(descriptor)),
  };
}

/** Nothing sealed is in it, so it can be made again after everything was destroyed. */
export async function receiptOf(ctx: Context, id: string): Promise<string> {
  const { question, engagement } = await seenQuestion(ctx, id);
  const { submissionId, evaluatorId, isConfidential } = question;
  const entries = await entriesOf(ctx, id);
  const nameOf = await actorNames(ctx.database.db, [evaluatorId]);
  return receiptText({
    questionId: id,
    submissionId,
    declaredAs: engagement.declaredAs,
    office: { name: nameOf(evaluatorId), id: evaluatorId },
    isConfidential,
    logId: logIdOf(ctx.keys, logs.engagement(submissionId)),
    entries,
  });
}

const entryTypes = ['review.question_asked', 'review.question_supplemented'];

/** A descriptor's entries in the log. Each is there a moment after its command answered. */
async function entriesOf(ctx: Context, id: string) {
  const { db, zone } = ctx.database;
  const found: EventView[] = [];
  let cursor: string | undefined;
  do {
    const page = await eventsOf(db, zone, { subject: id }, { cursor, limit: pageSizeMax });
    found.push(...page.items.filter(({ type }) => entryTypes.includes(type)));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  if (found.length === 0) {
    throw new Refusal('unavailable', 'the question is kept and its entry is being written', {
      retryAfterSeconds: 1,
    });
  }
  return found.map(({ at, id: event, payload }) => ({
    at,
    event,
    descriptorSha256: String(payload['descriptorSha256']),
  }));
}
