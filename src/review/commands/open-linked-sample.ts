/** An official opens one of the samples that the code chose; that it was opened, by whom and when is on record. */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { notFound } from '#platform/problems';
import { nextDeterminationState } from '../determination-state.ts';
import { addSampleOpening } from '../determination-store.ts';
import { determining, runUnder } from './determination-in-hand.ts';

export async function openLinkedSample(ctx: Context, id: string, position: number) {
  return await ctx.database.transaction(async (tx) => {
    const { determination, person } = await determining(ctx, tx, id);
    nextDeterminationState(determination.state, 'open_sample');
    if (!determination.linkedSamples.includes(position)) throw notFound();
    const { samples, changes } = await runUnder(tx, determination);
    const sample = samples.find((each) => each.position === position);
    if (sample === undefined) throw notFound();
    const opening = { personId: person.id, position, at: ctx.clock.now() };
    if (await addSampleOpening(tx, id, opening)) {
      await record(ctx, tx, {
        log: logs.engagement(determination.submissionId),
        type: 'review.linked_sample_opened',
        subject: id,
        payload: { position },
      });
    }
    const { facts, ...recorded } = sample;
    const change = changes.find((each) => each.position === position) ?? null;
    return { ...recorded, ...facts, change };
  });
}
