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

const columns = sql`
  id, submission_id as "submissionId", state, asked_by as "askedBy", asked_side as "askedSide", asked_at as "askedAt",
  because, done_by as "doneBy", done_at as "doneAt", items`;

export async function destructionOf(
  db: Db | Tx,
  submissionId: string,
): Promise<DestructionRow | undefined> {
  const { rows } = await sql<DestructionRow>`
    select ${columns} from review.destruction where submission_id = ${submissionId}
  `.execute(db);
  return rows[0];
}

/** Of these engagements, those that wait for a second person; the longest wait first. */
export async function destructionsAsked(
  db: Db,
  submissionIds: readonly string[],
  limit: number,
): Promise<DestructionRow[]> {
  const { rows } = await sql<DestructionRow>`
    select ${columns} from review.destruction
    where submission_id = any(${[...submissionIds]}::text[]) and state = 'asked' order by asked_at, id limit ${limit}
  `.execute(db);
  return rows;
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

type ReviewNoun = 'question' | 'determination' | 'assessment' | 'appeal' | 'partnership';

/** Nouns of review of which one waits for somebody, or may still be used. */
export async function goingOnInReview(db: Db | Tx, submissionId: string): Promise<ReviewNoun[]> {
  const { rows } = await sql<{ noun: ReviewNoun }>`
    select distinct noun from (
      select 'question' as noun, submission_id, state not in ('answered', 'withdrawn') as is_open from review.question
      union all select 'determination', submission_id, state in ('consulting', 'decided') from review.determination
      union all select 'assessment', a.submission_id, d.state = 'signed' and a.state <> 'released'
        from review.assessment a join review.determination d on d.id = a.determination_id
      union all select 'appeal', submission_id, state = 'filed' from review.appeal
      union all select 'partnership', submission_id, state in ('nominated', 'added', 'accepted') from review.partnership
    ) as each where submission_id = ${submissionId} and is_open
  `.execute(db);
  return rows.map(({ noun }) => noun);
}
