/** The only SQL over the `operators` schema. */
import { newestFirst, pageOf, readCursor, sql, type Db, type Page, type Tx } from '#platform/db';
import type { FieldError } from '#platform/problems';
import type { ExposureState } from './exposure.ts';

export interface SystemRow {
  id: string;
  organisationId: string;
  name: string;
  inventoryAt: Date;
  components: number;
  noData: number;
  findings: FieldError[];
}

const systemColumns = sql`
  id, organisation_id as "organisationId", name, inventory_at as "inventoryAt", components, no_data as "noData", findings`;

/** A system is known by the operator's own name for it; a new inventory replaces the old. Returns its id. */
export async function putSystem(tx: Tx, system: SystemRow): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into operators.system (id, organisation_id, name, inventory_at, components, no_data, findings)
    values (${system.id}, ${system.organisationId}, ${system.name}, ${system.inventoryAt}, ${system.components},
            ${system.noData}, ${JSON.stringify(system.findings)})
    on conflict (organisation_id, name) do update set inventory_at = excluded.inventory_at,
      components = excluded.components, no_data = excluded.no_data, findings = excluded.findings
    returning id
  `.execute(tx);
  return rows[0]?.id ?? system.id;
}

export async function systemsOf(
  db: Db,
  organisationId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<SystemRow>> {
  const after = readCursor(page.cursor, 'name');
  const { rows } = await sql<SystemRow>`
    select ${systemColumns} from operators.system
    where organisation_id = ${organisationId} and ${after ? sql`name > ${after[0]}` : sql`true`}
    order by name limit ${page.limit + 1}
  `.execute(db);
  return pageOf(
    rows,
    page.limit,
    (row) => row,
    (row) => [row.name],
  );
}

export async function systemsById(
  db: Db | Tx,
  ids: readonly string[],
): Promise<Map<string, SystemRow>> {
  const { rows } =
    await sql<SystemRow>`select ${systemColumns} from operators.system where id = any(${ids})`.execute(
      db,
    );
  return new Map(rows.map((row) => [row.id, row]));
}

export interface ExposureRow {
  id: string;
  organisationId: string;
  systemId: string;
  advisoryId: string;
  packageKey: string;
  component: { name: string; version: string; purl: string };
  because: string;
  fixedVersion: string | null;
  state: ExposureState;
  openedAt: Date;
  dueAt: Date;
  endedAt: Date | null;
}

const exposureColumns = sql`
  id, organisation_id as "organisationId", system_id as "systemId", advisory_id as "advisoryId",
  package_key as "packageKey", component, because, fixed_version as "fixedVersion", state,
  opened_at as "openedAt", due_at as "dueAt", ended_at as "endedAt"`;

/** The exposure of this system to this advisory by this package, locked; undefined when there is none yet. */
export async function exposureFor(
  tx: Tx,
  systemId: string,
  advisoryId: string,
  packageKey: string,
): Promise<ExposureRow | undefined> {
  const { rows } = await sql<ExposureRow>`
    select ${exposureColumns} from operators.exposure
    where system_id = ${systemId} and advisory_id = ${advisoryId} and package_key = ${packageKey} for update
  `.execute(tx);
  return rows[0];
}

/** False when another transaction opened the same exposure first. */
export async function addExposure(tx: Tx, row: ExposureRow): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into operators.exposure (id, organisation_id, system_id, advisory_id, package_key, component, because,
      fixed_version, state, opened_at, due_at)
    values (${row.id}, ${row.organisationId}, ${row.systemId}, ${row.advisoryId}, ${row.packageKey},
      ${JSON.stringify(row.component)}, ${row.because}, ${row.fixedVersion}, ${row.state}, ${row.openedAt}, ${row.dueAt})
    on conflict (system_id, advisory_id, package_key) do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function setExposure(
  tx: Tx,
  row: Pick<ExposureRow, 'id' | 'state' | 'component' | 'because' | 'endedAt'>,
): Promise<void> {
  await sql`
    update operators.exposure set state = ${row.state}, component = ${JSON.stringify(row.component)},
      because = ${row.because}, ended_at = ${row.endedAt} where id = ${row.id}
  `.execute(tx);
}

/** An operator's own exposure, locked; another operator's is not there. */
export async function ownExposure(
  tx: Tx,
  id: string,
  organisationId: string,
): Promise<ExposureRow | undefined> {
  const { rows } = await sql<ExposureRow>`
    select ${exposureColumns} from operators.exposure where id = ${id} and organisation_id = ${organisationId} for update
  `.execute(tx);
  return rows[0];
}

/** Open exposures of one system: what a new inventory may prove done. */
export async function openExposuresOf(tx: Tx, systemId: string): Promise<ExposureRow[]> {
  const { rows } = await sql<ExposureRow>`
    select ${exposureColumns} from operators.exposure where system_id = ${systemId} and state in ('due', 'mitigated') for update
  `.execute(tx);
  return rows;
}

export async function exposurePage(
  db: Db,
  organisationId: string,
  state: ExposureState | undefined,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<ExposureRow & { receiptId: string | null }>> {
  const rows = sql<ExposureRow & { receiptId: string | null }>`
    select ${exposureColumns},
      (select r.id from operators.receipt r where r.exposure_id = exposure.id order by r.at desc limit 1) as "receiptId"
    from operators.exposure
    where organisation_id = ${organisationId} and ${state === undefined ? sql`true` : sql`state = ${state}`}`;
  return await newestFirst(db, page, rows, {
    at: 'opened_at',
    id: 'id',
    instantOf: (row) => row.openedAt,
  });
}

/** Open at the end of each day, oldest first; today is up to now. */
export async function openPerDay(
  db: Db,
  organisationId: string,
  now: Date,
  days: number,
): Promise<{ on: string; open: number }[]> {
  const { rows } = await sql<{ on: string; open: number }>`
    select to_char(day, 'YYYY-MM-DD') as on,
      (select count(*) from operators.exposure e where e.organisation_id = ${organisationId}
         and e.opened_at < day + interval '1 day' and (e.ended_at is null or e.ended_at >= day + interval '1 day')) as open
    from generate_series(date_trunc('day', ${now}::timestamptz at time zone 'UTC') - make_interval(days => ${days - 1}),
                         date_trunc('day', ${now}::timestamptz at time zone 'UTC'), interval '1 day') day
    order by day
  `.execute(db);
  return rows;
}

export async function homeCounts(
  db: Db,
  organisationId: string,
): Promise<{ toDo: number; mitigated: number; lastCheckedAt: Date | null }> {
  const { rows } = await sql<{ toDo: number; mitigated: number; lastCheckedAt: Date | null }>`
    select (select count(*) from operators.exposure where organisation_id = ${organisationId} and state = 'due') as "toDo",
           (select count(*) from operators.exposure where organisation_id = ${organisationId} and state = 'mitigated') as mitigated,
           (select max(inventory_at) from operators.system where organisation_id = ${organisationId}) as "lastCheckedAt"
  `.execute(db);
  return rows[0] ?? { toDo: 0, mitigated: 0, lastCheckedAt: null };
}

export interface ReceiptRow {
  id: string;
  exposureId: string;
  organisationId: string;
  at: Date;
  evidence: 'inventory' | 'attestation';
  statement: string;
  signature: string;
  keyId: string;
}

export async function addReceipt(tx: Tx, row: ReceiptRow): Promise<void> {
  await sql`
    insert into operators.receipt (id, exposure_id, organisation_id, at, evidence, statement, signature, key_id)
    values (${row.id}, ${row.exposureId}, ${row.organisationId}, ${row.at}, ${row.evidence}, ${row.statement}, ${row.signature}, ${row.keyId})
  `.execute(tx);
}

export async function ownReceipt(
  db: Db,
  id: string,
  organisationId: string,
): Promise<ReceiptRow | undefined> {
  const { rows } = await sql<ReceiptRow>`
    select id, exposure_id as "exposureId", organisation_id as "organisationId", at, evidence, statement, signature,
      key_id as "keyId" from operators.receipt where id = ${id} and organisation_id = ${organisationId}
  `.execute(db);
  return rows[0];
}
