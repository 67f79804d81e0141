/**
 * An official or an overseer asks to take the proof of a signed determination out as a file. What becomes of it is
 * access's: a colleague agrees, and for a day the one who asked may download it.
 */
import { engagementForUpdate, fileExport } from '#access';
import type { Context } from '#platform/context';
import { notFound, Refusal } from '#platform/problems';
import { openedDetermination } from '../determination-seen.ts';

export async function askProof(ctx: Context, id: string, purpose: string): Promise<string> {
  const { determination } = await openedDetermination(ctx, id, 'review:write');
  if (determination.signedBy === null) {
    throw new Refusal('undecided', 'it is not signed yet, so there is nothing to prove');
  }
  const { submissionId } = determination;
  return await ctx.database.transaction(async (tx) => {
    const engagement = await engagementForUpdate(tx, submissionId);
    if (engagement === undefined) throw notFound();
    const wanted = { what: 'determination', subject: id, filter: {}, purpose } as const;
    return await fileExport(ctx, tx, engagement, wanted);
  });
}
