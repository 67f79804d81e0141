/**
 * A run is planned: under which agreed procedure, with which suite, how many attempts, within which budget, on
 * which sandbox tier, and against which committed threshold. All of it is fixed here, and its digest of a
 * threshold stands in the engagement's log before any sample can.
 */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { unfit } from '#platform/problems';
import { requireThere } from '../engagement.ts';
import { asEvaluatorOf } from '../policy.ts';
import { procedureKey } from '../procedure-store.ts';
import { firstRunState } from '../run-state.ts';
import { addRun } from '../run-store.ts';
import { firstChain } from '../sample.ts';
import { admitted, requireUnreported, type Planned } from './admission.ts';

export async function planRun(
  ctx: Context,
  submissionId: string,
  planned: Planned,
): Promise<string> {
  const id = ctx.ids.make('run');
  await ctx.database.transaction(async (tx) => {
    const { evaluatorId: organisationId } = await requireThere(tx, ctx.actor, submissionId);
    const person = asEvaluatorOf(ctx.actor, { organisationId });
    const found = await admitted(ctx, tx, planned, organisationId);
    const { grant, procedure, suite, threshold, tasks } = found;
    if (grant.submissionId !== submissionId) {
      throw unfit('/grantId', 'the engagement has no such grant with terms');
    }
    await requireUnreported(tx, grant.id);
    const samplesPlanned = tasks.length * planned.epochs;
    await addRun(tx, {
      ...planned,
      id,
      submissionId,
      organisationId,
      suiteRoot: suite.root,
      modelDigest: grant.modelDigest,
      samplesPlanned,
      thresholdCommitment: threshold?.commitment ?? null,
      plannedBy: person.id,
      plannedAt: ctx.clock.now(),
      state: firstRunState,
      chain: firstChain(id),
    });
    await record(ctx, tx, {
      log: logs.engagement(submissionId),
      type: 'evaluation.run_planned',
      subject: id,
      payload: {
        grantId: grant.id,
        procedure: procedureKey(procedure),
        suiteRoot: suite.root,
        samplesPlanned,
        epochs: planned.epochs,
        budget: planned.budget,
        tier: planned.tier,
        purpose: planned.purpose,
        thresholdCommitment: threshold?.commitment ?? null,
      },
    });
  });
  return id;
}
