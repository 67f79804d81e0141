/** The only SQL over unseals and the halves of keys that were released for them. */
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { UnsealState } from './unseal-state.ts';

export interface UnsealRow {
  id: string;
  suiteId: string;
  runId: string;
  state: UnsealState;
  recipient: string;
  positions: number[];
  because: string;
  requestedBy: string;
  requestedAt: Date;
  settledBy: string | null;
  settledAt: Date | null;
}

export interface ReleasedShare {
  position: number;
  custodian: string;
  share: Buffer;
}

const columns = sql`
  u.id, u.suite_id as "suiteId", u.run_id as "runId", u.state, u.recipient, u.positions, u.because,
  u.requested_by as "requestedBy", u.requested_at as "requestedAt", u.settled_by as "settledBy",
  u.settled_at as "settledAt"`;

export async function addUnseal(
  tx: Tx,
  row: Omit<UnsealRow, 'settledBy' | 'settledAt'>,
): Promise<void> {
  await sql`
    insert into evaluation.unseal (id, suite_id, run_id, state, recipient, positions, because, requested_by, requested_at)
    values (${row.id}, ${row.suiteId}, ${row.runId}, ${row.state}, ${row.recipient}, ${row.positions}::int[],
      ${row.because}, ${row.requestedBy}, ${row.requestedAt})
  `.execute(tx);
}

export async function unsealById(db: Db | Tx, id: string): Promise<UnsealRow | undefined> {
  const { rows } = await sql<UnsealRow>`
    select ${columns} from evaluation.unseal u where u.id = ${id}
  `.execute(db);
  return rows[0];
}

export async function unsealPage(
  db: Db,
  runId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<UnsealRow>> {
  const rows = sql<UnsealRow>`
    select ${columns} from evaluation.unseal u
    where u.run_id = ${runId}`;
  return await newestFirst(db, page, rows, {
    at: 'u.requested_at',
    id: 'u.id',
    instantOf: (row) => row.requestedAt,
  });
}

export async function settleUnseal(
  tx: Tx,
  id: string,
  settled: { state: UnsealState; by: string; at: Date },
): Promise<void> {
  await sql`
    update evaluation.unseal set state = ${settled.state}, settled_by = ${settled.by}, settled_at = ${settled.at}
    where id = ${id}
  `.execute(tx);
}

export async function addReleasedShares(
  tx: Tx,
  unsealId: string,
  custodian: string,
  shares: readonly { position: number; share: Uint8Array }[],
): Promise<void> {
  await sql`
    insert into evaluation.released_share (unseal_id, position, custodian, share)
    select ${unsealId}, given.position, ${custodian}, given.share
    from unnest(${shares.map(({ position }) => position)}::int[],
      ${shares.map(({ share }) => Buffer.from(share))}::bytea[]) as given (position, share)
  `.execute(tx);
}

/** The halves of one task's key that were released for an unseal. */
export async function releasedShares(
  db: Db | Tx,
  unsealId: string,
  position: number,
): Promise<ReleasedShare[]> {
  const { rows } = await sql<ReleasedShare>`
    select position, custodian, share from evaluation.released_share
    where unseal_id = ${unsealId} and position = ${position} order by custodian
  `.execute(db);
  return rows;
}

/** Runs that are not over and were given the task. */
export async function runsGiven(
  db: Db,
  suiteId: string,
  position: number,
): Promise<{ organisationId: string; submissionId: string }[]> {
  const { rows } = await sql<{ organisationId: string; submissionId: string }>`
    select distinct r.organisation_id as "organisationId", r.submission_id as "submissionId"
    from evaluation.unseal u join evaluation.run r on r.id = u.run_id
    where u.suite_id = ${suiteId} and ${position} = any(u.positions) and u.state = 'executed' and r.ended_at is null
  `.execute(db);
  return rows;
}
