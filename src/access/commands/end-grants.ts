/**
 * Grants that end because what they stand on ends: the engagement, a part of its scope, a partnership. Nobody
 * signs anything for it, because ending is the safe direction: what may be in force is stopped at the gateway
 * as a listed reader, again and again until it has answered.
 */
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { isOver, nextGrantState } from '../grant-state.ts';
import { grantById, setEnded, type EndSide, type GrantRow } from '../grant-store.ts';
import { setStopDue } from '../note-store.ts';
import { standpointOf } from '../policy.ts';
import { signaturesOf } from '../signature-store.ts';
import { isComplete } from '../signed-grant.ts';
import { submissionForUpdate, type SubmissionRow } from '../submission-store.ts';

/** By their ids, for whoever the actor is; those that are over stay as they are. */
export async function endGrantsOf(
  ctx: Context,
  tx: Tx,
  grantIds: readonly string[],
  because: string,
): Promise<void> {
  for (const id of grantIds) {
    const found = await grantById(tx, id);
    const submission = found && (await submissionForUpdate(tx, found.submissionId));
    const grant = await grantById(tx, id);
    if (submission === undefined || grant === undefined) throw new Error('no such grant to end');
    await endGrants(ctx, tx, [grant], { ...enderOf(ctx, submission), because });
  }
}

/** The submission's row is locked by the caller. */
export async function endGrants(
  ctx: Context,
  tx: Tx,
  grants: readonly GrantRow[],
  { side, person, because }: { side: EndSide; person: string | null; because: string },
): Promise<void> {
  const live = grants.filter(({ state }) => !isOver(state));
  const signatures = await signaturesOf(
    tx,
    live.map(({ id }) => id),
  );
  for (const grant of live) {
    // With four signatures it may be in force without our knowing, so it is stopped as if it were.
    const mayBeInForce =
      grant.activatedAt !== null ||
      isComplete(signatures.filter(({ grantId }) => grantId === grant.id));
    const state = nextGrantState(grant.state, mayBeInForce ? 'revoke' : 'withdraw');
    await setEnded(tx, grant.id, state, { at: ctx.clock.now(), side, person, because });
    if (mayBeInForce) await setStopDue(tx, grant.id);
    await record(ctx, tx, {
      log: logs.engagement(grant.submissionId),
      type: 'access.grant_ended',
      subject: grant.id,
      payload: { reason: state, side, person, because },
    });
  }
}

/** A partner ends its own part; a worker of ours ends what time ended. */
function enderOf(
  { actor }: Context,
  submission: SubmissionRow,
): { side: EndSide; person: string | null } {
  if (actor.kind !== 'person') return { side: 'clock', person: null };
  const standpoint = standpointOf(actor, submission, 'review:write');
  const isParty = standpoint === 'developer' || standpoint === 'evaluator';
  return { side: isParty ? standpoint : 'partner', person: actor.id };
}
