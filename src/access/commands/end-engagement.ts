/**
 * An engagement that ran its course ends with what was sealed in it: nobody withdrew. Whoever destroys the keys
 * has looked that nothing of it goes on, in the same transaction, and says so by calling this.
 */
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { nextEngagementState } from '../engagement-state.ts';
import { setEngagementState, submissionForUpdate } from '../submission-store.ts';

export async function endEngagement(ctx: Context, tx: Tx, submissionId: string): Promise<void> {
  const submission = await submissionForUpdate(tx, submissionId);
  if (submission === undefined) throw new Error('no such engagement to end');
  const state = nextEngagementState(submission.state, 'end');
  await setEngagementState(tx, submission.id, state, ctx.clock.now());
  await record(ctx, tx, {
    log: logs.engagement(submission.id),
    type: 'access.engagement_ended',
    subject: submission.id,
    payload: {},
  });
}
