/** The only SQL over findings. */
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { Audience, FindingKind, Severity } from './finding.ts';

export interface FindingRow {
  id: string;
  runId: string;
  submissionId: string;
  organisationId: string;
  kind: FindingKind;
  severity: Severity;
  audience: Audience;
  evidence: number[];
  contentRef: string;
  writtenBy: string;
  writtenAt: Date;
}

const columns = sql`
  f.id, f.run_id as "runId", f.submission_id as "submissionId", f.organisation_id as "organisationId", f.kind,
  f.severity, f.audience, f.evidence, f.content_ref as "contentRef", f.written_by as "writtenBy",
  f.written_at as "writtenAt"`;

export async function addFinding(tx: Tx, row: FindingRow): Promise<void> {
  await sql`
    insert into evaluation.finding (id, run_id, submission_id, organisation_id, kind, severity, audience, evidence,
      content_ref, written_by, written_at)
    values (${row.id}, ${row.runId}, ${row.submissionId}, ${row.organisationId}, ${row.kind}, ${row.severity},
      ${row.audience}, ${row.evidence}::int[], ${row.contentRef}, ${row.writtenBy}, ${row.writtenAt})
  `.execute(tx);
}

export async function findingById(db: Db | Tx, id: string): Promise<FindingRow | undefined> {
  const { rows } = await sql<FindingRow>`
    select ${columns} from evaluation.finding f where f.id = ${id}
  `.execute(db);
  return rows[0];
}

/** An engagement's; only what was written for both sides where `sharedOnly`. */
export async function findingPage(
  db: Db,
  submissionId: string,
  sharedOnly: boolean,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<FindingRow>> {
  const rows = sql<FindingRow>`
    select ${columns} from evaluation.finding f
    where f.submission_id = ${submissionId} and ${sharedOnly ? sql`f.audience = 'both'` : sql`true`}`;
  return await newestFirst(db, page, rows, {
    at: 'f.written_at',
    id: 'f.id',
    instantOf: (row) => row.writtenAt,
  });
}

export async function findingsOfRuns(
  db: Db | Tx,
  runIds: readonly string[],
): Promise<FindingRow[]> {
  const { rows } = await sql<FindingRow>`
    select ${columns} from evaluation.finding f where f.run_id = any(${runIds}) order by f.written_at, f.id
  `.execute(db);
  return rows;
}
