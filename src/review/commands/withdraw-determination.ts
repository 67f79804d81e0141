/** Officials take back what is not signed yet, in words that both sides read; also while the engagement rests. */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { nextDeterminationState } from '../determination-state.ts';
import { setWithdrawn } from '../determination-store.ts';
import { determinationInHand } from './determination-in-hand.ts';

export async function withdrawDetermination(
  ctx: Context,
  id: string,
  because: string,
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { determination, person } = await determinationInHand(ctx, tx, id);
    const state = nextDeterminationState(determination.state, 'withdraw');
    await setWithdrawn(tx, id, { state, by: person.id, because, at: ctx.clock.now() });
    await record(ctx, tx, {
      log: logs.engagement(determination.submissionId),
      type: 'review.determination_withdrawn',
      subject: id,
      payload: { because },
    });
  });
}
