/**
 * A run ends: complete when every planned sample is recorded, incomplete with a reason when not, withdrawn
 * when its own side gives it up. Where a grant ends, runs that never started under it end too; one that runs
 * is left to its runner, which may still hold samples made in time, and gets no more from the gateway.
 */
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { nextRunState, type RunState, type RunTrigger } from '../run-state.ts';
import { openRunsOfGrant, runForUpdate, setRunEnded, type RunRow } from '../run-store.ts';
import { runInHand } from './admission.ts';
import { noteFingerprint, type Fingerprint } from './note-fingerprint.ts';

export interface EndRun {
  as: 'complete' | 'incomplete';
  /** Empty for a complete run. */
  reason: string;
  /** What the endpoint looked like at the end; null where it could not be asked any more. */
  fingerprint: Fingerprint | null;
}

export async function endRun(ctx: Context, runId: string, input: EndRun): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { run } = await runInHand(ctx, tx, runId);
    const trigger = input.as === 'complete' ? 'complete' : 'stop';
    nextRunState(run.state, trigger);
    const missing = run.samplesPlanned - run.samplesRecorded;
    if (trigger === 'complete' && missing > 0) {
      throw new Refusal(
        'samples_missing',
        `${missing} of ${run.samplesPlanned} samples are missing`,
      );
    }
    const { fingerprint } = input;
    if (fingerprint !== null) await noteFingerprint(ctx, tx, run, 'end', fingerprint);
    await ended(ctx, tx, run, trigger, input.reason);
  });
}

export async function withdrawRun(ctx: Context, runId: string, because: string): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { run } = await runInHand(ctx, tx, runId);
    await ended(ctx, tx, run, 'withdraw', because);
  });
}

/** By the rules, when a grant's end was told. */
export async function stopUnstarted(ctx: Context, tx: Tx, grantId: string): Promise<void> {
  for (const id of await openRunsOfGrant(tx, grantId)) {
    const run = await runForUpdate(tx, id);
    if (run === undefined || (run.state !== 'planned' && run.state !== 'queued')) continue;
    await ended(ctx, tx, run, 'stop', 'the grant ended before the run started');
  }
}

async function ended(
  ctx: Context,
  tx: Tx,
  run: RunRow,
  trigger: RunTrigger,
  reason: string,
): Promise<void> {
  const state: RunState = nextRunState(run.state, trigger);
  await setRunEnded(tx, run.id, { state, by: ctx.actor.id, at: ctx.clock.now(), reason });
  await record(ctx, tx, {
    log: logs.engagement(run.submissionId),
    type: 'evaluation.run_ended',
    subject: run.id,
    payload: {
      state,
      reason,
      samplesRecorded: run.samplesRecorded,
      samplesPlanned: run.samplesPlanned,
      chain: run.chain,
    },
  });
}
