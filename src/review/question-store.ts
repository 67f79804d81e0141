/** The only SQL over questions. */
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { QuestionState } from './question-state.ts';

export interface QuestionRow {
  id: string;
  submissionId: string;
  developerId: string;
  evaluatorId: string;
  state: QuestionState;
  stateSince: Date;
  contentRef: string;
  descriptorSha256: string;
  isConfidential: boolean;
  askedBy: string;
  askedAt: Date;
  /** What is still needed, or the answer. */
  words: string | null;
  /** Null while it waits for the developer, and once it is over. */
  answerDueAt: Date | null;
  settledBy: string | null;
}

const columns = sql`
  q.id, q.submission_id as "submissionId", q.developer_id as "developerId", q.evaluator_id as "evaluatorId", q.state,
  q.state_since as "stateSince", q.content_ref as "contentRef", q.descriptor_sha256 as "descriptorSha256",
  q.is_confidential as "isConfidential", q.asked_by as "askedBy", q.asked_at as "askedAt", q.words,
  q.answer_due_at as "answerDueAt", q.settled_by as "settledBy"`;

/** False where the engagement has an open question. */
export async function addQuestion(
  tx: Tx,
  row: Omit<QuestionRow, 'words' | 'settledBy' | 'stateSince'>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into review.question (id, submission_id, developer_id, evaluator_id, state, state_since, content_ref,
      descriptor_sha256, is_confidential, asked_by, asked_at, answer_due_at)
    values (${row.id}, ${row.submissionId}, ${row.developerId}, ${row.evaluatorId}, ${row.state}, ${row.askedAt},
      ${row.contentRef}, ${row.descriptorSha256}, ${row.isConfidential}, ${row.askedBy}, ${row.askedAt},
      ${row.answerDueAt})
    on conflict do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function questionById(db: Db | Tx, id: string): Promise<QuestionRow | undefined> {
  const { rows } = await sql<QuestionRow>`
    select ${columns} from review.question q where q.id = ${id}
  `.execute(db);
  return rows[0];
}

/** Locked, for steps that do not begin with the engagement. */
export async function questionForUpdate(tx: Tx, id: string): Promise<QuestionRow | undefined> {
  const { rows } = await sql<QuestionRow>`
    select ${columns} from review.question q where q.id = ${id} for update
  `.execute(tx);
  return rows[0];
}

/** The one that is neither answered nor withdrawn, locked. */
export async function openQuestionOf(
  tx: Tx,
  submissionId: string,
): Promise<QuestionRow | undefined> {
  const { rows } = await sql<QuestionRow>`
    select ${columns} from review.question q
    where q.submission_id = ${submissionId} and q.state not in ('answered', 'withdrawn') for update
  `.execute(tx);
  return rows[0];
}

export type QuestionReach =
  | { submissionId: string }
  | {
      /** Those asked by, or of, these organisations; every one for an overseer. */
      developerId: string | null;
      evaluatorId: string | null;
      isAll: boolean;
      /** Engagements that are not there for the reader. */
      except: readonly string[];
    };

export async function questionPage(
  db: Db,
  reach: QuestionReach,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<QuestionRow>> {
  const isWithin =
    'submissionId' in reach
      ? sql`q.submission_id = ${reach.submissionId}`
      : sql`(${reach.isAll} or q.developer_id = ${reach.developerId} or q.evaluator_id = ${reach.evaluatorId})
          and q.submission_id <> all(${[...reach.except]}::text[])`;
  const rows = sql<QuestionRow>`
    select ${columns} from review.question q where ${isWithin}`;
  return await newestFirst(db, page, rows, {
    at: 'q.asked_at',
    id: 'q.id',
    instantOf: (row) => row.askedAt,
  });
}

/** Of these engagements, those that wait for the developer's words; the longest wait first. */
export async function questionsToSupplement(
  db: Db,
  submissionIds: readonly string[],
  limit: number,
): Promise<QuestionRow[]> {
  const { rows } = await sql<QuestionRow>`
    select ${columns} from review.question q
    where q.submission_id = any(${[...submissionIds]}::text[]) and q.state = 'more_needed'
    order by q.state_since, q.id limit ${limit}
  `.execute(db);
  return rows;
}

/** Of these engagements, those on which the office's clock stands; the first to be due is first. */
export async function questionsToAnswer(
  db: Db,
  submissionIds: readonly string[],
  limit: number,
): Promise<QuestionRow[]> {
  const { rows } = await sql<QuestionRow>`
    select ${columns} from review.question q
    where q.submission_id = any(${[...submissionIds]}::text[]) and q.state in ('asked', 'acknowledged')
    order by q.answer_due_at, q.id limit ${limit}
  `.execute(db);
  return rows;
}

export interface QuestionStep {
  state: QuestionState;
  at: Date;
  words: string | null;
  answerDueAt: Date | null;
  settledBy: string | null;
}

export async function moveQuestion(tx: Tx, id: string, step: QuestionStep): Promise<void> {
  await sql`
    update review.question set state = ${step.state}, state_since = ${step.at}, words = ${step.words},
      answer_due_at = ${step.answerDueAt}, settled_by = ${step.settledBy}
    where id = ${id}
  `.execute(tx);
}

export async function replaceDescriptor(
  tx: Tx,
  id: string,
  content: { contentRef: string; descriptorSha256: string },
): Promise<void> {
  await sql`
    update review.question set content_ref = ${content.contentRef}, descriptor_sha256 = ${content.descriptorSha256}
    where id = ${id}
  `.execute(tx);
}
