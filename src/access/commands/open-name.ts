/**
 * In a dispute a runner's name is opened by two people: one of either side asks and says why, one of the
 * other side agrees. Each step, and each reading, stands in the engagement's log.
 */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { IllegalTransition, notFound } from '#platform/problems';
import { addOpening, approveOpening, openingsOf } from '../opening-store.ts';
import { asSide, otherSide } from '../policy.ts';
import { engagedByGrant } from './engagement.ts';

export async function askName(ctx: Context, grantId: string, because: string): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { submission, grant, person, side } = await engagedByGrant(
      ctx,
      tx,
      grantId,
      'developer',
      'evaluator',
    );
    // A grant that was never in force gave nobody anything to dispute.
    if (grant.activatedAt === null) throw new IllegalTransition('grant', grant.state, 'ask_name');
    // The note came from elsewhere: whoever wrote it keeps the name.
    if (grant.nameRef === null) throw notFound();
    const opening = {
      grantId: grant.id,
      requestedBy: person.id,
      requestedSide: side,
      because,
      requestedAt: at,
    };
    if (!(await addOpening(tx, opening)))
      throw new IllegalTransition('name', 'asked for', 'ask_name');
    await record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.name_asked_for',
      subject: grant.id,
      payload: { side, because },
    });
  });
}

export async function approveName(ctx: Context, grantId: string): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { submission, grant, person } = await engagedByGrant(
      ctx,
      tx,
      grantId,
      'developer',
      'evaluator',
    );
    const [opening] = await openingsOf(tx, [grant.id]);
    if (opening === undefined || opening.approvedBy !== null) {
      const from = opening === undefined ? 'not asked for' : 'approved';
      throw new IllegalTransition('name', from, 'approve_name');
    }
    asSide(ctx.actor, submission, otherSide(opening.requestedSide));
    await approveOpening(tx, grant.id, person.id, at);
    await record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.name_opening_approved',
      subject: grant.id,
      payload: { askedBy: opening.requestedBy },
    });
  });
}
