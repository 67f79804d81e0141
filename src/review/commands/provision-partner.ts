/**
 * Either side asks for the partner's access: a grant of kind *partner*, for the office, the surface and the
 * assets that the partnership names, and for no endpoint beyond that surface. The developer writes its exact terms
 * and four people sign them, as for every grant; it lasts no longer than the partnership, and stops with it.
 */
import { isGrantOver, requestPartnerGrant, requireOpen } from '#access';
import { endpointKey, isListed, type Budget, type Endpoint } from '#gateway';
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
    requireOnSurface(partnership, asked.endpoints);
    const { submissionId, organisationId, surface, assets, expiresAt, statementSha256 } =
      partnership;
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
      purpose: `a partner’s access, as both sides signed it in ${statementSha256}`,
      partner: { surface, assets },
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

/** The surface is what both sides signed; nothing widens it afterwards. */
function requireOnSurface(
  { surface, endpoints }: PartnershipRow,
  asked: readonly Endpoint[],
): void {
  const beyond = asked.find((endpoint) => !isListed(endpoints, endpoint));
  if (beyond === undefined) return;
  throw new Refusal(
    'partner_unfit',
    `\`${endpointKey(beyond)}\` is not on \`${surface}\`, as both sides signed it`,
  );
}
