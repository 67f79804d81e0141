/** What pages ask of exports, and what a download asks: whether this one is agreed to, for whom, and still. */
import { namesOf } from '#membership';
import type { Context } from '#platform/context';
import type { Db, Page, Tx } from '#platform/db';
import { notFound, Refusal } from '#platform/problems';
import { exportStateAt, lapsesAt, leadsOn } from './export-state.ts';
import { exportById, exportPage, type ExportRow } from './export-store.ts';
import type { ExportView } from './export-schema.ts';
import { isDeclared, isOfDeveloper, placeOf, type AccessScope } from './policy.ts';
import { submissionById, type SubmissionRow } from './submission-store.ts';

export async function listExports(
  ctx: Context,
  submissionId: string,
  { of, ...page }: { of?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<ExportView>> {
  const { db } = ctx.database;
  const submission = seen(ctx, await submissionById(db, submissionId), 'grant:read');
  const found = await exportPage(db, submission.id, of, page);
  return { ...found, items: await views(ctx, submission, found.items) };
}

export async function showExport(
  ctx: Context,
  id: string,
  scope: AccessScope = 'grant:read',
): Promise<ExportView> {
  const { db } = ctx.database;
  const row = await exportById(db, id);
  const submission = seen(ctx, row && (await submissionById(db, row.submissionId)), scope);
  const [view] = await views(ctx, submission, row === undefined ? [] : [row]);
  if (view === undefined) throw notFound();
  return view;
}

function seen(
  ctx: Context,
  submission: SubmissionRow | undefined,
  scope: AccessScope,
): SubmissionRow {
  if (submission === undefined || placeOf(ctx.actor, submission, scope) === undefined) {
    throw notFound();
  }
  return submission;
}

async function views(
  ctx: Context,
  submission: SubmissionRow,
  rows: readonly ExportRow[],
): Promise<ExportView[]> {
  const people = rows.flatMap(({ askedBy, agreedBy, closedBy }) => [
    askedBy,
    agreedBy ?? [],
    closedBy ?? [],
  ]);
  const names = await namesOf(ctx.database.db, people.flat());
  const nameOf = (id: string | null) => id && (names.get(id) ?? id);
  return rows.map((row) => ({
    ...row,
    state: exportStateAt(row, ctx.clock.now()),
    askedBy: nameOf(row.askedBy) ?? '',
    agreedBy: nameOf(row.agreedBy),
    closedBy: nameOf(row.closedBy),
    lapsesAt: lapsesAt(row),
    may: stepsOf(ctx, submission, row),
  }));
}

/** What would be taken from this reader now, so that a page offers nothing that is refused. */
function stepsOf({ actor, clock }: Context, parties: SubmissionRow, row: ExportRow) {
  if (isOfDeveloper(actor, parties) || placeOf(actor, parties, 'grant:write') === undefined)
    return [];
  const state = exportStateAt(row, clock.now());
  const isOwn = row.askedBy === actor.id;
  const may = {
    agree: !isOwn && leadsOn(state, 'agree') && isDeclared(actor, parties),
    refuse: !isOwn && leadsOn(state, 'refuse'),
    withdraw: isOwn && leadsOn(state, 'withdraw'),
    download: isOwn && state === 'agreed',
  };
  return (Object.keys(may) as (keyof typeof may)[]).filter((step) => may[step]);
}

export type Taken = Pick<ExportRow, 'submissionId' | 'what' | 'subject'>;

/**
 * The export that lets this person take this now: asked for by them, of exactly this, agreed to by another, not
 * over. Which of these fails is not told apart: whoever needs one asks for one.
 */
export async function requireExport(
  { actor, clock }: Context,
  db: Db | Tx,
  exportId: string | undefined,
  taken: Taken,
): Promise<ExportRow> {
  const row = exportId === undefined ? undefined : await exportById(db, exportId);
  const isOpen =
    row !== undefined &&
    row.askedBy === actor.id &&
    row.submissionId === taken.submissionId &&
    row.what === taken.what &&
    row.subject === taken.subject &&
    exportStateAt(row, clock.now()) === 'agreed';
  if (isOpen) return row;
  throw new Refusal(
    'export_needed',
    'ask for an export and say what for; once a colleague agreed to it, you have a day to download it',
  );
}
