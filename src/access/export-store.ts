/** The only SQL over exports. */
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { Exportable, ExportState } from './export-state.ts';
import type { LedgerQuery } from './ledger-queries.ts';

export interface ExportRow {
  id: string;
  submissionId: string;
  what: Exportable;
  /** The engagement itself, or the determination. */
  subject: string;
  filter: LedgerQuery;
  purpose: string;
  /** As written; whether its time is over, the clock says. */
  state: ExportState;
  askedBy: string;
  askedAt: Date;
  agreedBy: string | null;
  agreedAt: Date | null;
  closedBy: string | null;
  closedAt: Date | null;
  because: string | null;
}

const columns = sql`
  e.id, e.submission_id as "submissionId", e.what, e.subject, e.filter, e.purpose, e.state,
  e.asked_by as "askedBy", e.asked_at as "askedAt", e.agreed_by as "agreedBy", e.agreed_at as "agreedAt",
  e.closed_by as "closedBy", e.closed_at as "closedAt", e.because`;

export type AskedExport = Omit<
  ExportRow,
  'agreedBy' | 'agreedAt' | 'closedBy' | 'closedAt' | 'because'
>;

export async function addExport(tx: Tx, row: AskedExport): Promise<void> {
  await sql`
    insert into access.export (id, submission_id, what, subject, filter, purpose, state, asked_by, asked_at)
    values (${row.id}, ${row.submissionId}, ${row.what}, ${row.subject}, ${JSON.stringify(row.filter)}::jsonb,
      ${row.purpose}, ${row.state}, ${row.askedBy}, ${row.askedAt})
  `.execute(tx);
}

export async function exportById(db: Db | Tx, id: string): Promise<ExportRow | undefined> {
  const { rows } = await sql<ExportRow>`
    select ${columns} from access.export e where e.id = ${id}
  `.execute(db);
  return rows[0];
}

/** How many were asked for after an instant and wait for a colleague. */
export async function exportsWaiting(
  tx: Tx,
  submissionId: string,
  askedAfter: Date,
): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from access.export
    where submission_id = ${submissionId} and state = 'asked' and asked_at > ${askedAfter}
  `.execute(tx);
  return rows[0]?.waiting ?? 0;
}

export async function exportPage(
  db: Db,
  submissionId: string,
  subject: string | undefined,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<ExportRow>> {
  const rows = sql<ExportRow>`
    select ${columns} from access.export e
    where e.submission_id = ${submissionId}
      and ${subject === undefined ? sql`true` : sql`e.subject = ${subject}`}`;
  return await newestFirst(db, page, rows, {
    at: 'e.asked_at',
    id: 'e.id',
    instantOf: (row) => row.askedAt,
  });
}

export async function setAgreed(tx: Tx, id: string, by: string, at: Date): Promise<void> {
  await sql`
    update access.export set state = 'agreed', agreed_by = ${by}, agreed_at = ${at} where id = ${id}
  `.execute(tx);
}

export async function setClosed(
  tx: Tx,
  id: string,
  closed: { state: ExportState; by: string; at: Date; because: string | null },
): Promise<void> {
  await sql`
    update access.export set state = ${closed.state}, closed_by = ${closed.by}, closed_at = ${closed.at},
      because = ${closed.because}
    where id = ${id}
  `.execute(tx);
}
