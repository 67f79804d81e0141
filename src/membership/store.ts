/** The only SQL over the `membership` schema. */
import type { Office, Scope } from '#platform/auth';
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { Token } from './token.ts';

export interface HeldOffice {
  personId: string;
  organisationId: string;
  office: Office;
}

export async function addOrganisation(tx: Tx, id: string, name: string, at: Date): Promise<void> {
  await sql`insert into membership.organisation values (${id}, ${name}, ${at})`.execute(tx);
}

export async function addPerson(tx: Tx, id: string, name: string, at: Date): Promise<void> {
  await sql`insert into membership.person values (${id}, ${name}, ${at})`.execute(tx);
}

export async function giveOffice(tx: Tx, held: HeldOffice, at: Date): Promise<void> {
  await sql`
    insert into membership.office (person_id, organisation_id, office, opens_at)
    values (${held.personId}, ${held.organisationId}, ${held.office}, ${at})
  `.execute(tx);
}

/** Offices the person holds at `at`, in a stable order. */
export async function officesHeldBy(
  db: Db | Tx,
  personId: string,
  at: Date,
): Promise<HeldOffice[]> {
  const { rows } = await sql<HeldOffice>`
    select person_id as "personId", organisation_id as "organisationId", office from membership.office
    where person_id = ${personId} and opens_at <= ${at} and (closes_at is null or closes_at > ${at})
    order by organisation_id, office
  `.execute(db);
  return rows;
}

export async function addSession(
  tx: Tx,
  hash: Buffer,
  personId: string,
  at: Date,
  expiresAt: Date,
): Promise<void> {
  await sql`insert into membership.session values (${hash}, ${personId}, ${at}, ${expiresAt})`.execute(
    tx,
  );
}

export async function endSession(tx: Tx, hash: Buffer): Promise<void> {
  await sql`delete from membership.session where secret_sha256 = ${hash}`.execute(tx);
}

/** The person of a live session or token with this hash, and the offices they hold at `at`; one statement, because every request asks. */
export async function bearerOf(
  db: Db,
  kind: 'session' | 'token',
  hash: Buffer,
  at: Date,
): Promise<{ scopes: Scope[] | 'every'; held: HeldOffice[] }> {
  const bearer =
    kind === 'session'
      ? sql`select person_id, null::text[] as scopes from membership.session where secret_sha256 = ${hash} and expires_at > ${at}`
      : sql`select person_id, scopes from membership.token where secret_sha256 = ${hash} and revoked_at is null and expires_at > ${at}`;
  const { rows } = await sql<HeldOffice & { scopes: Scope[] | null }>`
    select b.scopes, o.person_id as "personId", o.organisation_id as "organisationId", o.office
    from (${bearer}) b join membership.office o using (person_id)
    where o.opens_at <= ${at} and (o.closes_at is null or o.closes_at > ${at})
    order by o.organisation_id, o.office
  `.execute(db);
  return { scopes: kind === 'session' ? 'every' : (rows[0]?.scopes ?? []), held: rows };
}

export async function addToken(
  tx: Tx,
  token: Token,
  personId: string,
  hash: Buffer,
): Promise<void> {
  await sql`
    insert into membership.token (id, person_id, label, secret_sha256, scopes, made_at, expires_at)
    values (${token.id}, ${personId}, ${token.label}, ${hash}, ${token.scopes}, ${token.madeAt}, ${token.expiresAt})
  `.execute(tx);
}

/** True when the token was the person's and not yet revoked. */
export async function revokeToken(
  tx: Tx,
  id: string,
  personId: string,
  at: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update membership.token set revoked_at = ${at} where id = ${id} and person_id = ${personId} and revoked_at is null
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function tokensOf(
  db: Db,
  personId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<Token>> {
  const rows = sql<Token>`
    select id, label, scopes, made_at as "madeAt", expires_at as "expiresAt", revoked_at as "revokedAt"
    from membership.token
    where person_id = ${personId}`;
  return await newestFirst(db, page, rows, {
    at: 'made_at',
    id: 'id',
    instantOf: (row) => row.madeAt,
  });
}

/** Names for ids, from the one view every zone may read. Unknown ids are left out. */
export async function namesOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from membership.directory where id = any(${[...new Set(ids)]})
  `.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Organisations of which somebody holds the office at `at`, by name. */
export async function organisationsIn(
  db: Db | Tx,
  office: Office,
  at: Date,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct organisation_id as id, name from membership.taking_part
    where office = ${office} and opens_at <= ${at} and (closes_at is null or closes_at > ${at})
    order by name, id limit 1000
  `.execute(db);
  return rows;
}

/** Who of the organisation holds the office at `at`; it is one of the two that sign for a side. */
export async function peopleOfSide(
  db: Db | Tx,
  office: Extract<Office, 'developer' | 'evaluator'>,
  organisationId: string,
  at: Date,
): Promise<Set<string>> {
  const { rows } = await sql<{ personId: string }>`
    select person_id as "personId" from membership.side_person
    where office = ${office} and organisation_id = ${organisationId}
      and opens_at <= ${at} and (closes_at is null or closes_at > ${at})
  `.execute(db);
  return new Set(rows.map(({ personId }) => personId));
}

/** Everyone who holds an office; only the local sign-in page of `--dev` asks. */
export async function everyone(
  db: Db,
  at: Date,
  limit: number,
): Promise<{ id: string; name: string; organisation: string; office: Office }[]> {
  const { rows } = await sql<{ id: string; name: string; organisation: string; office: Office }>`
    select p.id, p.name, g.name as organisation, o.office
    from membership.office o join membership.person p on p.id = o.person_id
      join membership.organisation g on g.id = o.organisation_id
    where o.opens_at <= ${at} and (o.closes_at is null or o.closes_at > ${at})
    order by o.office, p.name, p.id limit ${limit}
  `.execute(db);
  return rows;
}
