/** The only SQL over signatures under statements of review. */
import { sql, type Db, type Tx } from '#platform/db';

export type SignatureRole = 'deciding' | 'second' | 'developer' | 'evaluator';

export interface SignatureRow {
  /** A partnership, or the SHA-256 of a determination's statement, which dissent may change. */
  subjectId: string;
  personId: string;
  role: SignatureRole;
  vkey: string;
  line: string;
  at: Date;
}

/** False when the person, the key or the role signed before. */
export async function addSignature(tx: Tx, row: SignatureRow): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into review.signature (subject_id, person_id, role, vkey, line, at)
    values (${row.subjectId}, ${row.personId}, ${row.role}, ${row.vkey}, ${row.line}, ${row.at})
    on conflict do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function signaturesOf(
  db: Db | Tx,
  subjectIds: readonly string[],
): Promise<SignatureRow[]> {
  const { rows } = await sql<SignatureRow>`
    select subject_id as "subjectId", person_id as "personId", role, vkey, line, at from review.signature
    where subject_id = any(${subjectIds}) order by subject_id, at, person_id
  `.execute(db);
  return rows;
}
