/** The only SQL over documents. */
import { sql, type Db, type Tx } from '#platform/db';
import type { Document, DocumentKind } from './document.ts';

export type DocumentRow = Omit<Document, 'codes'> & {
  /** What is put forward now: in the folder, in its highest version. */
  isInForce: boolean;
};

/** Of `access.document d`. */
export const documentColumns = sql`
  d.sha256, d.kind, d.name, d.version, d.title, d.is_sample as "isSample", d.text, d.is_in_force as "isInForce"`;

/** What a server puts forward when it starts goes one by one. */
export async function lockDocuments(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('access.document', 0))`.execute(tx);
}

/** Where it is there already, nothing. */
export async function addDocument(
  tx: Tx,
  { sha256, kind, name, version, title, isSample, text }: Document,
  at: Date,
): Promise<void> {
  await sql`
    insert into access.document (sha256, kind, name, version, title, is_sample, text, loaded_at, is_in_force)
    values (${sha256}, ${kind}, ${name}, ${version}, ${title}, ${isSample}, ${text}, ${at}, false)
    on conflict (sha256) do nothing
  `.execute(tx);
}

/** The one of that name and version, whatever its bytes. */
export async function documentNamed(
  tx: Tx,
  { kind, name, version }: Pick<Document, 'kind' | 'name' | 'version'>,
): Promise<DocumentRow | undefined> {
  const { rows } = await sql<DocumentRow>`
    select ${documentColumns} from access.document d where d.kind = ${kind} and d.name = ${name} and d.version = ${version}
  `.execute(tx);
  return rows[0];
}

/** Puts these in force and no others; returns those that were not before. */
export async function setInForce(tx: Tx, sha256s: readonly string[]): Promise<DocumentRow[]> {
  await sql`
    update access.document set is_in_force = false where is_in_force and not sha256 = any(${sha256s})
  `.execute(tx);
  const { rows } = await sql<DocumentRow>`
    update access.document d set is_in_force = true where not d.is_in_force and d.sha256 = any(${sha256s})
    returning ${documentColumns}
  `.execute(tx);
  return rows;
}

export async function documentRow(db: Db | Tx, sha256: string): Promise<DocumentRow | undefined> {
  const { rows } = await sql<DocumentRow>`
    select ${documentColumns} from access.document d where d.sha256 = ${sha256}
  `.execute(db);
  return rows[0];
}

/** Locked against being replaced while it is accepted. */
export async function documentForAcceptance(
  tx: Tx,
  sha256: string,
): Promise<DocumentRow | undefined> {
  const { rows } = await sql<DocumentRow>`
    select ${documentColumns} from access.document d where d.sha256 = ${sha256} for share
  `.execute(tx);
  return rows[0];
}

/** Those put forward now, of one kind or of all. */
export async function documentsInForce(
  db: Db | Tx,
  kind: DocumentKind | null,
): Promise<DocumentRow[]> {
  const { rows } = await sql<DocumentRow>`
    select ${documentColumns} from access.document d
    where d.is_in_force and ${kind === null ? sql`true` : sql`d.kind = ${kind}`}
    order by d.kind, d.name, d.version
  `.execute(db);
  return rows;
}
