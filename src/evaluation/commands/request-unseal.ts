/**
 * A custodian asks that tasks be given to a run's runner, and gives their own halves of the keys, encrypted to
 * the runner's one-time key. The request waits for the other custodian; until then nothing can be opened.
 */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { IllegalTransition, notFound, Refusal, unfit } from '#platform/problems';
import type { Tx } from '#platform/db';
import { nextTaskState } from '../custody.ts';
import { isThere } from '../engagement.ts';
import { asCustodianOf } from '../policy.ts';
import { isRunOver } from '../run-state.ts';
import { runForUpdate, type RunRow } from '../run-store.ts';
import { suiteForUpdate, tasksOf, type TaskRow } from '../suite-store.ts';
import { addReleasedShares, addUnseal } from '../unseal-store.ts';
import { firstUnsealState } from '../unseal-state.ts';
import { admitted } from './admission.ts';

export interface TaskShare {
  task: string;
  /** The custodian's half of the task's key, encrypted to the runner (age). */
  share: Uint8Array;
}

export interface RequestUnseal {
  runId: string;
  /** The runner's one-time recipient (`age1…`). */
  recipient: string;
  because: string;
  shares: TaskShare[];
}

export async function requestUnseal(
  ctx: Context,
  suiteId: string,
  input: RequestUnseal,
): Promise<string> {
  const id = ctx.ids.make('unseal');
  await ctx.database.transaction(async (tx) => {
    const run = await runForUpdate(tx, input.runId);
    const suite = await suiteForUpdate(tx, suiteId);
    if (suite === undefined) throw notFound();
    const person = asCustodianOf(ctx.actor, suite);
    if (run?.suiteId !== suite.id || !(await isThere(tx, ctx.actor, run.submissionId))) {
      throw unfit('/runId', 'no such run uses this suite');
    }
    await requireIssuable(ctx, tx, run);
    const asked = tasksNamed(await tasksOf(tx, suite.id), input.shares);
    for (const { state } of asked) nextTaskState(state ?? 'burned', 'issue');
    const positions = asked.map(({ position }) => position);
    await addUnseal(tx, {
      id,
      suiteId: suite.id,
      runId: run.id,
      state: firstUnsealState,
      recipient: input.recipient,
      positions,
      because: input.because,
      requestedBy: person.id,
      requestedAt: ctx.clock.now(),
    });
    await addReleasedShares(tx, id, person.id, sharesAt(asked, input.shares));
    await record(ctx, tx, {
      log: logs.engagement(run.submissionId),
      type: 'evaluation.unseal_requested',
      subject: id,
      payload: { runId: run.id, suiteRoot: suite.root, positions, recipient: input.recipient },
    });
  });
  return id;
}

/** Tasks go to a run that waits or runs, under a grant that still allows it. */
export async function requireIssuable(ctx: Context, tx: Tx, run: RunRow): Promise<void> {
  if (run.state === 'planned' || isRunOver(run.state)) {
    throw new IllegalTransition('run', run.state, 'unseal');
  }
  // What is left of the window and of the budget was held against the plan when it was queued.
  const budget = { tokens: 0, wallS: 0 };
  await admitted(ctx, tx, { ...run, budget }, run.organisationId);
}

/** Each named task once, and each there. */
export function tasksNamed(tasks: readonly TaskRow[], shares: readonly TaskShare[]): TaskRow[] {
  if (new Set(shares.map(({ task }) => task)).size !== shares.length) {
    throw new Refusal('manifest_wrong', 'a task is named twice');
  }
  return shares.map(({ task: name }) => {
    const task = tasks.find(({ item }) => item.name === name);
    if (task === undefined)
      throw new Refusal('manifest_wrong', `the suite has no task \`${name}\``);
    return task;
  });
}

export const sharesAt = (asked: readonly TaskRow[], shares: readonly TaskShare[]) =>
  asked.map(({ position }, place) => ({
    position,
    share: shares[place]?.share ?? new Uint8Array(),
  }));
