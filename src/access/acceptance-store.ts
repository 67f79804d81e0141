/** The only SQL over which side accepted which document. */
import type { Side } from '#gateway';
import { sql, type Db, type Tx } from '#platform/db';
import type { DocumentKind } from './document.ts';
import { documentColumns, type DocumentRow } from './document-store.ts';

export interface AcceptanceRow {
  submissionId: string;
  documentSha256: string;
  side: Side;
  personId: string;
  at: Date;
}

/** False where the side has accepted it before. */
export async function addAcceptance(tx: Tx, row: AcceptanceRow): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into access.acceptance (submission_id, document_sha256, side, person_id, at)
    values (${row.submissionId}, ${row.documentSha256}, ${row.side}, ${row.personId}, ${row.at})
    on conflict do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function acceptancesOf(db: Db | Tx, submissionId: string): Promise<AcceptanceRow[]> {
  const { rows } = await sql<AcceptanceRow>`
    select submission_id as "submissionId", document_sha256 as "documentSha256", side, person_id as "personId", at
    from access.acceptance where submission_id = ${submissionId} order by at, document_sha256, side
  `.execute(db);
  return rows;
}

/** What both sides of an engagement accepted, the latest first. */
export async function agreedOf(
  db: Db | Tx,
  submissionId: string,
  kind: DocumentKind,
): Promise<DocumentRow[]> {
  const { rows } = await sql<DocumentRow>`
    select ${documentColumns}
    from access.document d
    join access.acceptance x on x.document_sha256 = d.sha256 and x.side = 'developer'
    join access.acceptance y on y.document_sha256 = d.sha256 and y.side = 'evaluator'
    where x.submission_id = ${submissionId} and y.submission_id = ${submissionId} and d.kind = ${kind}
    order by greatest(x.at, y.at) desc, d.version desc
  `.execute(db);
  return rows;
}
