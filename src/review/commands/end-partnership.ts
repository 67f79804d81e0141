/**
 * How a partnership ends: a nomination is taken back by its side; from then on either side or the partner alone
 * ends it, in one request; time ends it; and so does the withdrawal of the engagement. Whatever ends it stops
 * its grant in the same transaction. None of it waits for an open engagement.
 */
import { endGrantsOf } from '#access';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { asAnyParty } from '../partnership-policy.ts';
import {
  isPartnershipOpen,
  nextPartnershipState,
  type PartnershipTrigger,
} from '../partnership-state.ts';
import {
  openPartnershipsOf,
  overduePartnerships,
  settlePartnership,
  type PartnershipRow,
  type SettledSide,
} from '../partnership-store.ts';
import { acting } from '../policy.ts';
import { partnershipInHand } from './partnership-in-hand.ts';

const batchMax = 100;

/** By the side that nominated. */
export async function withdrawNomination(ctx: Context, id: string, because: string): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { engagement, partnership } = await partnershipInHand(tx, id);
    const side = partnership.nominatedSide;
    const { person } = acting(ctx.actor, engagement, side);
    await over(ctx, tx, partnership, 'withdraw', { side, by: person.id, because });
  });
}

export async function endPartnership(ctx: Context, id: string, because: string): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { engagement, partnership } = await partnershipInHand(tx, id);
    const { person, side } = asAnyParty(ctx.actor, engagement, partnership);
    await over(ctx, tx, partnership, 'end', { side, by: person.id, because });
  });
}

/** Returns how many ended. */
export async function expirePartnerships(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  const overdue = await overduePartnerships(ctx.database.db, now, batchMax);
  for (const { id } of overdue) {
    await ctx.database.transaction(async (tx) => {
      const { partnership } = await partnershipInHand(tx, id);
      if (!isPartnershipOpen(partnership.state)) return;
      const because = 'its end has come';
      await over(ctx, tx, partnership, 'expire', { side: 'clock', by: null, because });
    });
  }
  return overdue.length;
}

/** With the engagement, which was withdrawn. */
export async function closePartnerships(ctx: Context, tx: Tx, submissionId: string): Promise<void> {
  for (const partnership of await openPartnershipsOf(tx, submissionId)) {
    const because = 'the engagement was withdrawn';
    await over(ctx, tx, partnership, 'close', { side: 'engagement', by: null, because });
  }
}

async function over(
  ctx: Context,
  tx: Tx,
  partnership: PartnershipRow,
  trigger: PartnershipTrigger,
  end: { side: SettledSide; by: string | null; because: string },
): Promise<void> {
  const { id, submissionId, grantId } = partnership;
  const state = nextPartnershipState(partnership.state, trigger);
  await settlePartnership(tx, id, state, { ...end, at: ctx.clock.now(), code: null });
  if (grantId !== null) await endGrantsOf(ctx, tx, [grantId], 'the partnership ended');
  await record(ctx, tx, {
    log: logs.engagement(submissionId),
    type: 'review.partner_ended',
    subject: id,
    payload: { state, side: end.side, because: end.because },
  });
}
