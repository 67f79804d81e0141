/**
 * What `sallyport review verify` takes: the signed statement and everything it rests on but the threshold's
 * opening, which is read where thresholds are. Two people take it out: one asks, a colleague agrees. That it was
 * taken is on record.
 */
import { noteOf, requireExport } from '#access';
import { runForDetermination } from '#evaluation';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import type { DeterminationBundle } from './determination-proof.ts';
import { signaturesUnder } from './determination-queries.ts';
import { openedDetermination } from './determination-seen.ts';

export async function determinationBundle(
  ctx: Context,
  id: string,
  exportId: string | undefined,
): Promise<DeterminationBundle> {
  const { determination } = await openedDetermination(ctx, id);
  const { statement, statementSha256, signedBy, runId, submissionId } = determination;
  if (statement === null || signedBy === null) {
    throw new Refusal('undecided', 'it is not signed yet, so there is nothing to prove');
  }
  const taken = { submissionId, what: 'determination', subject: id } as const;
  const asked = await requireExport(ctx, ctx.database.db, exportId, taken);
  const run = await runForDetermination(ctx.database.db, runId);
  if (run === undefined) throw new Error('a determination rests on a run that none can rest on');
  const signatures = await signaturesUnder(ctx, determination);
  await ctx.database.transaction(async (tx) => {
    await record(ctx, tx, {
      log: logs.engagement(submissionId),
      type: 'review.verification_taken',
      subject: id,
      payload: { statementSha256, exportId: asked.id },
    });
  });
  return {
    format: 'sallyport.determination-bundle/v1',
    note: noteOf(statement, signatures),
    signers: signatures.map(({ role, personId, vkey }) => ({ role, person: personId, vkey })),
    samples: run.samples.map(({ facts, recordedAt, ...sample }) => ({
      ...sample,
      ...facts,
      recordedAt: recordedAt.toISOString(),
    })),
    changes: run.changes.map(({ position, verdict, value, because, proposedBy, settledBy }) => ({
      position,
      verdict,
      value,
      because,
      proposedBy,
      settledBy: settledBy ?? '',
    })),
    clusters: Object.fromEntries(run.clusters),
  };
}
