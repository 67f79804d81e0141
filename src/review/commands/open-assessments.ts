/**
 * What time and a signature do to an assessment: a signed determination opens every tier for review by a date, what
 * was withheld until now is due for review again, and a date that passes while officials have not looked is noted.
 */
import { documentsOf, engagementForUpdate } from '#access';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { firstAssessmentState, nextAssessmentState, waits } from '../assessment-state.ts';
import {
  addAssessments,
  assessmentById,
  assessmentsOverdue,
  moveAssessment,
  setOverdue,
  withholdingsOver,
} from '../assessment-store.ts';
import { clocks, daysAfter } from '../clocks.ts';

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
  const reviewBy = daysAfter(at, clocks.assessmentReview);
  const opened = { determinationId, submissionId, state: firstAssessmentState, at, reviewBy };
  await addAssessments(tx, opened, tiers);
  await record(ctx, tx, {
    log: logs.engagement(submissionId),
    type: 'review.assessment_opened',
    subject: determinationId,
    payload: { tiers, documentSha256: document.sha256, reviewBy: reviewBy.toISOString() },
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
      const reviewBy = daysAfter(now, clocks.assessmentReview);
      const step = { ...row, state, reasonClass: null, reason: null, reviewBy };
      await moveAssessment(tx, row, step, now);
      await record(ctx, tx, {
        log: logs.engagement(submissionId),
        type: 'review.assessment_review_due',
        subject: determinationId,
        payload: { tier, reviewBy: reviewBy.toISOString() },
      });
    });
  }
  return over.length;
}

/** By the clock; returns how many. Once for each date, so that both sides see that nobody has looked; no more. */
export async function noteOverdue(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  const late = await assessmentsOverdue(ctx.database.db, now, batchMax);
  for (const { determinationId, submissionId, tier } of late) {
    await ctx.database.transaction(async (tx) => {
      const engagement = await engagementForUpdate(tx, submissionId);
      const row = await assessmentById(tx, determinationId, tier);
      if (!row || !waits(row.state) || row.overdueSince !== null || row.reviewBy === null) return;
      if (row.reviewBy > now) return;
      await setOverdue(tx, row, now);
      // What was not told when an engagement ended never will be: there is nothing to look at.
      if (engagement?.state === 'ended') return;
      await record(ctx, tx, {
        log: logs.engagement(submissionId),
        type: 'review.assessment_overdue',
        subject: determinationId,
        payload: { tier, reviewBy: row.reviewBy.toISOString() },
      });
    });
  }
  return late.length;
}
