/**
 * People look at samples. One may agree with a score; a changed score, or a task called broken, takes one who
 * says so and why, and another who confirms. What was recorded stays beside it for ever.
 */
import { requireAnother } from '#platform/auth';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { IllegalTransition, notFound, unfit } from '#platform/problems';
import { nextReviewState, type ReviewState, type Verdict } from '../review-state.ts';
import { putReview, reviewAt, sampleAt, type ReviewRow } from '../sample-store.ts';
import type { RunRow } from '../run-store.ts';
import { requireUnreported, runInHand } from './admission.ts';

export interface ReviewSample {
  verdict: Verdict;
  /** The score it should have; with `mis_scored` only. */
  value: number | null;
  /** Needed for all but agreement. */
  because: string;
}

export async function reviewSample(
  ctx: Context,
  runId: string,
  position: number,
  { verdict, value, because }: ReviewSample,
): Promise<void> {
  if ((verdict === 'mis_scored') !== (value !== null)) {
    throw unfit('/value', 'a value goes with `mis_scored`, and with nothing else');
  }
  if (verdict !== 'agreed' && because === '') throw unfit('/because', 'say why');
  await ctx.database.transaction(async (tx) => {
    const { run, person } = await runInHand(ctx, tx, runId);
    const before = await reviewBefore(tx, run, position);
    const state = nextReviewState(
      before?.state ?? 'unreviewed',
      verdict === 'agreed' ? 'agree' : 'dispute',
    );
    await kept(ctx, tx, run, {
      position,
      state: asKept(state),
      verdict,
      value,
      because,
      proposedBy: person.id,
      proposedAt: ctx.clock.now(),
      settledBy: null,
      settledAt: null,
    });
  });
}

export async function settleReview(
  ctx: Context,
  runId: string,
  position: number,
  settlement: 'confirm' | 'reject',
): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { run, person } = await runInHand(ctx, tx, runId);
    const before = await reviewBefore(tx, run, position);
    const state = nextReviewState(before?.state ?? 'unreviewed', settlement);
    if (before === undefined) throw new IllegalTransition('review', 'unreviewed', settlement);
    requireAnother(ctx.actor, before.proposedBy, 'settling a disputed score');
    const now = { proposedBy: person.id, proposedAt: at, settledBy: null, settledAt: null };
    await kept(
      ctx,
      tx,
      run,
      settlement === 'confirm'
        ? { ...before, state: asKept(state), settledBy: person.id, settledAt: at }
        : { ...now, position, state: asKept(state), verdict: 'agreed', value: null, because: '' },
    );
  });
}

async function reviewBefore(tx: Tx, run: RunRow, position: number): Promise<ReviewRow | undefined> {
  if ((await sampleAt(tx, run.id, position)) === undefined) throw notFound();
  await requireUnreported(tx, run.grantId);
  return await reviewAt(tx, run.id, position);
}

async function kept(ctx: Context, tx: Tx, run: RunRow, review: ReviewRow): Promise<void> {
  await putReview(tx, run.id, review);
  await record(ctx, tx, {
    log: logs.engagement(run.submissionId),
    type: 'evaluation.sample_reviewed',
    subject: run.id,
    payload: { position: review.position, state: review.state },
  });
}

function asKept(state: ReviewState): ReviewRow['state'] {
  if (state === 'unreviewed') throw new Error('no step of a review leads back to none');
  return state;
}
