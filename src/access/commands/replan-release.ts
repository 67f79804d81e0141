/**
 * A developer moves its planned releases: to partners, where government windows end, and to the public, which is
 * shown and not counted from. What is already signed keeps its words, and a model's thirty days keep their
 * beginning: a slipped date adds nothing.
 */
import { checkedInstant, textOf } from '#gateway';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { requirePlan } from '../release-plan.ts';
import { setReleasePlan } from '../submission-store.ts';
import { engaged } from './engagement.ts';

export interface ReplanRelease {
  plannedReleaseAt: string;
  /** Left out, it stays; null takes it back. */
  publicReleaseAt?: string | null | undefined;
}

export async function replanRelease(
  ctx: Context,
  submissionId: string,
  { plannedReleaseAt, publicReleaseAt }: ReplanRelease,
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { submission } = await engaged(ctx, tx, submissionId, 'developer');
    const before = submission.plannedReleaseAt;
    const kept = submission.publicReleaseAt && textOf(submission.publicReleaseAt);
    const open = publicReleaseAt === undefined ? kept : publicReleaseAt;
    const plan = {
      plannedReleaseAt: checkedInstant(plannedReleaseAt),
      publicReleaseAt: open === null ? null : checkedInstant(open),
    };
    requirePlan(plan, ctx.clock.now());
    await setReleasePlan(tx, submission.id, plan);
    await record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.release_replanned',
      subject: submission.id,
      payload: { plannedReleaseAt, publicReleaseAt: open, before: before && textOf(before) },
    });
  });
}
