/** How every step of review begins: the engagement, locked, and where the actor stands towards it. */
import { engagementForUpdate, type EngagementFacts } from '#access';
import type { Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { notFound } from '#platform/problems';
import { acting, type ReviewPerson, type Standpoint } from '../policy.ts';

export interface Engaged<S extends Standpoint> {
  engagement: EngagementFacts;
  person: ReviewPerson;
  standpoint: S;
}

/** Absent to whoever stands nowhere; refused to whoever stands elsewhere than the step asks. */
export async function engaged<S extends Standpoint>(
  ctx: Context,
  tx: Tx,
  submissionId: string,
  ...allowed: S[]
): Promise<Engaged<S>> {
  const engagement = await engagementForUpdate(tx, submissionId);
  if (engagement === undefined) throw notFound();
  return { engagement, ...acting(ctx.actor, engagement, ...allowed) };
}
