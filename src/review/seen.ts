/** How every query of review begins: whether the engagement is there for the reader, and as what. */
import { engagementFacts, type EngagementFacts } from '#access';
import type { Context } from '#platform/context';
import { notFound } from '#platform/problems';
import { looking, type ReviewScope, type Standpoint } from './policy.ts';

export type PageQuery = { cursor?: string | undefined; limit: number };

export async function seenEngagement(
  ctx: Context,
  submissionId: string,
  scope: ReviewScope = 'review:read',
): Promise<{ engagement: EngagementFacts; standpoints: Standpoint[] }> {
  const engagement = await engagementFacts(ctx.database.db, submissionId);
  if (engagement === undefined) throw notFound();
  return { engagement, standpoints: looking(ctx.actor, engagement, scope) };
}
