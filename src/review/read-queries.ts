/** What people ask of an engagement's sealed material and of who read it, bound to their actor. */
import type { z } from 'zod';
import { engagementsOf, recusedFrom, type EngagementFacts } from '#access';
import { actorNames } from '#membership';
import type { Context } from '#platform/context';
import type { Page } from '#platform/db';
import { notFound, Refusal } from '#platform/problems';
import { hasHiddenCharacters } from './hidden-characters.ts';
import { asReader, opens, requireDeclared, standpointsOf } from './policy.ts';
import { publishedRules } from './read-rules.ts';
import type { materialView, readsView, unusualRead } from './read-schema.ts';
import { readPage, waitingReadPage, type ReadRow } from './read-store.ts';
import { canaryKind } from './sealed-kinds.ts';
import { seenEngagement, type PageQuery } from './seen.ts';

/** A decoy is listed as what it looks like. */
const decoyKind = 'evaluation.finding';
const readers = ['evaluator', 'determiner', 'overseer'] as const;

/** Those of the office and overseers, who declared that they have no interest. */
async function requireReader(ctx: Context, submissionId: string): Promise<void> {
  const { engagement } = await seenEngagement(ctx, submissionId);
  if (opens(ctx.actor, engagement, ...readers)) return;
  const held = standpointsOf(ctx.actor, engagement, 'review:read');
  if (readers.some((each) => held.includes(each))) requireDeclared(ctx.actor, engagement);
  throw new Refusal(
    'forbidden',
    'sealed material is listed for the evaluating office; who opened it stands in the list of reads',
  );
}

export async function listMaterials(
  ctx: Context,
  submissionId: string,
  page: PageQuery,
): Promise<Page<z.output<typeof materialView>>> {
  await requireReader(ctx, submissionId);
  const found = await ctx.blobs.inCompartment(ctx.database.db, submissionId, page);
  const items = found.items.map(({ id, kind, at }) => ({
    ref: id,
    kind: kind === canaryKind ? decoyKind : kind,
    at,
  }));
  return { ...found, items };
}

/** Each kind has its own rule of who opens it; being listed opens nothing. */
export async function openMaterial(
  ctx: Context,
  { submissionId, ref }: { submissionId: string; ref: string },
  purpose: string,
): Promise<Buffer> {
  await requireReader(ctx, submissionId);
  const blob = await ctx.database.transaction((tx) => ctx.blobs.find(tx, ref));
  if (blob?.compartment !== submissionId) throw notFound();
  return await ctx.reveal(ctx.actor, ref, purpose);
}

export async function listReads(
  ctx: Context,
  submissionId: string,
  { onlyUnusual, ...page }: PageQuery & { onlyUnusual: boolean },
): Promise<z.output<typeof readsView>> {
  const { db } = ctx.database;
  const { engagement } = await seenEngagement(ctx, submissionId);
  const found = await readPage(db, submissionId, onlyUnusual, page);
  const viewOf = await readViews(ctx, found.items);
  const items = found.items.map((row) => viewOf(row, engagement));
  return { ...found, items, rules: publishedRules };
}

/** Of every engagement that the reader may look at, those that stand out and wait for a second person. */
export async function listUnusualReads(
  ctx: Context,
  page: PageQuery,
): Promise<Page<z.output<typeof unusualRead>>> {
  const { person, ...reach } = asReader(ctx.actor);
  const { db } = ctx.database;
  const except = await recusedFrom(db, person.id);
  const found = await waitingReadPage(db, { ...reach, except }, page);
  const viewOf = await readViews(ctx, found.items);
  const engagementOf = await engagementsOf(db, found.items);
  const items = found.items.map((row) => {
    const engagement = engagementOf(row);
    const { submissionId, declaredAs } = engagement;
    return { ...viewOf(row, engagement), submissionId, declaredAs };
  });
  return { ...found, items };
}

/** How rows are shown, their people named at once. */
async function readViews({ actor, database }: Context, rows: readonly ReadRow[]) {
  const nameOf = await actorNames(
    database.db,
    rows.flatMap(({ personId, reviewedBy }) => [personId, reviewedBy ?? []].flat()),
  );
  return (row: ReadRow, engagement: EngagementFacts) => {
    const { id, at, personId, kind, subject, purpose, unusual, verdict, words } = row;
    const takesSteps = standpointsOf(actor, engagement, 'review:write').some(
      (each) => each !== 'overseer',
    );
    const isReviewed = verdict !== null;
    const mayReview = takesSteps && unusual.length > 0 && !isReviewed && personId !== actor.id;
    return {
      eventId: id,
      at,
      by: nameOf(personId),
      kind,
      subject,
      purpose,
      hasHiddenCharacters: hasHiddenCharacters(purpose, words),
      unusual,
      review: isReviewed
        ? {
            verdict,
            words: words ?? '',
            by: nameOf(row.reviewedBy ?? ''),
            at: row.reviewedAt ?? at,
          }
        : null,
      may: mayReview ? (['review'] as 'review'[]) : [],
    };
  };
}
