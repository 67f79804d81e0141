/** What both sides ask of findings and reports, bound to their actor. Reading one is an act with a leaf. */
import { engagementFacts, requireDeclared } from '#access';
import type { Context } from '#platform/context';
import { notFound } from '#platform/problems';
import { requireThere } from './engagement.ts';
import type { FindingText } from './finding.ts';
import { findingById, findingPage, type FindingRow } from './finding-store.ts';
import { readsSharedOf, standpointOf } from './policy.ts';
import { reportById, reportPage, type ReportRow } from './report-store.ts';
import { named, namer, type PageQuery } from './seen.ts';

async function readingOf(ctx: Context, submissionId: string): Promise<'all' | 'shared'> {
  const parties = await engagementFacts(ctx.database.db, submissionId);
  const reading = parties && readsSharedOf(ctx.actor, parties);
  if (reading === undefined) throw notFound();
  return reading;
}

/** What is sealed in it is opened by its developer, and by others once they declared no interest. */
async function opened(
  ctx: Context,
  { submissionId, contentRef }: { submissionId: string; contentRef: string },
  purpose: string,
): Promise<Buffer> {
  requireDeclared(ctx.actor, await requireThere(ctx.database.db, ctx.actor, submissionId));
  return await ctx.reveal(ctx.actor, contentRef, purpose);
}

export async function listFindings(ctx: Context, submissionId: string, page: PageQuery) {
  const isShared = (await readingOf(ctx, submissionId)) === 'shared';
  const found = await findingPage(ctx.database.db, submissionId, isShared, page);
  return await named(ctx, found, ({ writtenBy }) => [writtenBy], findingView);
}

const findingView = (row: FindingRow, nameOf: (id: string) => string) => ({
  ...row,
  writtenBy: nameOf(row.writtenBy),
});

/** One that the reader may see. */
async function seenFinding(ctx: Context, id: string): Promise<FindingRow> {
  const finding = await findingById(ctx.database.db, id);
  if (finding === undefined) throw notFound();
  const reading = await readingOf(ctx, finding.submissionId);
  if (reading === 'shared' && finding.audience !== 'both') throw notFound();
  return finding;
}

export async function showFinding(ctx: Context, id: string) {
  const finding = await seenFinding(ctx, id);
  return findingView(finding, await namer(ctx, [finding.writtenBy]));
}

export async function readFinding(ctx: Context, id: string, purpose: string): Promise<FindingText> {
  const sealed = await opened(ctx, await seenFinding(ctx, id), purpose);
  return JSON.parse(sealed.toString('utf8')) as FindingText;
}

export async function listReports(ctx: Context, submissionId: string, page: PageQuery) {
  const isShared = (await readingOf(ctx, submissionId)) === 'shared';
  const found = await reportPage(ctx.database.db, submissionId, isShared, page);
  return await named(
    ctx,
    found,
    ({ proposedBy, settledBy }) => [proposedBy, settledBy],
    (row, nameOf) => reportView(ctx, row, nameOf),
  );
}

async function seenReport(ctx: Context, id: string): Promise<ReportRow> {
  const report = await reportById(ctx.database.db, id);
  if (report === undefined) throw notFound();
  const reading = await readingOf(ctx, report.submissionId);
  const isForBoth =
    report.state === 'not_completed' || (report.state === 'signed' && report.isShared);
  if (reading === 'shared' && !isForBoth) throw notFound();
  return report;
}

export async function showReport(ctx: Context, id: string) {
  const report = await seenReport(ctx, id);
  return reportView(ctx, report, await namer(ctx, [report.proposedBy, report.settledBy]));
}

function reportView(ctx: Context, row: ReportRow, nameOf: (id: string) => string) {
  const { proposedBy, settledBy } = row;
  const takesSteps = standpointOf(ctx.actor, row, 'evaluation:write') === 'evaluator';
  const isOpen = takesSteps && row.state === 'proposed';
  const may = {
    sign: isOpen && proposedBy !== ctx.actor.id,
    withdraw: isOpen,
    read: row.contentRef !== null,
  };
  return {
    ...row,
    proposedBy: nameOf(proposedBy),
    settledBy: settledBy === null ? null : nameOf(settledBy),
    may: (Object.keys(may) as (keyof typeof may)[]).filter((step) => may[step]),
  };
}

/** The proposed content, or the signed envelope with the key to check it by: JSON either way. */
export async function readReport(ctx: Context, id: string, purpose: string): Promise<Buffer> {
  const { submissionId, contentRef } = await seenReport(ctx, id);
  if (contentRef === null) throw notFound();
  return await opened(ctx, { submissionId, contentRef }, purpose);
}
