/** The only SQL over consultations. */
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { ConsultationState, ConsulteeView } from './determination-state.ts';

export interface ConsultationRow {
  determinationId: string;
  organisationId: string;
  askedBy: string;
  askedAt: Date;
  answerBy: Date;
  state: ConsultationState;
  view: ConsulteeView | null;
  words: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
}

const columns = sql`
  c.determination_id as "determinationId", c.organisation_id as "organisationId", c.asked_by as "askedBy",
  c.asked_at as "askedAt", c.answer_by as "answerBy", c.state, c.view, c.words, c.answered_by as "answeredBy",
  c.answered_at as "answeredAt"`;

/** False where the organisation is consulted already. */
export async function addConsultation(
  tx: Tx,
  row: Pick<
    ConsultationRow,
    'determinationId' | 'organisationId' | 'askedBy' | 'askedAt' | 'answerBy'
  >,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into review.consultation (determination_id, organisation_id, asked_by, asked_at, answer_by, state)
    values (${row.determinationId}, ${row.organisationId}, ${row.askedBy}, ${row.askedAt}, ${row.answerBy}, 'asked')
    on conflict do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function consultationsOf(
  db: Db | Tx,
  determinationIds: readonly string[],
): Promise<ConsultationRow[]> {
  const { rows } = await sql<ConsultationRow>`
    select ${columns} from review.consultation c where c.determination_id = any(${determinationIds})
    order by c.determination_id, c.asked_at, c.organisation_id
  `.execute(db);
  return rows;
}

export async function setAnswered(
  tx: Tx,
  { determinationId, organisationId }: ConsultationRow,
  answer: { view: ConsulteeView; words: string; by: string; at: Date },
): Promise<void> {
  await sql`
    update review.consultation set state = 'answered', view = ${answer.view}, words = ${answer.words},
      answered_by = ${answer.by}, answered_at = ${answer.at}
    where determination_id = ${determinationId} and organisation_id = ${organisationId}
  `.execute(tx);
}

export async function setTimedOut(
  tx: Tx,
  { determinationId, organisationId }: ConsultationRow,
): Promise<void> {
  await sql`
    update review.consultation set state = 'timed_out'
    where determination_id = ${determinationId} and organisation_id = ${organisationId}
  `.execute(tx);
}

/** What an organisation was asked, the newest first, but for engagements that are not there for the reader. */
export async function consultationPage(
  db: Db,
  of: { organisationId: string; except: readonly string[] },
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<ConsultationRow>> {
  const rows = sql<ConsultationRow & { id: string }>`
    select ${columns}, c.determination_id as id
    from review.consultation c join review.determination d on d.id = c.determination_id
    where c.organisation_id = ${of.organisationId} and d.submission_id <> all(${[...of.except]}::text[])`;
  return await newestFirst(db, page, rows, {
    at: 'c.asked_at',
    id: 'c.determination_id',
    instantOf: (row) => row.askedAt,
  });
}
