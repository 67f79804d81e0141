/**
 * One sealed task's ciphertext is brought and kept. It must be the bytes that the manifest committed to; when
 * the last has come the suite is held, and can be planned with. Bringing the same bytes again changes nothing.
 */
import { createHash } from 'node:crypto';
import { record, type Context, type Fact } from '#platform/context';
import { logs } from '#platform/ledger';
import { IllegalTransition, notFound, Refusal } from '#platform/problems';
import { asEvaluatorOf } from '../policy.ts';
import { sealedTaskKind, sealedTaskSubject } from '../sealed-kinds.ts';
import { setContent, setHeld, suiteForUpdate, tasksOf } from '../suite-store.ts';

export async function storeTask(
  ctx: Context,
  suiteId: string,
  name: string,
  ciphertext: Buffer,
): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const suite = await suiteForUpdate(tx, suiteId);
    if (suite === undefined) throw notFound();
    asEvaluatorOf(ctx.actor, suite);
    if (suite.kind === 'open') throw new IllegalTransition('suite', 'open', 'store_task');
    const tasks = await tasksOf(tx, suite.id);
    const task = tasks.find(({ item }) => item.name === name);
    if (task === undefined) throw notFound();
    const sha256 = createHash('sha256').update(ciphertext).digest('hex');
    if (sha256 !== task.item.sha256) {
      throw new Refusal('manifest_wrong', `these are not the bytes committed to for \`${name}\``);
    }
    if (task.contentRef !== null) return;
    const ref = await ctx.blobs.put(
      tx,
      {
        kind: sealedTaskKind,
        subject: sealedTaskSubject(suite.id, task.position),
        log: logs.programme,
        compartment: suite.id,
      },
      ciphertext,
      at,
    );
    await setContent(tx, suite.id, task.position, ref);
    const stored: Fact = {
      log: logs.programme,
      type: 'evaluation.task_stored',
      subject: suite.id,
      payload: { position: task.position },
    };
    const isLast = tasks.every(({ contentRef, position }) =>
      position === task.position ? true : contentRef !== null,
    );
    if (!isLast) return await record(ctx, tx, stored);
    await setHeld(tx, suite.id);
    await record(ctx, tx, stored, {
      log: logs.programme,
      type: 'evaluation.suite_held',
      subject: suite.id,
      payload: { root: suite.root },
    });
  });
}
