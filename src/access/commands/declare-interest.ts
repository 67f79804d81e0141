/**
 * A person of the evaluating office, or an overseer, declares whether they have an interest in an engagement
 * (requirements S09). With one, nothing of it is there for them any more, and no later word changes that.
 * Without one, its sealed content opens to them. An interest that arises later is declared later.
 */
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { notFound } from '#platform/problems';
import { addDeclaration, letIn, recuse } from '../declaration-store.ts';
import { asDeclarer } from '../policy.ts';
import { submissionForUpdate } from '../submission-store.ts';

export interface Declared {
  hasInterest: boolean;
  /** What kind it is: about the person, and not about the model. */
  words: string;
}

export async function declareInterest(
  ctx: Context,
  submissionId: string,
  said: Declared,
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const submission = await submissionForUpdate(tx, submissionId);
    if (submission === undefined) throw notFound();
    const person = asDeclarer(ctx.actor, submission);
    await writeDeclaration(ctx, tx, submission.id, person.id, said);
  });
}

/** In the transaction of whoever authorised the person and holds the engagement's lock. */
export async function writeDeclaration(
  ctx: Context,
  tx: Tx,
  submissionId: string,
  personId: string,
  { hasInterest, words }: Declared,
): Promise<void> {
  const row = { submissionId, personId, hasInterest, words, at: ctx.clock.now() };
  if (!(await addDeclaration(tx, row))) return;
  await (hasInterest ? recuse : letIn)(tx, submissionId, personId);
  await record(ctx, tx, {
    log: logs.engagement(submissionId),
    type: 'access.interest_declared',
    subject: submissionId,
    payload: { hasInterest },
  });
}
