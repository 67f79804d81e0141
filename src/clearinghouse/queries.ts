/** What others may ask: views bound to their actor. What it may not see is `not_found`. */
import { actorNames, namesOf } from '#membership';
import { holds } from '#platform/auth';
import type { Context } from '#platform/context';
import type { Page } from '#platform/db';
import { eventsOf, logs, type EventScope, type EventView } from '#platform/ledger';
import { notFound, Refusal } from '#platform/problems';
import { caseById, casePage, fixesOf, type CaseRow } from './case-store.ts';
import { caseName } from './case.ts';
import { maySeeCases, maySeeReport } from './policy.ts';
import { reportById, reportPage, reportsOfCase, type ReportRow } from './store.ts';

/** A case page shows at most this many members; more belong to bulk handling, which comes later. */
const membersMax = 200;

type PageQuery = { cursor?: string | undefined; limit: number };

export async function visibleReport(ctx: Context, id: string): Promise<ReportRow> {
  const report = await reportById(ctx.database.db, id);
  if (report === undefined || !maySeeReport(ctx.actor, report)) throw notFound();
  return report;
}

export async function visibleCase(ctx: Context, id: string): Promise<CaseRow> {
  if (!maySeeCases(ctx.actor)) throw notFound();
  const row = await caseById(ctx.database.db, id);
  if (row === undefined) throw notFound();
  return row;
}

export async function listReports(ctx: Context, page: PageQuery) {
  const { actor } = ctx;
  if (actor.kind !== 'person') throw new Refusal('not_signed_in', 'sign in first');
  const mayAll = holds(actor, 'coordinator', 'report:read');
  if (!mayAll && !holds(actor, 'finder', 'report:read')) throw notFound();
  const found = await reportPage(
    ctx.database.db,
    mayAll ? {} : { organisationId: actor.organisationId },
    page,
  );
  return { ...found, items: found.items.map((row) => summaryOf(ctx, row)) };
}

export async function showReport(ctx: Context, id: string) {
  const row = await visibleReport(ctx, id);
  const named = async (caseId: string | null) => {
    const found =
      caseId !== null && maySeeCases(ctx.actor)
        ? await caseById(ctx.database.db, caseId)
        : undefined;
    return found && { caseId: found.id, caseName: caseName(found.number) };
  };
  const candidate = await named(row.candidateCaseId);
  return {
    ...summaryOf(ctx, row),
    environment: row.environment,
    oracle: row.oracle,
    bundleSha256: row.bundleSha256,
    provenance: row.provenance,
    embargo: { eligibility: row.embargoEligibility, because: row.embargoBecause },
    verdict: row.verdict,
    hasEvidence: row.evidenceRef !== null,
    caseName: (await named(row.caseId))?.caseName ?? null,
    candidate: candidate
      ? { ...candidate, because: 'same target, same oracle, and one fix stops both' }
      : null,
  };
}

export async function listCases(ctx: Context, page: PageQuery) {
  if (!maySeeCases(ctx.actor)) throw notFound();
  const found = await casePage(ctx.database.db, page);
  const names = await namesOf(
    ctx.database.db,
    found.items.flatMap(({ ownerId }) => ownerId ?? []),
  );
  return { ...found, items: found.items.map((row) => caseSummaryOf(row, names)) };
}

export async function showCase(ctx: Context, id: string) {
  const row = await visibleCase(ctx, id);
  const { db } = ctx.database;
  const [members, fixes] = [
    await reportsOfCase(db, id, membersMax),
    await fixesOf(db, id, membersMax),
  ];
  const names = await namesOf(db, [
    ...(row.ownerId === null ? [] : [row.ownerId]),
    ...fixes.map(({ proposedBy }) => proposedBy),
  ]);
  return {
    ...caseSummaryOf(row, names),
    ownerId: row.ownerId,
    rootKey: row.rootKey,
    members: members.map((member) => summaryOf(ctx, member)),
    fixes: fixes.map((fix) => ({
      ...fix,
      proposedBy: names.get(fix.proposedBy) ?? fix.proposedBy,
    })),
  };
}

/** Whose history a page may show; the right to it is checked before any event is read. */
export async function reportScope(ctx: Context, id: string): Promise<EventScope> {
  return { subject: (await visibleReport(ctx, id)).id };
}

export async function caseScope(ctx: Context, id: string): Promise<EventScope> {
  return { log: logs.case((await visibleCase(ctx, id)).id) };
}

/** Events with their actors' names instead of ids. */
export async function namedEvents(
  ctx: Context,
  scope: EventScope,
  page: PageQuery,
): Promise<Page<EventView>> {
  const found = await eventsOf(ctx.database.db, ctx.database.zone, scope, page);
  return { ...found, items: await withNames(ctx, found.items) };
}

export async function withNames(ctx: Context, events: EventView[]): Promise<EventView[]> {
  const nameOf = await actorNames(
    ctx.database.db,
    events.map(({ actor }) => actor),
  );
  return events.map((event) => ({ ...event, actor: nameOf(event.actor) }));
}

/** A finder does not learn which other report, or case, its own was joined to. */
function summaryOf(ctx: Context, row: ReportRow) {
  const isTeam = maySeeCases(ctx.actor);
  return {
    id: row.id,
    title: row.title,
    target: row.target,
    state: row.state,
    receivedAt: row.receivedAt,
    finder: row.provenance.finder,
    caseId: isTeam ? row.caseId : null,
    duplicateOf: isTeam ? row.duplicateOf : null,
  };
}

function caseSummaryOf(row: CaseRow, names: Map<string, string>) {
  return {
    id: row.id,
    name: caseName(row.number),
    title: row.title,
    target: row.target,
    state: row.state,
    owner: row.ownerId === null ? null : (names.get(row.ownerId) ?? row.ownerId),
    openedAt: row.openedAt,
    embargoEligibility: row.embargoEligibility,
    reports: row.reports,
  };
}
