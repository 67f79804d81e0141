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

/** Of these engagements, those in which both sides accepted the same terms. */
export async function withAgreedTerms(
  db: Db,
  submissionIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct x.submission_id as id
    from access.acceptance x
    join access.acceptance y using (submission_id, document_sha256)
    join access.document d on d.sha256 = document_sha256
    where x.side = 'developer' and y.side = 'evaluator' and d.kind = 'terms'
      and x.submission_id = any(${[...submissionIds]}::text[])
  `.execute(db);
  return new Set(rows.map(({ id }) => id));
}

export interface TermsToRead {
  submissionId: string;
  declaredAs: string;
  title: string;
  /** When the other side accepted them, or access was asked for. */
  since: Date;
}

/** Terms in force that a developer has not accepted in an open engagement, once anybody waits for that. */
export async function termsToRead(
  db: Db,
  { developerId, personId }: { developerId: string; personId: string },
  limit: number,
): Promise<TermsToRead[]> {
  const { rows } = await sql<TermsToRead>`
    with terms as (
      select s.id, s.declared_as, d.sha256, d.title,
        (select at from access.acceptance a
         where a.submission_id = s.id and a.document_sha256 = d.sha256 and a.side = 'developer') as developer_at,
        (select at from access.acceptance a
         where a.submission_id = s.id and a.document_sha256 = d.sha256 and a.side = 'evaluator') as evaluator_at,
        (select max(requested_at) from access.model_grant g
         where g.submission_id = s.id and g.ended_at is null) as asked_at
      from access.submission s cross join access.document d
      where s.developer_id = ${developerId} and s.state = 'open' and not ${personId} = any(s.recused)
        and d.kind = 'terms' and d.is_in_force
    )
    select id as "submissionId", declared_as as "declaredAs", title, coalesce(evaluator_at, asked_at) as since
    from terms t
    where developer_at is null and coalesce(evaluator_at, asked_at) is not null
      and not exists (select from terms o where o.id = t.id and o.developer_at is not null and o.evaluator_at is not null)
    order by since, id, title limit ${limit}
  `.execute(db);
  return rows;
}
