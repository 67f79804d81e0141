/**
 * What time and a signature do to an assessment: a signed determination opens every tier for review, and what was
 * withheld until now is due for review again.
 */
import { documentsOf, engagementForUpdate } from '#access';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { firstAssessmentState, nextAssessmentState } from '../assessment-state.ts';
import {
  addAssessments,
  assessmentById,
  moveAssessment,
  withholdingsOver,
} from '../assessment-store.ts';

/** In the transaction that signs the determination; the tiers are those of the document in force then. */
export async function openAssessments(
  ctx: Context,
  tx: Tx,
  determination: { id: string; submissionId: string },
): Promise<void> {
  const [document] = await documentsOf(tx, 'assessment_tiers');
  if (document === undefined) throw new Error('no document names the tiers of an assessment');
  const tiers = document.codes.map(({ code }) => code);
  const { id: determinationId, submissionId } = determination;
  const at = ctx.clock.now();
  await addAssessments(
    tx,
    { determinationId, submissionId, state: firstAssessmentState, at },
    tiers,
  );
  await record(ctx, tx, {
    log: logs.engagement(submissionId),
    type: 'review.assessment_opened',
    subject: determinationId,
    payload: { tiers, documentSha256: document.sha256 },
  });
}

const batchMax = 100;

/** By the clock; returns how many are due now. It reads nothing sealed and tells nobody anything. */
export async function endWithholdings(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  const over = await withholdingsOver(ctx.database.db, now, batchMax);
  for (const { determinationId, submissionId, tier } of over) {
    await ctx.database.transaction(async (tx) => {
      await engagementForUpdate(tx, submissionId);
      const row = await assessmentById(tx, determinationId, tier);
      if (row?.state !== 'withheld' || row.reviewBy === null || row.reviewBy > now) return;
      const state = nextAssessmentState(row.state, 'expire');
      const step = { ...row, state, reasonClass: null, reason: null, reviewBy: null };
      await moveAssessment(tx, row, step, now);
      await record(ctx, tx, {
        log: logs.engagement(submissionId),
        type: 'review.assessment_review_due',
        subject: determinationId,
        payload: { tier },
      });
    });
  }
  return over.length;
}
