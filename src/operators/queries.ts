/** What an operator's pages ask. Everything is the actor's own organisation's. */
import { publishedAdvisory, type PublishedAdvisory } from '#advisories';
import { namesOf } from '#membership';
import type { Context } from '#platform/context';
import { notFound } from '#platform/problems';
import { guidanceBecause, type ExposureState } from './exposure.ts';
import { asOperator } from './policy.ts';
import {
  exposurePage,
  homeCounts,
  openPerDay,
  ownReceipt,
  systemsById,
  systemsOf,
  type ReceiptRow,
} from './store.ts';

const burnDownDays = 30;

type PageQuery = { cursor?: string | undefined; limit: number };

export interface Contact {
  name: string;
  telephone: string;
}

export async function showHome(ctx: Context, contact: Contact) {
  const { organisationId } = asOperator(ctx.actor, 'action:read');
  const { db } = ctx.database;
  const counts = await homeCounts(db, organisationId);
  const names = await namesOf(db, [organisationId]);
  return {
    organisation: names.get(organisationId) ?? organisationId,
    sentence: sentenceOf(counts),
    toDo: counts.toDo,
    burnDown: await openPerDay(db, organisationId, ctx.clock.now(), burnDownDays),
    lastCheckedAt: counts.lastCheckedAt,
    contact,
  };
}

/** The one sentence a tired person needs (journeys §9). */
function sentenceOf({
  toDo,
  mitigated,
  lastCheckedAt,
}: {
  toDo: number;
  mitigated: number;
  lastCheckedAt: Date | null;
}): string {
  if (lastCheckedAt === null) return 'Start by adding a list of what you run.';
  const rest =
    mitigated === 0
      ? ''
      : ` ${mitigated} ${mitigated === 1 ? 'is' : 'are'} protected but not patched.`;
  if (toDo === 0) return `Nothing to do now.${rest}`;
  return `${toDo} ${toDo === 1 ? 'thing' : 'things'} to patch.${rest}`;
}

export async function listActions(ctx: Context, state: ExposureState | undefined, page: PageQuery) {
  const { organisationId } = asOperator(ctx.actor, 'action:read');
  const { db } = ctx.database;
  const found = await exposurePage(db, organisationId, state, page);
  const systems = await systemsById(
    db,
    found.items.map(({ systemId }) => systemId),
  );
  const advisories = new Map<string, PublishedAdvisory>();
  for (const { advisoryId } of found.items) {
    if (!advisories.has(advisoryId))
      advisories.set(advisoryId, await publishedAdvisory(db, advisoryId));
  }
  const items = found.items.map((row) => {
    const document = advisories.get(row.advisoryId)?.document;
    return {
      ...row,
      title: document?.title ?? '',
      impact: document?.impact ?? '',
      steps: document?.remediation ?? [],
      system: systems.get(row.systemId)?.name ?? '',
      dueBecause: guidanceBecause,
    };
  });
  return { ...found, items };
}

export async function listSystems(ctx: Context, page: PageQuery) {
  const { organisationId } = asOperator(ctx.actor, 'action:read');
  return await systemsOf(ctx.database.db, organisationId, page);
}

export async function showReceipt(ctx: Context, id: string) {
  const { organisationId } = asOperator(ctx.actor, 'action:read');
  const row = await ownReceipt(ctx.database.db, id, organisationId);
  if (row === undefined) throw notFound();
  return receiptOf(row);
}

export function receiptOf({
  exposureId,
  id,
  at,
  evidence,
  statement,
  signature,
  keyId,
}: ReceiptRow) {
  return { id, actionId: exposureId, at, evidence, statement, signature, keyId };
}
