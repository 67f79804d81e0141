/** The only SQL over appeals. */
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { AppealState, AppealSubject } from './appeal-state.ts';

export interface AppealRow {
  id: string;
  submissionId: string;
  developerId: string;
  evaluatorId: string;
  about: AppealSubject;
  subjectId: string;
  state: AppealState;
  contentRef: string;
  filedBy: string;
  /** The organisation whose appeal it is. */
  filedFor: string;
  filedAt: Date;
  answerBy: Date;
  answer: string | null;
  /** Who answered or withdrew it. */
  answeredBy: string | null;
  answeredAt: Date | null;
}

const columns = sql`
  p.id, p.submission_id as "submissionId", p.developer_id as "developerId", p.evaluator_id as "evaluatorId", p.about,
  p.subject_id as "subjectId", p.state, p.content_ref as "contentRef", p.filed_by as "filedBy",
  p.filed_for as "filedFor", p.filed_at as "filedAt", p.answer_by as "answerBy", p.answer,
  p.answered_by as "answeredBy", p.answered_at as "answeredAt"`;

/** False where an appeal about the same is filed and not answered. */
export async function addAppeal(
  tx: Tx,
  row: Omit<AppealRow, 'answer' | 'answeredBy' | 'answeredAt'>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into review.appeal (id, submission_id, developer_id, evaluator_id, about, subject_id, state, content_ref,
      filed_by, filed_for, filed_at, answer_by)
    values (${row.id}, ${row.submissionId}, ${row.developerId}, ${row.evaluatorId}, ${row.about}, ${row.subjectId},
      ${row.state}, ${row.contentRef}, ${row.filedBy}, ${row.filedFor}, ${row.filedAt}, ${row.answerBy})
    on conflict do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function appealById(db: Db | Tx, id: string): Promise<AppealRow | undefined> {
  const { rows } = await sql<AppealRow>`
    select ${columns} from review.appeal p where p.id = ${id}
  `.execute(db);
  return rows[0];
}

/** Whether an appeal about this was upheld, so that what it was about may be done anew. */
export async function isAppealUpheld(db: Db | Tx, subjectId: string): Promise<boolean> {
  const { rows } = await sql<{ isUpheld: boolean }>`
    select exists (select from review.appeal where subject_id = ${subjectId} and state = 'upheld') as "isUpheld"
  `.execute(db);
  return rows[0]?.isUpheld === true;
}

export type AppealReach =
  | { submissionId: string }
  | {
      /** Of engagements of these organisations, and those filed for one; every one for an overseer. */
      developerId: string | null;
      evaluatorId: string | null;
      outsideId: string | null;
      isAll: boolean;
      /** Engagements that are not there for the reader. */
      except: readonly string[];
    };

export async function appealPage(
  db: Db,
  reach: AppealReach,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<AppealRow>> {
  const isWithin =
    'submissionId' in reach
      ? sql`p.submission_id = ${reach.submissionId}`
      : sql`(${reach.isAll} or p.developer_id = ${reach.developerId} or p.evaluator_id = ${reach.evaluatorId}
            or p.filed_for = ${reach.outsideId})
          and p.submission_id <> all(${[...reach.except]}::text[])`;
  const rows = sql<AppealRow>`select ${columns} from review.appeal p where ${isWithin}`;
  return await newestFirst(db, page, rows, {
    at: 'p.filed_at',
    id: 'p.id',
    instantOf: (row) => row.filedAt,
  });
}

export async function settleAppeal(
  tx: Tx,
  id: string,
  settled: { state: AppealState; answer: string | null; by: string; at: Date },
): Promise<void> {
  await sql`
    update review.appeal set state = ${settled.state}, answer = ${settled.answer}, answered_by = ${settled.by},
      answered_at = ${settled.at}
    where id = ${id}
  `.execute(tx);
}
