/**
 * The keys to an engagement's sealed material are destroyed: one person of either side asks once it was
 * withdrawn, another person of either side does it. What was sealed opens for nobody after, backups of the rows included;
 * the ledger keeps every event, and each still proves itself.
 */
import { requireAnother } from '#platform/auth';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { IllegalTransition, Refusal } from '#platform/problems';
import { destroyCompartment } from '#platform/seal';
import { firstDestructionState, nextDestructionState } from '../destruction-state.ts';
import { addDestruction, destructionOf, setDestroyed } from '../destruction-store.ts';
import { engaged } from './engaged.ts';

export async function askDestruction(
  ctx: Context,
  submissionId: string,
  because: string,
): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { engagement, person, standpoint } = await engaged(
      ctx,
      tx,
      submissionId,
      'developer',
      'evaluator',
    );
    if (engagement.state !== 'withdrawn') {
      throw new Refusal('engagement_going_on', 'withdraw the engagement first; it needs no reason');
    }
    const id = ctx.ids.make('destruction');
    const isNew = await addDestruction(tx, {
      id,
      submissionId,
      state: firstDestructionState,
      askedBy: person.id,
      askedSide: standpoint,
      askedAt: at,
      because,
    });
    if (!isNew) {
      throw new Refusal('destruction_asked', 'it was asked for; another person carries it out');
    }
    await record(ctx, tx, {
      log: logs.engagement(submissionId),
      type: 'review.destruction_asked',
      subject: id,
      payload: { side: standpoint, because },
    });
  });
}

export async function destroyMaterial(ctx: Context, submissionId: string): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { person } = await engaged(ctx, tx, submissionId, 'developer', 'evaluator');
    const asked = await destructionOf(tx, submissionId);
    if (asked === undefined) throw new IllegalTransition('destruction', 'not asked for', 'destroy');
    const state = nextDestructionState(asked.state, 'destroy');
    requireAnother(ctx.actor, asked.askedBy, 'destroying material');
    const items = await destroyCompartment(tx, ctx.keys, submissionId, at);
    await setDestroyed(tx, submissionId, { state, by: person.id, at, items });
    await record(ctx, tx, {
      log: logs.engagement(submissionId),
      type: 'review.material_destroyed',
      subject: asked.id,
      payload: { askedBy: asked.askedBy, items },
    });
  });
}
