/**
 * A planned run is queued, by a second person where a determination hangs on it; its runner then starts it
 * and says which sandbox it has and what the endpoint looks like. Each step is held against the grant again.
 */
import { requireAnother } from '#platform/auth';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { nextRunState } from '../run-state.ts';
import { setQueued, setRunning } from '../run-store.ts';
import { admitted, requireUnreported, runInHand } from './admission.ts';
import { noteFingerprint, type Fingerprint } from './note-fingerprint.ts';

export async function queueRun(ctx: Context, runId: string): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { run, person } = await runInHand(ctx, tx, runId);
    nextRunState(run.state, 'queue');
    if (run.purpose === 'determination') {
      requireAnother(ctx.actor, run.plannedBy, 'queueing a run for a determination');
    }
    await admitted(ctx, tx, run, run.organisationId);
    await requireUnreported(tx, run.grantId);
    await setQueued(tx, run.id, person.id, ctx.clock.now());
    await record(ctx, tx, {
      log: logs.engagement(run.submissionId),
      type: 'evaluation.run_queued',
      subject: run.id,
      payload: { plannedBy: run.plannedBy },
    });
  });
}

export interface StartRun {
  /** What the runner really has; a plan is not weakened by saying less. */
  tier: 'gvisor' | 'bubblewrap';
  fingerprint: Fingerprint;
}

export async function startRun(ctx: Context, runId: string, input: StartRun): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { run } = await runInHand(ctx, tx, runId);
    nextRunState(run.state, 'start');
    if (input.tier !== run.tier) {
      throw new Refusal(
        'tier_unfit',
        `the run was planned on \`${run.tier}\` and the runner has \`${input.tier}\`; plan another`,
      );
    }
    await admitted(ctx, tx, run, run.organisationId);
    await requireUnreported(tx, run.grantId);
    await setRunning(tx, run.id, at);
    await noteFingerprint(ctx, tx, run, 'start', input.fingerprint);
    await record(ctx, tx, {
      log: logs.engagement(run.submissionId),
      type: 'evaluation.run_started',
      subject: run.id,
      payload: { tier: input.tier },
    });
  });
}
