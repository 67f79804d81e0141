/** The only SQL over published procedures. */
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';

export interface ProcedureRow {
  id: string;
  organisationId: string;
  name: string;
  version: number;
  text: string;
  allowsSealed: boolean;
  publishedBy: string;
  publishedAt: Date;
}

const columns = sql`
  id, organisation_id as "organisationId", name, version, text, allows_sealed as "allowsSealed",
  published_by as "publishedBy", published_at as "publishedAt"`;

/** How a grant names it: `cyber-review/2`. */
export const procedureKey = ({ name, version }: Pick<ProcedureRow, 'name' | 'version'>): string =>
  `${name}/${version}`;

/** False where somebody published this name and version before. */
export async function addProcedure(tx: Tx, row: ProcedureRow): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into evaluation.procedure (id, organisation_id, name, version, text, allows_sealed, published_by, published_at)
    values (${row.id}, ${row.organisationId}, ${row.name}, ${row.version}, ${row.text}, ${row.allowsSealed},
      ${row.publishedBy}, ${row.publishedAt})
    on conflict (name, version) do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function procedureById(db: Db | Tx, id: string): Promise<ProcedureRow | undefined> {
  const { rows } = await sql<ProcedureRow>`
    select ${columns} from evaluation.procedure where id = ${id}
  `.execute(db);
  return rows[0];
}

/** The newest of a name, and whose it is: the next version comes from the same office. */
export async function newestProcedure(tx: Tx, name: string): Promise<ProcedureRow | undefined> {
  const { rows } = await sql<ProcedureRow>`
    select ${columns} from evaluation.procedure where name = ${name} order by version desc limit 1
  `.execute(tx);
  return rows[0];
}

export async function procedurePage(
  db: Db,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<ProcedureRow>> {
  const rows = sql<ProcedureRow>`
    select ${columns} from evaluation.procedure
    where true`;
  return await newestFirst(db, page, rows, {
    at: 'published_at',
    id: 'id',
    instantOf: (row) => row.publishedAt,
  });
}
