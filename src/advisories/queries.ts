/** What others may ask of advisories. Published ones are for everyone. */
import { createHash } from 'node:crypto';
import { visibleCase } from '#clearinghouse';
import type { Context } from '#platform/context';
import type { Db, Tx } from '#platform/db';
import { notFound } from '#platform/problems';
import type { Advisory } from './advisory.ts';
import {
  advisoryById,
  advisoryOfCase,
  publishedNaming,
  publishedPage,
  type AdvisoryRow,
} from './store.ts';

export interface PublishedAdvisory {
  document: Advisory;
  osv: string;
  publishedAt: Date;
}

export async function listPublished(
  ctx: Context,
  page: { cursor?: string | undefined; limit: number },
) {
  const found = await publishedPage(ctx.database.db, page);
  return { ...found, items: found.items.map(summaryOf) };
}

export async function showPublished(ctx: Context, id: string) {
  return viewOf(await publishedRow(ctx.database.db, id));
}

export async function showOfCase(ctx: Context, caseId: string) {
  const row = await advisoryOfCase(ctx.database.db, (await visibleCase(ctx, caseId)).id);
  if (row === undefined) throw notFound();
  return { ...viewOf(row), caseId: row.caseId };
}

/** The published text itself, byte for byte as it was hashed. */
export async function publishedText(
  ctx: Context,
  id: string,
  format: 'csaf' | 'osv',
): Promise<string> {
  const text = (await publishedRow(ctx.database.db, id))[format];
  if (text === null) throw notFound();
  return text;
}

/** For operators, through the door. */
export async function publishedAdvisory(db: Db | Tx, id: string): Promise<PublishedAdvisory> {
  return published(await publishedRow(db, id));
}

export async function publishedForPackages(
  db: Db | Tx,
  packageKeys: readonly string[],
): Promise<PublishedAdvisory[]> {
  return (await publishedNaming(db, packageKeys)).map(published);
}

async function publishedRow(db: Db | Tx, id: string): Promise<AdvisoryRow> {
  const row = await advisoryById(db, id);
  if (row === undefined || row.publishedAt === null) throw notFound();
  return row;
}

function published(row: AdvisoryRow): PublishedAdvisory {
  if (row.osv === null || row.publishedAt === null)
    throw new Error('a published advisory has no text');
  return { document: row.document, osv: row.osv, publishedAt: row.publishedAt };
}

function summaryOf(row: AdvisoryRow) {
  return {
    id: row.id,
    caseId: null,
    title: row.document.title,
    state: row.state,
    publishedAt: row.publishedAt,
  };
}

function viewOf(row: AdvisoryRow) {
  const { summary, impact, affected, aliases, remediation, references } = row.document;
  return {
    ...summaryOf(row),
    summary,
    impact,
    affected,
    aliases,
    remediation,
    references,
    csafSha256: hashOf(row.csaf),
    osvSha256: hashOf(row.osv),
  };
}

const hashOf = (text: string | null): string | null =>
  text === null ? null : createHash('sha256').update(text, 'utf8').digest('hex');
