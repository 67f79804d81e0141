/**
 * A person of a consulted office says whether they have an interest, as officials do (requirements S09): before
 * that they read nothing of what is asked, and with one the consultation is not there for them any more.
 */
import { writeDeclaration } from '#access';
import type { Context } from '#platform/context';
import { consultationInHand } from './consultation-in-hand.ts';

export async function declareAsConsultee(
  ctx: Context,
  determinationId: string,
  said: { hasInterest: boolean; words: string },
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { person, determination } = await consultationInHand(ctx, tx, determinationId);
    await writeDeclaration(ctx, tx, determination.submissionId, person.id, said);
  });
}
