/**
 * The other side adds the partner, by a signature of one of its people under the text that the first signed;
 * or refuses it, with one of the reasons that the criteria list. The partner then takes its terms, which are
 * that text: it names the digest of what it read.
 */
import { documentBySha256, requireOpen } from '#access';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { Refusal, unfit } from '#platform/problems';
import { asPartner } from '../partnership-policy.ts';
import { nextPartnershipState } from '../partnership-state.ts';
import {
  setAccepted,
  setAdded,
  settlePartnership,
  type PartnershipRow,
} from '../partnership-store.ts';
import { acting, requireDeclared, type Side } from '../policy.ts';
import { addSignature } from '../signature-store.ts';
import { ownLine } from '../signed-statement.ts';
import { partnershipInHand } from './partnership-in-hand.ts';

export const otherSideOf = ({ nominatedSide }: Pick<PartnershipRow, 'nominatedSide'>): Side =>
  nominatedSide === 'developer' ? 'evaluator' : 'developer';

export async function signPartnership(ctx: Context, id: string, given: string): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { engagement, partnership } = await partnershipInHand(tx, id);
    const side = otherSideOf(partnership);
    const { person } = acting(ctx.actor, engagement, side);
    requireOpen(engagement, 'partners');
    if (side === 'evaluator') requireDeclared(person, engagement);
    const state = nextPartnershipState(partnership.state, 'sign');
    requireNotOver(partnership, at);
    const signature = await ownLine(tx, person.id, partnership.statement, given);
    const isNew = await addSignature(tx, {
      subjectId: id,
      personId: person.id,
      role: side,
      ...signature,
      at,
    });
    if (!isNew) throw new Error('a nomination had the other side’s signature');
    await setAdded(tx, id, state, at);
    await record(ctx, tx, {
      log: logs.engagement(partnership.submissionId),
      type: 'review.partner_added',
      subject: id,
      payload: { side, statementSha256: partnership.statementSha256 },
    });
  });
}

export async function refusePartner(
  ctx: Context,
  id: string,
  { code, because }: { code: string; because: string },
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { engagement, partnership } = await partnershipInHand(tx, id);
    const side = otherSideOf(partnership);
    const { person } = acting(ctx.actor, engagement, side);
    requireOpen(engagement, 'partners');
    const state = nextPartnershipState(partnership.state, 'refuse');
    const criteria = await documentBySha256(tx, partnership.criteriaSha256);
    const codes = criteria?.codes.map((each) => each.code) ?? [];
    if (!codes.includes(code)) {
      throw unfit('/code', `is none of the reasons in the criteria: \`${codes.join('`, `')}\``);
    }
    const at = ctx.clock.now();
    await settlePartnership(tx, id, state, { side, by: person.id, at, code, because });
    await record(ctx, tx, {
      log: logs.engagement(partnership.submissionId),
      type: 'review.partner_refused',
      subject: id,
      payload: { side, code },
    });
  });
}

export async function acceptPartnership(
  ctx: Context,
  id: string,
  statementSha256: string,
): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { engagement, partnership } = await partnershipInHand(tx, id);
    const person = asPartner(ctx.actor, engagement, partnership);
    requireOpen(engagement, 'partners');
    const state = nextPartnershipState(partnership.state, 'accept');
    requireNotOver(partnership, at);
    if (statementSha256 !== partnership.statementSha256) {
      throw unfit('/statementSha256', 'is of another text than this partnership’s; read it again');
    }
    await setAccepted(tx, id, state, { by: person.id, at });
    await record(ctx, tx, {
      log: logs.engagement(partnership.submissionId),
      type: 'review.partner_accepted',
      subject: id,
      payload: { statementSha256 },
    });
  });
}

/** A worker says so soon after; until then nobody goes on from it. */
function requireNotOver({ expiresAt }: PartnershipRow, now: Date): void {
  if (expiresAt > now) return;
  throw new Refusal('partner_unfit', 'its end has come; nominate the organisation anew');
}
