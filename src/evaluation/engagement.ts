/**
 * What belongs to an engagement, a run, its unseals, a finding, a report, is there only for whom the engagement
 * is: for a person who declared an interest in it, it is what is absent (requirements S09).
 */
import { engagementFacts, isRecused, recusedFrom, type EngagementFacts } from '#access';
import type { Actor } from '#platform/auth';
import type { Db, Tx } from '#platform/db';
import { notFound } from '#platform/problems';

export async function requireThere(
  db: Db | Tx,
  actor: Actor,
  submissionId: string,
): Promise<EngagementFacts> {
  const engagement = await engagementFacts(db, submissionId);
  if (engagement === undefined || isRecused(actor, engagement)) throw notFound();
  return engagement;
}

/** Where something else of the request is refused when it is not. */
export async function isThere(db: Db | Tx, actor: Actor, submissionId: string): Promise<boolean> {
  return !(await recusedFrom(db, actor.id)).includes(submissionId);
}
