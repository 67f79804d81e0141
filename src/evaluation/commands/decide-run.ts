/**
 * The committed threshold is applied to a complete run: one planned look. *Met*, *not met* or *cannot tell*,
 * with the bounds it rests on. This is a statement about scores; it approves, blocks and delays nothing, and
 * *not met* says nothing about whether a model is safe.
 *
 * INVARIANT (the committed rule decides): the rule is read from the sealed opening, must open the commitment
 * that the run has named since it was planned, and is about the run's own suite and attempts.
 */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { IllegalTransition, notFound, Refusal } from '#platform/problems';
import { requireThere } from '../engagement.ts';
import { asEvaluatorOf } from '../policy.ts';
import { proposalOf } from '../proposal.ts';
import { tasksAsReviewed } from '../result.ts';
import { fingerprintsOf, runById, type RunRow } from '../run-store.ts';
import { reviewsOf, samplesOf } from '../sample-store.ts';
import { tasksOf } from '../suite-store.ts';
import { opensCommitment, ruleIn, type ThresholdOpening } from '../threshold.ts';
import { addDecision, decisionsOf, thresholdById } from '../threshold-store.ts';
import { requireUnreported, runInHand } from './admission.ts';

export async function decideRun(ctx: Context, runId: string): Promise<void> {
  const rule = await ruleOf(ctx, runId);
  await ctx.database.transaction(async (tx) => {
    const { run, person } = await runInHand(ctx, tx, runId);
    if (run.thresholdId === null) throw new IllegalTransition('run', 'without threshold', 'decide');
    await requireUnreported(tx, run.grantId);
    const look = (await decisionsOf(tx, [run.id])).length + 1;
    if (look > rule.plannedLooks) {
      throw new Refusal('looks_spent', `the rule was planned with ${rule.plannedLooks} looks`);
    }
    const clusterOf = new Map(
      (await tasksOf(tx, run.suiteId)).map(({ item }) => [item.name, item.cluster]),
    );
    const tasks = tasksAsReviewed(
      await samplesOf(tx, run.id),
      await reviewsOf(tx, run.id),
      clusterOf,
    );
    if (tasks.length === 0) throw new Refusal('not_comparable', 'every task of the run is broken');
    const digests = new Set((await fingerprintsOf(tx, run.id)).map(({ digest }) => digest));
    await addDecision(tx, {
      runId: run.id,
      look,
      thresholdId: run.thresholdId,
      ...proposalOf(rule, tasks, look, digests.size),
      decidedBy: person.id,
      decidedAt: ctx.clock.now(),
    });
    await record(ctx, tx, {
      log: logs.engagement(run.submissionId),
      type: 'evaluation.run_decided',
      subject: run.id,
      payload: { look, thresholdCommitment: run.thresholdCommitment },
    });
  });
}

/** Reads the sealed rule, which is an act of its own, once it is plain that the person may decide now. */
async function ruleOf(ctx: Context, runId: string) {
  const { db } = ctx.database;
  const run = await runById(db, runId);
  if (run === undefined) throw notFound();
  await requireThere(db, ctx.actor, run.submissionId);
  asEvaluatorOf(ctx.actor, run);
  if (run.state !== 'complete') throw new IllegalTransition('run', run.state, 'decide');
  const threshold = run.thresholdId === null ? undefined : await thresholdById(db, run.thresholdId);
  if (threshold === undefined) throw new IllegalTransition('run', 'without threshold', 'decide');
  const sealed = await ctx.reveal(ctx.actor, threshold.contentRef, `to decide ${run.id}`);
  return checkedRule(run, JSON.parse(sealed.toString('utf8')) as ThresholdOpening);
}

function checkedRule(run: RunRow, opening: ThresholdOpening) {
  if (!opensCommitment(run.thresholdCommitment ?? '', opening)) {
    throw new Error('a sealed threshold does not open the commitment that the run names');
  }
  const rule = ruleIn(opening);
  if (rule.suiteRoot !== run.suiteRoot || rule.epochs !== run.epochs) {
    throw new Error('a run names a threshold that is about something else');
  }
  return rule;
}
