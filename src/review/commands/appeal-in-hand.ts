/** How every step of an appeal begins: its engagement locked, and the appeal read after. */
import { engagementForUpdate, type EngagementFacts } from '#access';
import type { Tx } from '#platform/db';
import { notFound } from '#platform/problems';
import { appealById, type AppealRow } from '../appeal-store.ts';

export async function appealInHand(
  tx: Tx,
  id: string,
): Promise<{ appeal: AppealRow; engagement: EngagementFacts }> {
  const found = await appealById(tx, id);
  const engagement = found && (await engagementForUpdate(tx, found.submissionId));
  const appeal = engagement && (await appealById(tx, id));
  if (engagement === undefined || appeal === undefined) throw notFound();
  return { appeal, engagement };
}
