/** What people ask of assessments, bound to their actor. Reading a text is an act with a leaf. */
import type { z } from 'zod';
import { engagementsOf, recusedFrom, type EngagementFacts } from '#access';
import { actorNames } from '#membership';
import type { Context } from '#platform/context';
import type { Page } from '#platform/db';
import { notFound } from '#platform/problems';
import { assessmentReaders } from './assessment.ts';
import { waits } from './assessment-state.ts';
import type { assessmentView, waitingAssessment } from './assessment-schema.ts';
import {
  assessmentById,
  assessmentsOf,
  waitingAssessmentPage,
  type AssessmentRow,
} from './assessment-store.ts';
import type { Part } from './commands/assess.ts';
import { hasHiddenCharacters } from './hidden-characters.ts';
import { asOfficial, opens, requireDeclared, standpointsOf, type Standpoint } from './policy.ts';
import { seenEngagement, type PageQuery } from './seen.ts';

type AssessmentView = z.output<typeof assessmentView>;

export async function listAssessments(
  ctx: Context,
  determinationId: string,
): Promise<{ tiers: AssessmentView[] }> {
  const rows = await assessmentsOf(ctx.database.db, determinationId);
  const [first] = rows;
  if (first === undefined) throw notFound();
  const { engagement } = await seenEngagement(ctx, first.submissionId);
  const viewOf = await assessmentViews(ctx, rows);
  return { tiers: rows.map((row) => viewOf(row, engagement)) };
}

/** What waits for officials, in all of their office's determinations; an overseer's, in every one. */
export async function listWaitingAssessments(
  ctx: Context,
  page: PageQuery,
): Promise<Page<z.output<typeof waitingAssessment>>> {
  const { person, office } = asOfficial(ctx.actor);
  const { db } = ctx.database;
  const except = await recusedFrom(db, person.id);
  const found = await waitingAssessmentPage(db, { office, except }, page);
  const viewOf = await assessmentViews(ctx, found.items);
  const engagementOf = await engagementsOf(db, found.items);
  const items = found.items.map((row) => {
    const engagement = engagementOf(row);
    return { ...viewOf(row, engagement), declaredAs: engagement.declaredAs };
  });
  return { ...found, items };
}

/** How rows are shown, their people named at once. */
async function assessmentViews(ctx: Context, rows: readonly AssessmentRow[]) {
  const people = rows.flatMap(({ withheldBy, proposedBy, settledBy }) => [
    withheldBy,
    proposedBy,
    settledBy,
  ]);
  const nameOf = await actorNames(
    ctx.database.db,
    people.filter((id) => id !== null),
  );
  const named = (id: string | null) => (id === null ? null : nameOf(id));
  return (row: AssessmentRow, engagement: EngagementFacts): AssessmentView => ({
    ...shownTo(standpointsOf(ctx.actor, engagement, 'review:read'), row),
    isOverdue: isOverdue(ctx, row, engagement),
    withheldBy: named(row.withheldBy),
    proposedBy: named(row.proposedBy),
    settledBy: named(row.settledBy),
    may: stepsOf(ctx, row, engagement),
  });
}

/** In an engagement that ended, nobody looks any more. */
const isOverdue = (ctx: Context, { state, reviewBy }: AssessmentRow, of: EngagementFacts) =>
  of.state !== 'ended' && waits(state) && reviewBy !== null && reviewBy <= ctx.clock.now();

/** Words about withholding are for officials and overseers; a digest is for whoever may open its text. */
function shownTo(standpoints: readonly Standpoint[], row: AssessmentRow) {
  const isInside = standpoints.includes('determiner') || standpoints.includes('overseer');
  const isReader = assessmentReaders(row.state).some((each) => standpoints.includes(each));
  const { contentRef: _sealed, overdueSince: _noted, contentSha256, reason, ...shown } = row;
  return {
    ...shown,
    reason: isInside ? reason : null,
    hasHiddenCharacters: isInside && hasHiddenCharacters(reason),
    contentSha256: isReader ? contentSha256 : null,
  };
}

function stepsOf({ actor }: Context, row: AssessmentRow, engagement: EngagementFacts) {
  const { state, withheldBy, proposedBy } = row;
  const isOfficial =
    standpointsOf(actor, engagement, 'review:write').includes('determiner') &&
    engagement.disinterested.includes(actor.id) &&
    engagement.state !== 'paused';
  const may = {
    withhold: isOfficial && state === 'review_due' && withheldBy !== actor.id,
    propose: isOfficial && (state === 'review_due' || state === 'withheld'),
    return: isOfficial && state === 'release_proposed',
    release: isOfficial && state === 'release_proposed' && proposedBy !== actor.id,
    read: opens(actor, engagement, ...assessmentReaders(state)),
  };
  return (Object.keys(may) as (keyof typeof may)[]).filter((step) => may[step]);
}

export async function readAssessment(ctx: Context, part: Part, purpose: string) {
  const { db } = ctx.database;
  const row = await assessmentById(db, part.determinationId, part.tier);
  if (row === undefined) throw notFound();
  const { engagement, standpoints } = await seenEngagement(ctx, row.submissionId);
  const isReader = assessmentReaders(row.state).some((each) => standpoints.includes(each));
  const { contentRef, contentSha256 } = row;
  if (!isReader || contentRef === null || contentSha256 === null) throw notFound();
  requireDeclared(ctx.actor, engagement);
  const sealed = await ctx.reveal(ctx.actor, contentRef, purpose);
  const text = sealed.toString('utf8');
  return { text, contentSha256, hasHiddenCharacters: hasHiddenCharacters(text) };
}
