/** What a consultee is asked: its own consultations, and nothing else of an engagement. */
import type { z } from 'zod';
import { recusedFrom } from '#access';
import { actorNames } from '#membership';
import type { Context } from '#platform/context';
import type { Page } from '#platform/db';
import { Refusal } from '#platform/problems';
import { asConsultee } from './consultation-policy.ts';
import { consultationPage } from './consultation-store.ts';
import type { consultationSummary, ownConsultationView } from './determination-schema.ts';
import { seenConsultation, type SeenConsultation } from './determination-seen.ts';
import { consultationAt, type DeterminationState } from './determination-state.ts';
import type { DeterminationRow } from './determination-store.ts';
import type { ReviewScope } from './policy.ts';
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
  const { row, determination } = seen;
  const nameOf = await actorNames(ctx.database.db, row.answeredBy === null ? [] : [row.answeredBy]);
  const summary = await summaryOf(ctx, seen);
  const { id: _, ...threshold } = thresholdOf(determination);
  return {
    ...summary,
    threshold,
    proposal: proposalIn(determination),
    view: row.view,
    words: row.words,
    answeredBy: row.answeredBy === null ? null : nameOf(row.answeredBy),
    answeredAt: row.answeredAt,
    may: summary.state === 'asked' && takesAnswers(determination.state) ? ['answer'] : [],
  };
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
