/** The only SQL over openings of runners’ names. */
import type { Side } from '#gateway';
import { sql, type Db, type Tx } from '#platform/db';

export interface OpeningRow {
  grantId: string;
  requestedBy: string;
  requestedSide: Side;
  because: string;
  requestedAt: Date;
  approvedBy: string | null;
  approvedAt: Date | null;
}

/** False when the name was asked for before. */
export async function addOpening(
  tx: Tx,
  row: Omit<OpeningRow, 'approvedBy' | 'approvedAt'>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into access.name_opening (grant_id, requested_by, requested_side, because, requested_at)
    values (${row.grantId}, ${row.requestedBy}, ${row.requestedSide}, ${row.because}, ${row.requestedAt})
    on conflict do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function approveOpening(tx: Tx, grantId: string, by: string, at: Date): Promise<void> {
  await sql`
    update access.name_opening set approved_by = ${by}, approved_at = ${at}
    where grant_id = ${grantId} and approved_by is null
  `.execute(tx);
}

export async function openingsOf(db: Db | Tx, grantIds: readonly string[]): Promise<OpeningRow[]> {
  const { rows } = await sql<OpeningRow>`
    select grant_id as "grantId", requested_by as "requestedBy", requested_side as "requestedSide", because,
      requested_at as "requestedAt", approved_by as "approvedBy", approved_at as "approvedAt"
    from access.name_opening where grant_id = any(${grantIds})
  `.execute(db);
  return rows;
}
