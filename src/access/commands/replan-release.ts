/**
 * A developer moves its planned partner release. What is already signed keeps its words, and a model's
 * thirty days keep their beginning: a slipped date adds nothing.
 */
import { checkedInstant, textOf } from '#gateway';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { setPlannedRelease } from '../submission-store.ts';
import { engaged } from './engagement.ts';

export async function replanRelease(
  ctx: Context,
  submissionId: string,
  plannedReleaseAt: string,
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { submission } = await engaged(ctx, tx, submissionId, 'developer');
    await setPlannedRelease(tx, submission.id, checkedInstant(plannedReleaseAt));
    const before = submission.plannedReleaseAt;
    await record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.release_replanned',
      subject: submission.id,
      payload: { plannedReleaseAt, before: before === null ? null : textOf(before) },
    });
  });
}
