/** The only SQL over approvers' public keys. */
import { sql, type Db, type Tx } from '#platform/db';

export interface PartyKeyRow {
  vkey: string;
  publicKey: Buffer;
  personId: string;
  organisationId: string;
  registeredAt: Date;
}

const columns = sql`
  vkey, public_key as "publicKey", person_id as "personId", organisation_id as "organisationId",
  registered_at as "registeredAt"`;

/** False when the key, under whatever name, was registered before. */
export async function addKey(tx: Tx, row: PartyKeyRow): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into access.party_key (vkey, public_key, person_id, organisation_id, registered_at)
    values (${row.vkey}, ${row.publicKey}, ${row.personId}, ${row.organisationId}, ${row.registeredAt})
    on conflict do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function activeKeyOf(db: Db | Tx, personId: string): Promise<PartyKeyRow | undefined> {
  const { rows } = await sql<PartyKeyRow>`
    select ${columns} from access.party_key where person_id = ${personId} and retired_at is null
  `.execute(db);
  return rows[0];
}

export async function retireKey(tx: Tx, vkey: string, at: Date): Promise<void> {
  await sql`update access.party_key set retired_at = ${at} where vkey = ${vkey}`.execute(tx);
}

/** Keys that may sign for these organisations now, and those that signed this grant when they could. */
export async function keysFor(
  db: Db | Tx,
  organisationIds: readonly string[],
  grantId: string | null,
): Promise<PartyKeyRow[]> {
  const { rows } = await sql<PartyKeyRow>`
    select ${columns} from access.party_key k
    where k.organisation_id = any(${organisationIds})
      and (k.retired_at is null or exists (select from access.signature g where g.grant_id = ${grantId} and g.vkey = k.vkey))
    order by k.registered_at, k.vkey
  `.execute(db);
  return rows;
}
