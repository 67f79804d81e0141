/** What both sides, officials and overseers ask of a destruction, bound to their actor. */
import type { z } from 'zod';
import type { EngagementFacts } from '#access';
import type { Side } from '#gateway';
import { namesOf } from '#membership';
import type { Context } from '#platform/context';
import { eventsOf, logIdOf, logs } from '#platform/ledger';
import { notFound } from '#platform/problems';
import { receiptText } from './destruction-receipt.ts';
import type { destructionView } from './destruction-schema.ts';
import { isGivenUp, mayEnd, maySecond } from './destruction-state.ts';
import { destructionOf, type DestructionRow } from './destruction-store.ts';
import { courseOf, type Course } from './going-on.ts';
import { hasHiddenCharacters } from './hidden-characters.ts';
import { standpointsOf, type ReviewScope } from './policy.ts';
import { seenEngagement } from './seen.ts';

export async function showDestruction(
  ctx: Context,
  submissionId: string,
  scope: ReviewScope = 'review:read',
): Promise<z.output<typeof destructionView>> {
  const { db } = ctx.database;
  const { engagement } = await seenEngagement(ctx, submissionId, scope);
  const row = await destructionOf(db, submissionId);
  const names = await namesOf(db, row === undefined ? [] : [row.askedBy, row.doneBy ?? '']);
  const nameOf = (id: string) => names.get(id) ?? id;
  const course = await courseOf(db, ctx.keys, engagement);
  const asks = row?.askedSide ?? sideOf(ctx, engagement);
  return {
    submissionId,
    destruction: row
      ? {
          ...row,
          hasHiddenCharacters: hasHiddenCharacters(row.because),
          askedBy: nameOf(row.askedBy),
          doneBy: row.doneBy === null ? null : nameOf(row.doneBy),
        }
      : null,
    goingOn: course.goingOn,
    takesBothSides: asks === undefined || !isGivenUp(course, asks),
    may: stepsOfDestruction(ctx, engagement, row, course),
  };
}

export function stepsOfDestruction(
  ctx: Context,
  engagement: EngagementFacts,
  row: DestructionRow | undefined,
  course: Course,
): z.output<typeof destructionView>['may'] {
  const side = sideOf(ctx, engagement);
  const may = {
    ask: side !== undefined && row === undefined && mayEnd(course, side),
    destroy:
      side !== undefined &&
      row?.state === 'asked' &&
      row.askedBy !== ctx.actor.id &&
      mayEnd(course, row.askedSide) &&
      maySecond(course, row.askedSide, side),
  };
  return (Object.keys(may) as (keyof typeof may)[]).filter((step) => may[step]);
}

const sideOf = ({ actor }: Context, engagement: EngagementFacts): Side | undefined =>
  standpointsOf(actor, engagement, 'review:write').find(
    (each) => each === 'developer' || each === 'evaluator',
  );

export async function destructionReceipt(ctx: Context, submissionId: string): Promise<string> {
  const { db, zone } = ctx.database;
  const { engagement } = await seenEngagement(ctx, submissionId);
  const row = await destructionOf(db, submissionId);
  if (row === undefined || row.doneBy === null || row.doneAt === null) throw notFound();
  const { developerId, evaluatorId, declaredAs } = engagement;
  const names = await namesOf(db, [developerId, evaluatorId, row.askedBy, row.doneBy]);
  const nameOf = (id: string) => names.get(id) ?? id;
  // Two events: that it was asked for, and that it was done.
  const { items: events } = await eventsOf(db, zone, { subject: row.id }, { limit: 10 });
  return receiptText({
    submissionId,
    declaredAs,
    developer: nameOf(developerId),
    evaluator: nameOf(evaluatorId),
    items: row.items ?? 0,
    askedBy: nameOf(row.askedBy),
    askedAt: row.askedAt,
    doneBy: nameOf(row.doneBy),
    doneAt: row.doneAt,
    logId: logIdOf(ctx.keys, logs.engagement(submissionId)),
    event: events.find(({ type }) => type === 'review.material_destroyed')?.id,
  });
}
