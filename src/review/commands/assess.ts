/**
 * What a developer is told of a determination, tier by tier: withheld for a time and for a reason, or proposed by
 * one official and released to the developer by another. It is told to the developer alone, says nothing on which
 * anybody could hold back a release, and goes on after the developer has withdrawn; only a pause holds it.
 */
import { createHash } from 'node:crypto';
import { requireOpen } from '#access';
import { checkedInstant } from '#gateway';
import { requireAnother } from '#platform/auth';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { notFound, Refusal, unfit } from '#platform/problems';
import { assessmentSubject } from '../assessment.ts';
import { nextAssessmentState, type WithholdingReason } from '../assessment-state.ts';
import {
  assessmentById,
  moveAssessment,
  type AssessmentRow,
  type AssessmentStep,
} from '../assessment-store.ts';
import { clocks, daysAfter } from '../clocks.ts';
import { requireDeclared, type ReviewPerson } from '../policy.ts';
import { assessmentKind } from '../sealed-kinds.ts';
import { engaged } from './engaged.ts';

export interface Part {
  determinationId: string;
  tier: string;
}

export interface Withhold {
  reasonClass: WithholdingReason;
  reason: string;
  reviewBy: string;
}

/** What a part holds, but for its date, while nothing is withheld and nothing proposed. What the developer may not read yet is in
 * no event either, not even as a digest: few words are easily guessed. */
const plain = {
  reasonClass: null,
  reason: null,
  contentRef: null,
  contentSha256: null,
  proposedBy: null,
  settledBy: null,
} as const;

export async function withhold(ctx: Context, part: Part, input: Withhold): Promise<void> {
  const at = ctx.clock.now();
  const reviewBy = checkedInstant(input.reviewBy);
  if (reviewBy <= at || reviewBy > daysAfter(at, clocks.withholdingMax)) {
    throw unfit(
      '/reviewBy',
      `must be a time to come, at most ${clocks.withholdingMax} days from now`,
    );
  }
  await ctx.database.transaction(async (tx) => {
    const { row, person } = await partInHand(ctx, tx, part);
    const state = nextAssessmentState(row.state, 'withhold');
    if (row.withheldBy === person.id) {
      throw new Refusal(
        'withheld_before',
        'you withheld it the last time; another official looks at it now',
      );
    }
    const { reasonClass, reason } = input;
    const until = { reviewBy, overdueSince: null };
    const step = { ...plain, ...until, state, reasonClass, reason, withheldBy: person.id };
    await moveAssessment(tx, row, step, at);
    await record(ctx, tx, {
      log: logs.engagement(row.submissionId),
      type: 'review.assessment_withheld',
      subject: row.determinationId,
      payload: { tier: row.tier, reasonClass, reviewBy: input.reviewBy },
    });
  });
}

export async function proposeAssessment(ctx: Context, part: Part, text: string): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { row, person } = await partInHand(ctx, tx, part);
    const state = nextAssessmentState(row.state, 'propose');
    const log = logs.engagement(row.submissionId);
    const subject = assessmentSubject(row.determinationId, row.tier);
    const bytes = Buffer.from(text, 'utf8');
    const contentRef = await ctx.blobs.put(
      tx,
      { kind: assessmentKind, subject, log, compartment: row.submissionId },
      bytes,
      at,
    );
    const contentSha256 = createHash('sha256').update(bytes).digest('hex');
    const { withheldBy, overdueSince } = row;
    const proposed = { contentRef, contentSha256, proposedBy: person.id };
    const date = { reviewBy: soonest(row.reviewBy, at), overdueSince };
    await moveAssessment(tx, row, { ...plain, ...date, state, withheldBy, ...proposed }, at);
    await record(ctx, tx, {
      log,
      type: 'review.assessment_proposed',
      subject: row.determinationId,
      payload: { tier: row.tier },
    });
  });
}

/** Writing does not put off the date, and a text waits for its second person no longer than for its first. */
function soonest(reviewBy: Date | null, at: Date): Date {
  const usual = daysAfter(at, clocks.assessmentReview);
  return reviewBy !== null && reviewBy < usual ? reviewBy : usual;
}

/** Not in these words: it is to be looked at again. */
export async function returnAssessment(ctx: Context, part: Part, because: string): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { row } = await partInHand(ctx, tx, part);
    const state = nextAssessmentState(row.state, 'return');
    const { withheldBy, reviewBy, overdueSince } = row;
    const step = { ...plain, state, reason: because, withheldBy, reviewBy, overdueSince };
    await moveAssessment(tx, row, step, ctx.clock.now());
    await record(ctx, tx, {
      log: logs.engagement(row.submissionId),
      type: 'review.assessment_returned',
      subject: row.determinationId,
      payload: { tier: row.tier },
    });
  });
}

/** INVARIANT (two people tell): the second names the digest of what they read, and is not the first. */
export async function releaseAssessment(
  ctx: Context,
  part: Part,
  contentSha256: string,
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { row, person } = await partInHand(ctx, tx, part);
    const state = nextAssessmentState(row.state, 'release');
    requireAnother(person, row.proposedBy, 'telling the developer');
    if (row.contentSha256 !== contentSha256) {
      throw new Refusal('text_changed', 'read what is proposed now, and release that');
    }
    const over = { reviewBy: null, overdueSince: null };
    const step: AssessmentStep = { ...row, ...over, state, settledBy: person.id };
    await moveAssessment(tx, row, step, ctx.clock.now());
    await record(ctx, tx, {
      log: logs.engagement(row.submissionId),
      type: 'review.assessment_released',
      subject: row.determinationId,
      payload: { tier: row.tier, proposedBy: row.proposedBy, contentSha256 },
    });
  });
}

/** Its engagement locked, and the part read after. */
async function partInHand(
  ctx: Context,
  tx: Tx,
  { determinationId, tier }: Part,
): Promise<{ row: AssessmentRow; person: ReviewPerson }> {
  const found = await assessmentById(tx, determinationId, tier);
  if (found === undefined) throw notFound();
  const { engagement, person } = await engaged(ctx, tx, found.submissionId, 'determiner');
  if (engagement.state !== 'withdrawn') requireOpen(engagement);
  requireDeclared(person, engagement);
  const row = await assessmentById(tx, determinationId, tier);
  if (row === undefined) throw notFound();
  return { row, person };
}
