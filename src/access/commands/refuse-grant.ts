/**
 * Before anything is in force a grant is ended by a word: whoever it was put to declines, whoever put it
 * withdraws. The evaluator puts the request, the developer the terms. Neither needs a reason.
 *
 * A note with all four signatures can be put in force by whoever holds it, so it is ended by a signed
 * revocation, which the gateway obeys, and by nothing less.
 */
import type { Side } from '#gateway';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { IllegalTransition, Refusal } from '#platform/problems';
import { nextGrantState } from '../grant-state.ts';
import { setEnded, type GrantRow } from '../grant-store.ts';
import { signaturesOf } from '../signature-store.ts';
import { isComplete } from '../signed-grant.ts';
import { otherSide } from '../policy.ts';
import { engagedByGrant } from './engagement.ts';

export const declineGrant = (ctx: Context, grantId: string, because: string): Promise<void> =>
  end(ctx, grantId, because, 'decline');

export const withdrawGrant = (ctx: Context, grantId: string, because: string): Promise<void> =>
  end(ctx, grantId, because, 'withdraw');

async function end(
  ctx: Context,
  grantId: string,
  because: string,
  trigger: 'decline' | 'withdraw',
): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { submission, grant, person, side } = await engagedByGrant(
      ctx,
      tx,
      grantId,
      'developer',
      'evaluator',
    );
    if (grant.state === 'active' || isComplete(await signaturesOf(tx, [grant.id]))) {
      throw new IllegalTransition('grant', 'signed by four people', trigger);
    }
    const state = nextGrantState(grant.state, trigger);
    if (side !== sideThatMay(grant, trigger)) throw wrongSide(trigger);
    await setEnded(tx, grant.id, state, { at, side, person: person.id, because });
    await record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.grant_ended',
      subject: grant.id,
      payload: { reason: state, side, person: person.id, because },
    });
  });
}

export function sideThatMay(
  { state }: Pick<GrantRow, 'state'>,
  trigger: 'decline' | 'withdraw',
): Side {
  const put: Side = state === 'requested' ? 'evaluator' : 'developer';
  return trigger === 'withdraw' ? put : otherSide(put);
}

const wrongSide = (trigger: 'decline' | 'withdraw'): Refusal =>
  new Refusal(
    'forbidden',
    trigger === 'decline'
      ? 'your side put this to the other; withdraw it instead'
      : 'the other side put this to yours; decline it instead',
  );
