/**
 * A person of the evaluating office, or an overseer, declares whether they have an interest in an engagement
 * (requirements S09). With one, nothing of it is there for them any more, and no later word changes that.
 * Without one, its sealed content opens to them. An interest that arises later is declared later.
 */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { notFound } from '#platform/problems';
import { addDeclaration, letIn, recuse } from '../declaration-store.ts';
import { asDeclarer } from '../policy.ts';
import { submissionForUpdate } from '../submission-store.ts';

export async function declareInterest(
  ctx: Context,
  submissionId: string,
  { hasInterest, words }: { hasInterest: boolean; words: string },
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const submission = await submissionForUpdate(tx, submissionId);
    if (submission === undefined) throw notFound();
    const person = asDeclarer(ctx.actor, submission);
    const said = {
      submissionId: submission.id,
      personId: person.id,
      hasInterest,
      words,
      at: ctx.clock.now(),
    };
    if (!(await addDeclaration(tx, said))) return;
    await (hasInterest ? recuse : letIn)(tx, submission.id, person.id);
    await record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.interest_declared',
      subject: submission.id,
      payload: { hasInterest },
    });
  });
}
