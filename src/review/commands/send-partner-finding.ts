/**
 * A partner found a bug with the model and sends it out of the other door. Here is only the inner side of that:
 * who may, that the bundle says nothing of the model, and that something was sent. The report itself is the
 * outer zone's, of the partner's organisation, like any other finder's.
 */
import { engagementFacts, type EngagementFacts } from '#access';
import { namesOf } from '#membership';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { notFound, Refusal } from '#platform/problems';
import { asPartner } from '../partnership-policy.ts';
import { addPartnerFinding, partnershipById, type PartnershipRow } from '../partnership-store.ts';
import type { ReviewPerson } from '../policy.ts';
import { requireInForce } from './provision-partner.ts';

/** Before anything leaves. `filesOf` unpacks the bundle, for whoever may send it; by name. */
export async function mayLeave(
  ctx: Context,
  partnershipId: string,
  filesOf: () => ReadonlyMap<string, Uint8Array>,
): Promise<ReviewPerson> {
  const { db } = ctx.database;
  const partnership = await partnershipById(db, partnershipId);
  const engagement = partnership && (await engagementFacts(db, partnership.submissionId));
  if (partnership === undefined || engagement === undefined) throw notFound();
  const person = asPartner(ctx.actor, engagement, partnership);
  requireInForce(partnership, ctx.clock.now());
  const { developerId, evaluatorId } = engagement;
  const names = await namesOf(db, [developerId, evaluatorId]);
  const secrets = secretsOf(engagement, partnership, [...names.values()]);
  for (const [name, bytes] of filesOf()) {
    const text = `${name}\n${Buffer.from(bytes).toString('latin1')}`.toLowerCase();
    if (secrets.some((secret) => text.includes(secret))) {
      throw new Refusal(
        'finding_names_model',
        `\`${name}\` names the model, a side of the engagement or the partnership; take that out`,
      );
    }
  }
  return person;
}

/** As bytes would hold them, in lower case; what is shorter than three bytes would be found in anything. */
function secretsOf(
  { submissionId, declaredAs, modelDigest, developerId, evaluatorId }: EngagementFacts,
  { id, grantId, statementSha256 }: PartnershipRow,
  names: readonly string[],
): string[] {
  return [
    ...[submissionId, declaredAs, modelDigest, developerId, evaluatorId],
    ...[id, grantId, statementSha256, ...names],
  ]
    .filter((each) => each !== null)
    .map((each) => Buffer.from(each, 'utf8').toString('latin1').toLowerCase())
    .filter((each) => each.length >= 3);
}

/** It was sent, whatever became of the partnership meanwhile; sent again, it is on record once. */
export async function recordFinding(
  ctx: Context,
  partnershipId: string,
  sent: { bundleSha256: string; reportId: string },
): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const partnership = await partnershipById(tx, partnershipId);
    if (partnership === undefined) throw notFound();
    const row = { partnershipId, ...sent, by: ctx.actor.id, at };
    if (!(await addPartnerFinding(tx, row))) return;
    await record(ctx, tx, {
      log: logs.engagement(partnership.submissionId),
      type: 'review.partner_finding_sent',
      subject: partnershipId,
      payload: { bundleSha256: sent.bundleSha256 },
    });
  });
}
