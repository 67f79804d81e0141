/** The only SQL over reports. */
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { ReportState } from './report-state.ts';

export interface ReportRow {
  id: string;
  submissionId: string;
  organisationId: string;
  grantId: string;
  state: ReportState;
  /** Whether the developer reads it once it is signed. */
  isShared: boolean;
  contentSha256: string | null;
  contentRef: string | null;
  reason: string | null;
  proposedBy: string;
  proposedAt: Date;
  settledBy: string | null;
  settledAt: Date | null;
}

const columns = sql`
  p.id, p.submission_id as "submissionId", p.organisation_id as "organisationId", p.grant_id as "grantId", p.state,
  p.is_shared as "isShared", p.content_sha256 as "contentSha256", p.content_ref as "contentRef", p.reason,
  p.proposed_by as "proposedBy", p.proposed_at as "proposedAt", p.settled_by as "settledBy",
  p.settled_at as "settledAt"`;

/** False where the grant has its report, or another is proposed. */
export async function addReport(
  tx: Tx,
  row: Omit<ReportRow, 'settledBy' | 'settledAt'>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into evaluation.report (id, submission_id, organisation_id, grant_id, state, is_shared, content_sha256,
      content_ref, reason, proposed_by, proposed_at)
    values (${row.id}, ${row.submissionId}, ${row.organisationId}, ${row.grantId}, ${row.state}, ${row.isShared},
      ${row.contentSha256}, ${row.contentRef}, ${row.reason}, ${row.proposedBy}, ${row.proposedAt})
    on conflict do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function reportById(db: Db | Tx, id: string): Promise<ReportRow | undefined> {
  const { rows } = await sql<ReportRow>`
    select ${columns} from evaluation.report p where p.id = ${id}
  `.execute(db);
  return rows[0];
}

/** Locked: every step of a report takes its row first. */
export async function reportForUpdate(tx: Tx, id: string): Promise<ReportRow | undefined> {
  const { rows } = await sql<ReportRow>`
    select ${columns} from evaluation.report p where p.id = ${id} for update
  `.execute(tx);
  return rows[0];
}

/** What is done about a grant's report, and what a report is about, goes one by one. */
export async function lockReporting(tx: Tx, grantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`evaluation.report ${grantId}`}, 0))`.execute(
    tx,
  );
}

/** The one that stands for good. */
export async function finalReportOf(db: Db | Tx, grantId: string): Promise<ReportRow | undefined> {
  const { rows } = await sql<ReportRow>`
    select ${columns} from evaluation.report p where p.grant_id = ${grantId} and p.state in ('signed', 'not_completed')
  `.execute(db);
  return rows[0];
}

/** An engagement's; for the developer only what it may read: signed and shared, or not completed. */
export async function reportPage(
  db: Db,
  submissionId: string,
  sharedOnly: boolean,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<ReportRow>> {
  const shared = sql`(p.state = 'not_completed' or (p.state = 'signed' and p.is_shared))`;
  const rows = sql<ReportRow>`
    select ${columns} from evaluation.report p
    where p.submission_id = ${submissionId} and ${sharedOnly ? shared : sql`true`}`;
  return await newestFirst(db, page, rows, {
    at: 'p.proposed_at',
    id: 'p.id',
    instantOf: (row) => row.proposedAt,
  });
}

export async function settleReport(
  tx: Tx,
  id: string,
  settled: { state: ReportState; contentRef: string | null; by: string; at: Date },
): Promise<void> {
  await sql`
    update evaluation.report set state = ${settled.state}, content_ref = ${settled.contentRef},
      settled_by = ${settled.by}, settled_at = ${settled.at}
    where id = ${id}
  `.execute(tx);
}
