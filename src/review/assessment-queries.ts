/** What people ask of assessments, bound to their actor. Reading a text is an act with a leaf. */
import type { z } from 'zod';
import type { EngagementFacts } from '#access';
import { actorNames } from '#membership';
import type { Context } from '#platform/context';
import { notFound } from '#platform/problems';
import { assessmentReaders } from './assessment.ts';
import type { assessmentView } from './assessment-schema.ts';
import { assessmentById, assessmentsOf, type AssessmentRow } from './assessment-store.ts';
import type { Part } from './commands/assess.ts';
import { hasHiddenCharacters } from './hidden-characters.ts';
import { opens, requireDeclared, standpointsOf, type Standpoint } from './policy.ts';
import { seenEngagement } from './seen.ts';

type AssessmentView = z.output<typeof assessmentView>;

export async function listAssessments(
  ctx: Context,
  determinationId: string,
): Promise<{ tiers: AssessmentView[] }> {
  const { db } = ctx.database;
  const rows = await assessmentsOf(db, determinationId);
  const [first] = rows;
  if (first === undefined) throw notFound();
  const { engagement, standpoints } = await seenEngagement(ctx, first.submissionId);
  const people = rows.flatMap(({ withheldBy, proposedBy, settledBy }) => [
    withheldBy,
    proposedBy,
    settledBy,
  ]);
  const nameOf = await actorNames(
    db,
    people.filter((id) => id !== null),
  );
  const named = (id: string | null) => (id === null ? null : nameOf(id));
  return {
    tiers: rows.map((row) => ({
      ...shownTo(standpoints, row),
      withheldBy: named(row.withheldBy),
      proposedBy: named(row.proposedBy),
      settledBy: named(row.settledBy),
      may: stepsOf(ctx, row, engagement),
    })),
  };
}

/** Words about withholding are for officials and overseers; a digest is for whoever may open its text. */
function shownTo(standpoints: readonly Standpoint[], row: AssessmentRow) {
  const isInside = standpoints.includes('determiner') || standpoints.includes('overseer');
  const isReader = assessmentReaders(row.state).some((each) => standpoints.includes(each));
  const { contentRef: _sealed, contentSha256, reason, ...shown } = row;
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
