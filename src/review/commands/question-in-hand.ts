/** How every step of a question begins: its engagement locked, and the question read after. */
import type { Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { notFound } from '#platform/problems';
import type { Standpoint } from '../policy.ts';
import { questionById, type QuestionRow } from '../question-store.ts';
import { engaged, type Engaged } from './engaged.ts';

export async function questionInHand<S extends Standpoint>(
  ctx: Context,
  tx: Tx,
  id: string,
  ...allowed: S[]
): Promise<Engaged<S> & { question: QuestionRow }> {
  const found = await questionById(tx, id);
  if (found === undefined) throw notFound();
  const step = await engaged(ctx, tx, found.submissionId, ...allowed);
  const question = await questionById(tx, id);
  if (question === undefined) throw notFound();
  return { ...step, question };
}
