/** A signed determination gives way: to a later one that is signed, or to an appeal that is upheld. */
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { nextDeterminationState } from '../determination-state.ts';
import { setSettled, type DeterminationRow } from '../determination-store.ts';

/** `by`: the id of the later determination or of the appeal. The engagement is locked. */
export async function supersedeDetermination(
  ctx: Context,
  tx: Tx,
  { id, submissionId, state }: DeterminationRow,
  by: string,
): Promise<void> {
  await setSettled(tx, id, nextDeterminationState(state, 'supersede'), ctx.clock.now());
  await record(ctx, tx, {
    log: logs.engagement(submissionId),
    type: 'review.determination_superseded',
    subject: id,
    payload: { by },
  });
}
