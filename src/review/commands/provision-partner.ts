/**
 * Either side asks for the partner's access: a grant of kind *partner*, for the office that the partnership
 * names. The developer writes its exact terms and four people sign them, as for every grant; it lasts no longer
 * than the partnership, and stops with it.
 */
import { isGrantOver, requestPartnerGrant, requireOpen } from '#access';
import type { Budget, Endpoint } from '#gateway';
import { namesOf } from '#membership';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { setPartnerGrant, type PartnershipRow } from '../partnership-store.ts';
import { acting } from '../policy.ts';
import { partnershipInHand } from './partnership-in-hand.ts';

export interface ProvisionPartner {
  runner: { pseudonym: string; keySha256: string; name: string };
  endpoints: Endpoint[];
  lengthS: number;
  budget: Budget;
}

export async function provisionPartner(
  ctx: Context,
  id: string,
  { runner, ...asked }: ProvisionPartner,
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { engagement, partnership } = await partnershipInHand(tx, id);
    acting(ctx.actor, engagement, 'developer', 'evaluator');
    requireOpen(engagement, 'partners');
    requireInForce(partnership, ctx.clock.now());
    const { submissionId, organisationId, expiresAt } = partnership;
    if (partnership.grantId !== null && !(await isGrantOver(tx, partnership.grantId))) {
      throw new Refusal(
        'partner_has_access',
        'end the partnership’s grant before asking for another',
      );
    }
    const endsAt = new Date(ctx.clock.now().getTime() + asked.lengthS * 1000);
    if (endsAt > expiresAt) {
      throw new Refusal('partner_unfit', 'the access would outlast the partnership');
    }
    const names = await namesOf(tx, [organisationId]);
    const office = (names.get(organisationId) ?? organisationId).slice(0, 100);
    const grantId = await requestPartnerGrant(ctx, tx, submissionId, {
      ...asked,
      runner: { ...runner, office },
      purpose: purposeOf(partnership),
    });
    await setPartnerGrant(tx, id, grantId);
    await record(ctx, tx, {
      log: logs.engagement(submissionId),
      type: 'review.partner_access_asked',
      subject: id,
      payload: { grantId },
    });
  });
}

/** After the partner accepted, and before it ended. */
export function requireInForce({ state, expiresAt }: PartnershipRow, now: Date): void {
  if (state === 'accepted' && expiresAt > now) return;
  throw new Refusal(
    'partner_not_accepted',
    state === 'added'
      ? 'the partner has not accepted its terms yet; ask its people'
      : 'the partnership is not in force',
  );
}

const purposeMax = 2000;

/** Surface and assets, as both sides signed them, where whoever writes the terms reads them. */
function purposeOf({ surface, assets, statementSha256 }: PartnershipRow): string {
  const head = `partner access on \`${surface}\`, as signed in ${statementSha256}, for: `;
  return `${head}${assets.join('; ')}`.slice(0, purposeMax);
}
