/** Who declared what interest. What kind it is, is the person's own: the developer sees that and when. */
import { namesOf } from '#membership';
import type { Context } from '#platform/context';
import { notFound } from '#platform/problems';
import { declarationsOf } from './declaration-store.ts';
import { readsDeclarations } from './policy.ts';
import { submissionById } from './submission-store.ts';

export async function listDeclarations(ctx: Context, submissionId: string) {
  const { db } = ctx.database;
  const submission = await submissionById(db, submissionId);
  const reading = submission && readsDeclarations(ctx.actor, submission);
  if (submission === undefined || reading === undefined) throw notFound();
  const rows = await declarationsOf(db, submission.id);
  const names = await namesOf(
    db,
    rows.map(({ personId }) => personId),
  );
  return {
    declarations: rows.map(({ personId, hasInterest, words, at }) => ({
      person: names.get(personId) ?? personId,
      hasInterest,
      words: reading === 'whole' ? words : null,
      at,
    })),
  };
}
