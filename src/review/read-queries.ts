/** What people ask of an engagement's sealed material and of who read it, bound to their actor. */
import type { z } from 'zod';
import { actorNames } from '#membership';
import type { Context } from '#platform/context';
import type { Page } from '#platform/db';
import { notFound, Refusal } from '#platform/problems';
import { hasHiddenCharacters } from './hidden-characters.ts';
import { opens, requireDeclared, standpointsOf } from './policy.ts';
import { publishedRules } from './read-rules.ts';
import type { materialView, readsView } from './read-schema.ts';
import { readPage, type ReadRow } from './read-store.ts';
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
  const nameOf = await actorNames(
    db,
    found.items.flatMap(({ personId, reviewedBy }) => [personId, reviewedBy ?? []].flat()),
  );
  const takesSteps = standpointsOf(ctx.actor, engagement, 'review:write').some(
    (each) => each !== 'overseer',
  );
  const items = found.items.map((row) => readView(row, nameOf, takesSteps, ctx.actor.id));
  return { ...found, items, rules: publishedRules };
}

function readView(
  row: ReadRow,
  nameOf: (id: string) => string,
  takesSteps: boolean,
  readerId: string,
) {
  const { id, at, personId, kind, subject, purpose, unusual, verdict, words } = row;
  const isReviewed = verdict !== null;
  const mayReview = takesSteps && unusual.length > 0 && !isReviewed && personId !== readerId;
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
      ? { verdict, words: words ?? '', by: nameOf(row.reviewedBy ?? ''), at: row.reviewedAt ?? at }
      : null,
    may: mayReview ? (['review'] as 'review'[]) : [],
  };
}
