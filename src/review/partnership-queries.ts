/** What sides, lookers-on and partners ask of partnerships, bound to their actor. */
import type { z } from 'zod';
import { engagementFacts, engagementsOf, noteOf, recusedFrom, type EngagementFacts } from '#access';
import { holds } from '#platform/auth';
import type { Context } from '#platform/context';
import type { Page } from '#platform/db';
import { notFound, Refusal } from '#platform/problems';
import { lookingAt } from './partnership-policy.ts';
import type { partnerMixView } from './partnership-schema.ts';
import { partnerCategories } from './partnership-state.ts';
import {
  partnersByCategory,
  partnershipById,
  partnershipPage,
  type PartnershipRow,
} from './partnership-store.ts';
import { partnershipViews, type PartnershipView } from './partnership-view.ts';
import { asReader, type ReviewScope } from './policy.ts';
import { seenEngagement, type PageQuery } from './seen.ts';
import { signaturesOf } from './signature-store.ts';

async function seenPartnership(
  ctx: Context,
  id: string,
  scope: ReviewScope = 'review:read',
): Promise<{ engagement: EngagementFacts; partnership: PartnershipRow; isParty: boolean }> {
  const { db } = ctx.database;
  const partnership = await partnershipById(db, id);
  const engagement = partnership && (await engagementFacts(db, partnership.submissionId));
  if (partnership === undefined || engagement === undefined) throw notFound();
  const standpoints = lookingAt(ctx.actor, engagement, partnership, scope);
  return { engagement, partnership, isParty: standpoints.some((each) => each !== 'partner') };
}

export async function showPartnership(
  ctx: Context,
  id: string,
  scope?: ReviewScope,
): Promise<PartnershipView> {
  const { engagement, partnership } = await seenPartnership(ctx, id, scope);
  const [view] = await partnershipViews(ctx, [{ engagement, partnership }], scope);
  if (view === undefined) throw notFound();
  return view;
}

export async function listPartnershipsOf(
  ctx: Context,
  submissionId: string,
  page: PageQuery,
): Promise<Page<PartnershipView>> {
  const { engagement } = await seenEngagement(ctx, submissionId);
  const found = await partnershipPage(ctx.database.db, { submissionId }, page);
  const seen = found.items.map((partnership) => ({ engagement, partnership }));
  return { ...found, items: await partnershipViews(ctx, seen) };
}

/** A partner's own: those it was added to, and those it was refused for. */
export async function listOwnPartnerships(
  ctx: Context,
  page: PageQuery,
): Promise<Page<PartnershipView>> {
  const { actor } = ctx;
  if (actor.kind === 'anonymous') throw new Refusal('not_signed_in', 'sign in first');
  if (actor.kind !== 'person' || !holds(actor, 'partner', 'review:read')) throw notFound();
  const { db } = ctx.database;
  const except = await recusedFrom(db, actor.id);
  const of = { organisationId: actor.organisationId, except };
  const found = await partnershipPage(db, of, page);
  const engagementOf = await engagementsOf(db, found.items);
  const seen = found.items.map((partnership) => ({
    engagement: engagementOf(partnership),
    partnership,
  }));
  return { ...found, items: await partnershipViews(ctx, seen) };
}

/** The statement with the signatures so far; to a partner that was added, or to whoever looks on. */
export async function signedStatement(ctx: Context, id: string): Promise<string> {
  const { partnership, isParty } = await seenPartnership(ctx, id);
  if (!isParty && partnership.addedAt === null) throw notFound();
  return noteOf(partnership.statement, await signaturesOf(ctx.database.db, [id]));
}

/** Too few to be told apart. */
const fewMax = 5;

export async function showPartnerMix(ctx: Context): Promise<z.output<typeof partnerMixView>> {
  const counts = await partnersByCategory(ctx.database.db, asReader(ctx.actor));
  const categories = partnerCategories.map((category) => {
    const count = counts.get(category) ?? 0;
    return { category, count: count > 0 && count < fewMax ? null : count };
  });
  return { categories };
}
