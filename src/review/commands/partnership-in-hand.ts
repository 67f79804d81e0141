/** How every step of a partnership begins: its engagement locked, and the partnership read after. */
import { engagementForUpdate, type EngagementFacts } from '#access';
import type { Tx } from '#platform/db';
import { notFound } from '#platform/problems';
import { partnershipById, type PartnershipRow } from '../partnership-store.ts';

export interface InHand {
  engagement: EngagementFacts;
  partnership: PartnershipRow;
}

/** Who may do what with it is the caller's next question. */
export async function partnershipInHand(tx: Tx, id: string): Promise<InHand> {
  const found = await partnershipById(tx, id);
  const engagement = found && (await engagementForUpdate(tx, found.submissionId));
  const partnership = await partnershipById(tx, id);
  if (engagement === undefined || partnership === undefined) throw notFound();
  return { engagement, partnership };
}
