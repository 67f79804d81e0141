/**
 * What time ends, ended here as well when nobody says so: terms that nobody completed in time, and windows
 * that closed while their gateway was silent. The gateway has ended them by itself; a page must not go on
 * calling them open.
 */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { nextGrantState } from '../grant-state.ts';
import { grantById, overdueGrants, setEnded } from '../grant-store.ts';
import { submissionForUpdate } from '../submission-store.ts';

const batchMax = 100;

/** Returns how many ended. */
export async function expireGrants(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  const overdue = await overdueGrants(ctx.database.db, now, batchMax);
  for (const { id, submissionId } of overdue) {
    await ctx.database.transaction(async (tx) => {
      await submissionForUpdate(tx, submissionId);
      const grant = await grantById(tx, id);
      if (grant === undefined || grant.endedAt !== null) return;
      const at = grant.closesAt ?? grant.claimUntil ?? now;
      const because = grant.closesAt === null ? 'not claimed in its time' : 'the window closed';
      const state = nextGrantState(grant.state, 'expire');
      await setEnded(tx, id, state, { at, side: 'clock', person: null, because });
      await record(ctx, tx, {
        log: logs.engagement(submissionId),
        type: 'access.grant_ended',
        subject: id,
        payload: { reason: state, side: 'clock', person: null, because },
      });
    });
  }
  return overdue.length;
}
