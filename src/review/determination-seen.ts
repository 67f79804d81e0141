/** Whether a determination, or one's own consultation of it, is there for the reader. */
import { engagementFacts, isRecused, type EngagementFacts } from '#access';
import type { Context } from '#platform/context';
import { notFound, Refusal } from '#platform/problems';
import { asConsultee } from './consultation-policy.ts';
import { consultationsOf, type ConsultationRow } from './consultation-store.ts';
import { determinationById, type DeterminationRow } from './determination-store.ts';
import { requireDeclared, standpointsOf, type ReviewScope, type Standpoint } from './policy.ts';

export interface SeenDetermination {
  determination: DeterminationRow;
  engagement: EngagementFacts;
  standpoints: Standpoint[];
}

/** Officials of the office and overseers read all of it; everybody else only that there is one. */
export const determinationReaders = ['determiner', 'overseer'] as const satisfies Standpoint[];
export const readsAll = (standpoints: readonly Standpoint[]): boolean =>
  determinationReaders.some((each) => standpoints.includes(each));

export async function seenDetermination(
  ctx: Context,
  id: string,
  scope: ReviewScope,
): Promise<SeenDetermination> {
  const { db } = ctx.database;
  const determination = await determinationById(db, id);
  if (determination === undefined) throw notFound();
  const engagement = await engagementFacts(db, determination.submissionId);
  const standpoints = engagement ? standpointsOf(ctx.actor, engagement, scope) : [];
  if (engagement === undefined || standpoints.length === 0) throw notFound();
  return { determination, engagement, standpoints };
}

/** For what is not there at all for the others: the statement, and the proof of it. */
export async function openedDetermination(
  ctx: Context,
  id: string,
  scope: ReviewScope = 'review:read',
): Promise<SeenDetermination> {
  const seen = await seenDetermination(ctx, id, scope);
  if (!readsAll(seen.standpoints)) {
    throw new Refusal('forbidden', 'this is for the officials of the office and for overseers');
  }
  requireDeclared(ctx.actor, seen.engagement);
  return seen;
}

export interface SeenConsultation {
  row: ConsultationRow;
  determination: DeterminationRow;
  engagement: EngagementFacts;
}

/** A consultee's own. */
export async function seenConsultation(
  ctx: Context,
  determinationId: string,
  scope: ReviewScope,
): Promise<SeenConsultation> {
  const person = asConsultee(ctx.actor, scope);
  const { db } = ctx.database;
  const row = (await consultationsOf(db, [determinationId])).find(
    ({ organisationId }) => organisationId === person.organisationId,
  );
  const determination = row && (await determinationById(db, determinationId));
  const engagement = determination && (await engagementFacts(db, determination.submissionId));
  if (!row || !determination || !engagement) throw notFound();
  if (isRecused(person, engagement)) throw notFound();
  return { row, determination, engagement };
}
