/** What people ask of appeals, bound to their actor. Reading the grounds is an act with a leaf. */
import type { z } from 'zod';
import { engagementFacts, engagementsOf, recusedFrom, type EngagementFacts } from '#access';
import { actorNames } from '#membership';
import type { Context } from '#platform/context';
import type { Page } from '#platform/db';
import { notFound } from '#platform/problems';
import { isAppellant, opensGrounds, requireSeen } from './appeal-policy.ts';
import type { appealView } from './appeal-schema.ts';
import { appealById, appealPage, type AppealRow } from './appeal-store.ts';
import { appealed } from './commands/appealed.ts';
import { hasHiddenCharacters } from './hidden-characters.ts';
import { asReader, requireDeclared, standpointsOf, type ReviewScope } from './policy.ts';
import { seenEngagement, type PageQuery } from './seen.ts';

type AppealView = z.output<typeof appealView>;

/** Of the reader's engagements, and those that its organisation filed; all for an overseer. */
export async function listAppeals(ctx: Context, page: PageQuery): Promise<Page<AppealView>> {
  const { person, ...reach } = asReader(ctx.actor, 'partner');
  const { db } = ctx.database;
  const except = await recusedFrom(db, person.id);
  const found = await appealPage(db, { ...reach, except }, page);
  return { ...found, items: await viewsOf(ctx, found.items) };
}

export async function listAppealsOf(
  ctx: Context,
  submissionId: string,
  page: PageQuery,
): Promise<Page<AppealView>> {
  await seenEngagement(ctx, submissionId);
  const found = await appealPage(ctx.database.db, { submissionId }, page);
  return { ...found, items: await viewsOf(ctx, found.items) };
}

async function seenAppeal(
  ctx: Context,
  id: string,
  scope: ReviewScope = 'review:read',
): Promise<{ appeal: AppealRow; engagement: EngagementFacts }> {
  const { db } = ctx.database;
  const appeal = await appealById(db, id);
  const engagement = appeal && (await engagementFacts(db, appeal.submissionId));
  if (appeal === undefined || engagement === undefined) throw notFound();
  requireSeen(ctx.actor, engagement, appeal, scope);
  return { appeal, engagement };
}

/** After a step with the scope that the step took. */
export async function showAppeal(
  ctx: Context,
  id: string,
  scope?: ReviewScope,
): Promise<AppealView> {
  const { appeal } = await seenAppeal(ctx, id, scope);
  const [view] = await viewsOf(ctx, [appeal]);
  if (view === undefined) throw notFound();
  return view;
}

export async function readGrounds(ctx: Context, id: string, purpose: string) {
  const { appeal, engagement } = await seenAppeal(ctx, id);
  if (!opensGrounds(ctx.actor, engagement, appeal)) {
    // Officials and overseers open them once they declared; to all others there are no grounds here.
    const held = standpointsOf(ctx.actor, engagement, 'review:read');
    if (held.includes('determiner') || held.includes('overseer'))
      requireDeclared(ctx.actor, engagement);
    throw notFound();
  }
  const sealed = await ctx.reveal(ctx.actor, appeal.contentRef, purpose);
  const grounds = sealed.toString('utf8');
  return { grounds, hasHiddenCharacters: hasHiddenCharacters(grounds) };
}

async function viewsOf(ctx: Context, rows: readonly AppealRow[]): Promise<AppealView[]> {
  const { db } = ctx.database;
  const nameOf = await actorNames(
    db,
    rows.flatMap(({ filedBy, answeredBy }) => [filedBy, answeredBy ?? []].flat()),
  );
  const engagementOf = await engagementsOf(db, rows);
  const now = ctx.clock.now();
  const views: AppealView[] = [];
  for (const row of rows) {
    const { contentRef: _sealed, developerId: _developer, evaluatorId: _evaluator, ...shown } = row;
    const { filedFor: _organisation, ...view } = shown;
    views.push({
      ...view,
      filedBy: nameOf(row.filedBy),
      answeredBy: row.answeredBy === null ? null : nameOf(row.answeredBy),
      isOverdue: row.state === 'filed' && row.answerBy <= now,
      hasHiddenCharacters: hasHiddenCharacters(row.answer),
      may: await stepsOf(ctx, row, engagementOf(row)),
    });
  }
  return views;
}

async function stepsOf({ actor, database }: Context, row: AppealRow, engagement: EngagementFacts) {
  const isFiled = row.state === 'filed';
  const isOfficial =
    isFiled &&
    engagement.state !== 'paused' &&
    engagement.disinterested.includes(actor.id) &&
    standpointsOf(actor, engagement, 'review:write').includes('determiner');
  const involved = isOfficial
    ? [row.filedBy, ...(await appealed(database.db, row.about, row.subjectId)).involved]
    : [];
  const may = {
    answer: isOfficial && !involved.includes(actor.id),
    withdraw: isFiled && isAppellant(actor, engagement, row, 'review:write'),
    read: opensGrounds(actor, engagement, row),
  };
  return (Object.keys(may) as (keyof typeof may)[]).filter((step) => may[step]);
}
