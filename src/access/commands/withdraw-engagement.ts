/**
 * Either side ends the engagement for good, in one request and without a reason: the developer because taking
 * part is voluntary, the evaluator because it may stop its part. Every grant that is not over ends here, and
 * what is in force is stopped at the gateway. Nothing of it is told to anybody else.
 */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { nextEngagementState } from '../engagement-state.ts';
import { liveGrantsOf } from '../grant-store.ts';
import { setEngagementState } from '../submission-store.ts';
import { endGrants } from './end-grants.ts';
import { engaged } from './engagement.ts';

export async function withdrawEngagement(ctx: Context, submissionId: string): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { submission, person, side } = await engaged(
      ctx,
      tx,
      submissionId,
      'developer',
      'evaluator',
    );
    const state = nextEngagementState(submission.state, 'withdraw');
    await setEngagementState(tx, submission.id, state, ctx.clock.now(), side);
    await record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.engagement_withdrawn',
      subject: submission.id,
      payload: {},
    });
    const live = await liveGrantsOf(tx, submission.id);
    await endGrants(ctx, tx, live, { side, person: person.id, because: '' });
  });
}
