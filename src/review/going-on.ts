/**
 * What of an engagement still goes on, and so whether its material may be destroyed. In one that was withdrawn only
 * what the developer is still to be told, and appeals; all else ended there. Any other goes on with its access in
 * force or to come, its runs, and all of review that waits for anybody. Grants and runs are asked of those who have
 * them.
 */
import { hasLiveGrant, type EngagementFacts } from '#access';
import { hasRunGoingOn } from '#evaluation';
import type { Db, Tx } from '#platform/db';
import type { ZoneKeys } from '#platform/keys';
import { sealedIn } from '#platform/seal';
import type { Ending } from './destruction-state.ts';
import { goingOnInReview } from './destruction-store.ts';

/** In the order in which an engagement comes to them. */
export const openNouns = [
  'question',
  'grant',
  'run',
  'determination',
  'assessment',
  'appeal',
  'partnership',
] as const;
export type OpenNoun = (typeof openNouns)[number];

/** What outlives a withdrawal. */
const toTell: readonly OpenNoun[] = ['assessment', 'appeal'];

export interface Course extends Ending {
  goingOn: OpenNoun[];
}

export async function courseOf(
  db: Db | Tx,
  keys: ZoneKeys,
  engagement: Pick<EngagementFacts, 'submissionId' | 'state' | 'withdrawnSide'>,
): Promise<Course> {
  const { submissionId, state, withdrawnSide } = engagement;
  const isWithdrawn = state === 'withdrawn';
  const goingOn = await openIn(db, submissionId, isWithdrawn || state === 'ended');
  // In one that was only just opened nothing goes on either.
  const hasMaterial = (await sealedIn(db, keys, submissionId)) > 0;
  return { isWithdrawn, withdrawnSide, goingOn, hasMaterial };
}

async function openIn(db: Db | Tx, submissionId: string, isOver: boolean): Promise<OpenNoun[]> {
  const found = new Set<OpenNoun>(await goingOnInReview(db, submissionId));
  if (isOver) return toTell.filter((noun) => found.has(noun));
  if (await hasLiveGrant(db, submissionId)) found.add('grant');
  if (await hasRunGoingOn(db, submissionId)) found.add('run');
  return openNouns.filter((noun) => found.has(noun));
}
