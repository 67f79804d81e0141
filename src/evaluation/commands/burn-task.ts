/** Somebody learned that a task is out: it is never issued again, and no determination uses it. */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { IllegalTransition, notFound } from '#platform/problems';
import { nextTaskState } from '../custody.ts';
import { asEvaluatorOf } from '../policy.ts';
import { setTaskStates, suiteForUpdate, tasksOf } from '../suite-store.ts';

export async function burnTask(
  ctx: Context,
  suiteId: string,
  { task: name, because }: { task: string; because: string },
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const suite = await suiteForUpdate(tx, suiteId);
    if (suite === undefined) throw notFound();
    asEvaluatorOf(ctx.actor, suite);
    const task = (await tasksOf(tx, suite.id)).find(({ item }) => item.name === name);
    if (task === undefined) throw notFound();
    if (task.state === null) throw new IllegalTransition('task', 'open', 'burn');
    const state = nextTaskState(task.state, 'burn');
    await setTaskStates(tx, suite.id, [{ position: task.position, state }]);
    await record(ctx, tx, {
      log: logs.programme,
      type: 'evaluation.task_burned',
      subject: suite.id,
      payload: { position: task.position, before: task.state, because },
    });
  });
}
