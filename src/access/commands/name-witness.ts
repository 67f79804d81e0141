/** A side names the witness that cosigns the gateway's log for it; verification then asks for both. */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { connected, setWitness } from '../submission-store.ts';
import { engaged } from './engagement.ts';
import { readWitness } from './connect-gateway.ts';

export async function nameWitness(
  ctx: Context,
  submissionId: string,
  given: string,
): Promise<void> {
  const vkey = readWitness('/vkey', given);
  await ctx.database.transaction(async (tx) => {
    const { submission, side } = await engaged(ctx, tx, submissionId, 'developer', 'evaluator');
    connected(submission);
    await setWitness(tx, submission.id, side, vkey);
    await record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.witness_named',
      subject: submission.id,
      payload: { side, vkey },
    });
  });
}
