/** The only SQL over the `advisories` schema. */
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { Advisory } from './advisory.ts';

export interface AdvisoryRow {
  id: string;
  caseId: string;
  state: Advisory['status'];
  document: Advisory;
  publishedAt: Date | null;
  csaf: string | null;
  osv: string | null;
}

const columns = sql`id, case_id as "caseId", state, document, published_at as "publishedAt", csaf, osv`;

/** The next number of this installation's own series; gaps mean nothing. */
export async function nextNumber(tx: Tx): Promise<number> {
  const { rows } = await sql<{
    number: number;
  }>`select nextval('advisories.number') as number`.execute(tx);
  return rows[0]?.number ?? 0;
}

/** Writes the case's draft, or replaces it while it is one. False when it is published already. */
export async function putDraft(
  tx: Tx,
  id: string,
  caseId: string,
  document: Advisory,
  by: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into advisories.advisory (id, case_id, state, document, drafted_by)
    values (${id}, ${caseId}, 'draft', ${JSON.stringify(document)}, ${by})
    on conflict (case_id) do update set document = excluded.document, drafted_by = excluded.drafted_by
      where advisory.state = 'draft'
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function advisoryOfCase(
  db: Db | Tx,
  caseId: string,
): Promise<AdvisoryRow | undefined> {
  const { rows } =
    await sql<AdvisoryRow>`select ${columns} from advisories.advisory where case_id = ${caseId}`.execute(
      db,
    );
  return rows[0];
}

export async function advisoryById(db: Db | Tx, id: string): Promise<AdvisoryRow | undefined> {
  const { rows } =
    await sql<AdvisoryRow>`select ${columns} from advisories.advisory where id = ${id}`.execute(db);
  return rows[0];
}

export async function advisoryForUpdate(tx: Tx, id: string): Promise<AdvisoryRow | undefined> {
  const { rows } =
    await sql<AdvisoryRow>`select ${columns} from advisories.advisory where id = ${id} for update`.execute(
      tx,
    );
  return rows[0];
}

export async function setPublished(
  tx: Tx,
  document: Advisory,
  texts: { csaf: string; osv: string },
  packageKeys: string[],
  at: Date,
): Promise<void> {
  await sql`
    update advisories.advisory set state = 'published', document = ${JSON.stringify(document)}, published_at = ${at},
      csaf = ${texts.csaf}, osv = ${texts.osv} where id = ${document.id}
  `.execute(tx);
  await sql`
    insert into advisories.affected_package (advisory_id, package_key)
    select ${document.id}, unnest(${[...new Set(packageKeys)]}::text[])
  `.execute(tx);
}

export async function publishedPage(
  db: Db,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<AdvisoryRow>> {
  const rows = sql<AdvisoryRow>`
    select ${columns} from advisories.advisory
    where published_at is not null`;
  return await newestFirst(db, page, rows, {
    at: 'published_at',
    id: 'id',
    instantOf: (row) => row.publishedAt,
  });
}

/** Published, not withdrawn, and naming one of these packages. */
export async function publishedNaming(
  db: Db | Tx,
  packageKeys: readonly string[],
): Promise<AdvisoryRow[]> {
  const { rows } = await sql<AdvisoryRow>`
    select ${columns} from advisories.advisory
    where state = 'published' and id in (select advisory_id from advisories.affected_package where package_key = any(${packageKeys}))
    order by id
  `.execute(db);
  return rows;
}
