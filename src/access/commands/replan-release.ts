/**
 * A developer moves its planned releases, or takes them back: to partners, where government windows end, and to
 * the public, which is shown and not counted from. What is already signed keeps its words, and a model's thirty
 * days keep their beginning: a date that slipped or is gone adds nothing. Without one to partners no government
 * access can be offered, as its window would have no end that is planned.
 */
import { textOf } from '#gateway';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { plannedAt, requirePlan } from '../release-plan.ts';
import { setReleasePlan } from '../submission-store.ts';
import { engaged } from './engagement.ts';

export interface ReplanRelease {
  /** Null takes it back. */
  plannedReleaseAt: string | null;
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
    const plan = {
      plannedReleaseAt: plannedAt(plannedReleaseAt),
      publicReleaseAt:
        publicReleaseAt === undefined ? submission.publicReleaseAt : plannedAt(publicReleaseAt),
    };
    requirePlan(plan, ctx.clock.now(), submission);
    await setReleasePlan(tx, submission.id, plan);
    await record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.release_replanned',
      subject: submission.id,
      payload: {
        plannedReleaseAt,
        publicReleaseAt: plan.publicReleaseAt && textOf(plan.publicReleaseAt),
        before: before && textOf(before),
      },
    });
  });
}
