/** A second person says of a read that stood out whether it is explained, and how. */
import { requireAnother } from '#platform/auth';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { notFound, Refusal } from '#platform/problems';
import type { ReadVerdict } from '../read-rules.ts';
import { addReadReview, readByEvent } from '../read-store.ts';
import { engaged } from './engaged.ts';

export async function reviewRead(
  ctx: Context,
  { submissionId, eventId }: { submissionId: string; eventId: string },
  { verdict, words }: { verdict: ReadVerdict; words: string },
): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const sides = ['developer', 'evaluator', 'determiner'] as const;
    const { person } = await engaged(ctx, tx, submissionId, ...sides);
    const read = await readByEvent(tx, submissionId, eventId);
    if (read === undefined) throw notFound();
    if (read.unusual.length === 0) {
      throw new Refusal('not_unusual', 'no published rule names this read');
    }
    requireAnother(ctx.actor, read.personId, 'reviewing a read');
    const row = { submissionId, eventId, verdict, words, by: person.id, at };
    if (!(await addReadReview(tx, row))) {
      throw new Refusal('read_reviewed', 'somebody reviewed it; what they said stands');
    }
    await record(ctx, tx, {
      log: logs.engagement(submissionId),
      type: 'review.read_reviewed',
      subject: submissionId,
      payload: { read: eventId, verdict },
    });
  });
}
