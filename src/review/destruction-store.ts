/** The only SQL over destructions. */
import type { Side } from '#gateway';
import { sql, type Db, type Tx } from '#platform/db';
import type { DestructionState } from './destruction-state.ts';

export interface DestructionRow {
  id: string;
  submissionId: string;
  state: DestructionState;
  askedBy: string;
  askedSide: Side;
  askedAt: Date;
  because: string;
  doneBy: string | null;
  doneAt: Date | null;
  items: number | null;
}

/** False where it was asked for before. */
export async function addDestruction(
  tx: Tx,
  row: Omit<DestructionRow, 'doneBy' | 'doneAt' | 'items'>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into review.destruction (id, submission_id, state, asked_by, asked_side, asked_at, because)
    values (${row.id}, ${row.submissionId}, ${row.state}, ${row.askedBy}, ${row.askedSide}, ${row.askedAt},
      ${row.because})
    on conflict do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function destructionOf(
  db: Db | Tx,
  submissionId: string,
): Promise<DestructionRow | undefined> {
  const { rows } = await sql<DestructionRow>`
    select id, submission_id as "submissionId", state, asked_by as "askedBy", asked_side as "askedSide",
      asked_at as "askedAt", because, done_by as "doneBy", done_at as "doneAt", items
    from review.destruction where submission_id = ${submissionId}
  `.execute(db);
  return rows[0];
}

export async function setDestroyed(
  tx: Tx,
  submissionId: string,
  done: { state: DestructionState; by: string; at: Date; items: number },
): Promise<void> {
  await sql`
    update review.destruction set state = ${done.state}, done_by = ${done.by}, done_at = ${done.at},
      items = ${done.items}
    where submission_id = ${submissionId}
  `.execute(tx);
}
