/**
 * The other custodian approves an unseal by giving their halves, which executes it: each task is issued, each
 * is an event. Or refuses; or the one who asked takes it back.
 */
import { requireAnother } from '#platform/auth';
import { record, type Context, type Fact } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { notFound, Refusal } from '#platform/problems';
import { nextTaskState } from '../custody.ts';
import { requireThere } from '../engagement.ts';
import { asCustodianOf, type EvaluationPerson } from '../policy.ts';
import { runForUpdate, type RunRow } from '../run-store.ts';
import { setTaskStates, suiteForUpdate, tasksOf, type SuiteRow } from '../suite-store.ts';
import { nextUnsealState } from '../unseal-state.ts';
import { addReleasedShares, settleUnseal, unsealById, type UnsealRow } from '../unseal-store.ts';
import { requireIssuable, sharesAt, tasksNamed, type TaskShare } from './request-unseal.ts';

export async function approveUnseal(ctx: Context, id: string, shares: TaskShare[]): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { asked, run, suite, person } = await unsealInHand(ctx, tx, id);
    const state = nextUnsealState(asked.state, 'approve');
    requireAnother(ctx.actor, asked.requestedBy, 'approving an unseal');
    await requireIssuable(ctx, tx, run);
    const tasks = await tasksOf(tx, suite.id);
    const given = tasksNamed(tasks, shares);
    const isAll =
      given.length === asked.positions.length &&
      given.every(({ position }) => asked.positions.includes(position));
    if (!isAll) {
      throw new Refusal(
        'manifest_wrong',
        'give your half for exactly the tasks that were asked for',
      );
    }
    const issued = given.map(({ position, state: before }) => ({
      position,
      state: nextTaskState(before ?? 'burned', 'issue'),
    }));
    await addReleasedShares(tx, id, person.id, sharesAt(given, shares));
    await setTaskStates(tx, suite.id, issued);
    await settleUnseal(tx, id, { state, by: person.id, at });
    const approved: Fact = {
      log: logs.engagement(run.submissionId),
      type: 'evaluation.unseal_executed',
      subject: id,
      payload: { runId: run.id, requestedBy: asked.requestedBy },
    };
    const each = issued.map(({ position }): Fact => ({
      log: logs.engagement(run.submissionId),
      type: 'evaluation.task_unsealed',
      subject: suite.id,
      payload: { unsealId: id, runId: run.id, position },
    }));
    await record(ctx, tx, approved, ...each);
  });
}

export async function refuseUnseal(ctx: Context, id: string, because: string): Promise<void> {
  await closed(ctx, id, because, 'refuse');
}

export async function withdrawUnseal(ctx: Context, id: string, because: string): Promise<void> {
  await closed(ctx, id, because, 'withdraw');
}

async function closed(
  ctx: Context,
  id: string,
  because: string,
  trigger: 'refuse' | 'withdraw',
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { asked, run, person } = await unsealInHand(ctx, tx, id);
    const state = nextUnsealState(asked.state, trigger);
    const isOwn = person.id === asked.requestedBy;
    if (isOwn !== (trigger === 'withdraw')) {
      throw new Refusal(
        'forbidden',
        isOwn
          ? 'you asked for it; withdraw it instead'
          : 'only who asked withdraws; refuse it instead',
      );
    }
    await settleUnseal(tx, id, { state, by: person.id, at: ctx.clock.now() });
    await record(ctx, tx, {
      log: logs.engagement(run.submissionId),
      type: 'evaluation.unseal_closed',
      subject: id,
      payload: { state, because },
    });
  });
}

interface UnsealInHand {
  asked: UnsealRow;
  run: RunRow;
  suite: SuiteRow;
  person: EvaluationPerson;
}

/** Run and suite locked, in this order everywhere; the unseal read after. */
async function unsealInHand(ctx: Context, tx: Tx, id: string): Promise<UnsealInHand> {
  const found = await unsealById(tx, id);
  if (found === undefined) throw notFound();
  const run = await runForUpdate(tx, found.runId);
  const suite = await suiteForUpdate(tx, found.suiteId);
  if (run === undefined || suite === undefined) throw notFound();
  await requireThere(tx, ctx.actor, run.submissionId);
  const person = asCustodianOf(ctx.actor, suite);
  const asked = await unsealById(tx, id);
  if (asked === undefined) throw notFound();
  return { asked, run, suite, person };
}
