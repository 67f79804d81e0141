/** The only SQL over signatures on grants. */
import type { Side } from '#gateway';
import { sql, type Db, type Tx } from '#platform/db';

export interface SignatureRow {
  grantId: string;
  personId: string;
  side: Side;
  vkey: string;
  line: string;
  at: Date;
}

/** False when the person, or the key, signed before. */
export async function addSignature(tx: Tx, row: SignatureRow): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into access.signature (grant_id, person_id, side, vkey, line, at)
    values (${row.grantId}, ${row.personId}, ${row.side}, ${row.vkey}, ${row.line}, ${row.at})
    on conflict do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function signaturesOf(
  db: Db | Tx,
  grantIds: readonly string[],
): Promise<SignatureRow[]> {
  const { rows } = await sql<SignatureRow>`
    select grant_id as "grantId", person_id as "personId", side, vkey, line, at from access.signature
    where grant_id = any(${grantIds}) order by grant_id, at, person_id
  `.execute(db);
  return rows;
}
