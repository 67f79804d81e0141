/** The only SQL over custodians' public keys. */
import { sql, type Db, type Tx } from '#platform/db';

export interface CustodianRow {
  recipient: string;
  personId: string;
  organisationId: string;
  registeredAt: Date;
}

const columns = sql`
  recipient, person_id as "personId", organisation_id as "organisationId", registered_at as "registeredAt"`;

/** False when the key was registered before, by whomever. */
export async function addCustodian(tx: Tx, row: CustodianRow): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into evaluation.custodian_key (recipient, person_id, organisation_id, registered_at)
    values (${row.recipient}, ${row.personId}, ${row.organisationId}, ${row.registeredAt})
    on conflict (recipient) do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function retireCustodian(tx: Tx, recipient: string, at: Date): Promise<void> {
  await sql`
    update evaluation.custodian_key set retired_at = ${at} where recipient = ${recipient}
  `.execute(tx);
}

export async function custodianOf(
  db: Db | Tx,
  personId: string,
): Promise<CustodianRow | undefined> {
  const { rows } = await sql<CustodianRow>`
    select ${columns} from evaluation.custodian_key where person_id = ${personId} and retired_at is null
  `.execute(db);
  return rows[0];
}

/** Everyone of an organisation who has a key in use. */
export async function custodiansOf(db: Db | Tx, organisationId: string): Promise<CustodianRow[]> {
  const { rows } = await sql<CustodianRow>`
    select ${columns} from evaluation.custodian_key
    where organisation_id = ${organisationId} and retired_at is null order by registered_at, recipient
  `.execute(db);
  return rows;
}
