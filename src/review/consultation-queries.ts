/** What a consultee is asked: its own consultations, and nothing else of an engagement. */
import type { z } from 'zod';
import { isDeclared, recusedFrom, requireDeclared } from '#access';
import { actorNames } from '#membership';
import { record, type Context } from '#platform/context';
import type { Page } from '#platform/db';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { asConsultee } from './consultation-policy.ts';
import { consultationPage } from './consultation-store.ts';
import type {
  consultationContent,
  consultationSummary,
  ownConsultationView,
} from './determination-schema.ts';
import { seenConsultation, type SeenConsultation } from './determination-seen.ts';
import { consultationAt, type DeterminationState } from './determination-state.ts';
import type { DeterminationRow } from './determination-store.ts';
import type { ReviewScope } from './policy.ts';
import { consultationKind } from './sealed-kinds.ts';
import type { PageQuery } from './seen.ts';

type Summary = z.output<typeof consultationSummary>;

export async function listConsultations(ctx: Context, page: PageQuery): Promise<Page<Summary>> {
  if (ctx.actor.kind === 'anonymous') throw new Refusal('not_signed_in', 'sign in first');
  const person = asConsultee(ctx.actor, 'review:read');
  const { db } = ctx.database;
  const except = await recusedFrom(db, person.id);
  const found = await consultationPage(db, { organisationId: person.organisationId, except }, page);
  const items: Summary[] = [];
  for (const { determinationId } of found.items) {
    items.push(await summaryOf(ctx, await seenConsultation(ctx, determinationId, 'review:read')));
  }
  return { ...found, items };
}

export async function showConsultation(
  ctx: Context,
  determinationId: string,
  scope: ReviewScope = 'review:read',
): Promise<z.output<typeof ownConsultationView>> {
  const seen = await seenConsultation(ctx, determinationId, scope);
  const { row, determination, engagement } = seen;
  const summary = await summaryOf(ctx, seen);
  if (!isDeclared(ctx.actor, engagement)) {
    const untold = { view: null, words: null, answeredBy: null, answeredAt: null };
    return { ...summary, ...untold, needsDeclaration: true, may: ['declare'] };
  }
  const nameOf = await actorNames(ctx.database.db, row.answeredBy === null ? [] : [row.answeredBy]);
  const isAsked = summary.state === 'asked' && takesAnswers(determination.state);
  return {
    ...summary,
    needsDeclaration: false,
    view: row.view,
    words: row.words,
    answeredBy: row.answeredBy === null ? null : nameOf(row.answeredBy),
    answeredAt: row.answeredAt,
    may: isAsked ? ['read', 'answer'] : ['read'],
  };
}

/** What the office is asked about; that it was read, by whom and what for, stands in the engagement's ledger. */
export async function readConsultation(
  ctx: Context,
  determinationId: string,
  purpose: string,
): Promise<z.output<typeof consultationContent>> {
  const { determination, engagement } = await seenConsultation(ctx, determinationId, 'review:read');
  requireDeclared(ctx.actor, engagement);
  await ctx.database.transaction(
    async (tx) =>
      await record(ctx, tx, {
        log: logs.engagement(determination.submissionId),
        type: 'review.consultation_read',
        subject: determination.id,
        payload: { kind: consultationKind, purpose },
      }),
  );
  const { id: _, ...threshold } = thresholdOf(determination);
  return { threshold, proposal: proposalIn(determination) };
}

const takesAnswers = (state: DeterminationState): boolean => state === 'consulting';

async function summaryOf(
  ctx: Context,
  { row, determination, engagement }: SeenConsultation,
): Promise<Summary> {
  const nameOf = await actorNames(ctx.database.db, [determination.office]);
  return {
    determinationId: determination.id,
    declaredAs: engagement.declaredAs,
    office: nameOf(determination.office),
    askedAt: row.askedAt,
    answerBy: row.answerBy,
    state: consultationAt(row, ctx.clock.now()),
  };
}

export const thresholdOf = (row: DeterminationRow) => ({
  id: row.thresholdId,
  commitment: row.thresholdCommitment,
  committedAt: row.thresholdCommittedAt,
  firstSampleAt: row.firstSampleAt,
  look: row.look,
});

export const proposalIn = (row: DeterminationRow) => ({
  outcome: row.proposal,
  reason: row.proposalReason,
  facts: row.proposalFacts,
});
