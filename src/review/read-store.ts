/** The only SQL over reads of sealed content, their reviews, and decoys. */
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { ReadFacts, ReadRule, ReadVerdict } from './read-rules.ts';
import { purposesAfter } from './read-rules.ts';

export interface SealedRead {
  submissionId: string;
  /** The engagement's two sides. */
  developerId: string;
  evaluatorId: string;
  eventId: string;
  personId: string;
  kind: string;
  subject: string;
  purpose: string;
  at: Date;
}

/** Rows of a page are named `id`, as everywhere. */
export interface ReadRow extends Omit<SealedRead, 'eventId' | 'developerId' | 'evaluatorId'> {
  id: string;
  unusual: ReadRule[];
  verdict: ReadVerdict | null;
  words: string | null;
  reviewedBy: string | null;
  reviewedAt: Date | null;
}

/** What came before a read, as far as rules ask. */
export async function factsBefore(
  tx: Tx,
  { submissionId, personId, at, purpose }: SealedRead,
): Promise<Pick<ReadFacts, 'inLastHour' | 'readsBefore' | 'isPurposeKnown'>> {
  const own = sql`from review.sealed_read where submission_id = ${submissionId}`;
  const { rows } = await sql<{ hour: number; before: number; isPurposeKnown: boolean }>`
    select
      (select count(*) ${own} and person_id = ${personId} and at > ${at}::timestamptz - interval '1 hour'
        and at <= ${at}) as hour,
      (select count(*) from (select ${own} limit ${purposesAfter}) b) as before,
      exists (select ${own} and purpose = ${purpose}) as "isPurposeKnown"
  `.execute(tx);
  const { hour = 0, before = 0, isPurposeKnown = false } = rows[0] ?? {};
  return { inLastHour: hour + 1, readsBefore: before, isPurposeKnown };
}

/** Noted again, it stays as it was. */
export async function addRead(
  tx: Tx,
  read: SealedRead,
  unusual: readonly ReadRule[],
): Promise<void> {
  await sql`
    insert into review.sealed_read (submission_id, developer_id, evaluator_id, event_id, person_id, kind, subject,
      purpose, at, unusual, is_waiting)
    values (${read.submissionId}, ${read.developerId}, ${read.evaluatorId}, ${read.eventId}, ${read.personId},
      ${read.kind}, ${read.subject}, ${read.purpose}, ${read.at}, ${[...unusual]}::text[], ${unusual.length > 0})
    on conflict do nothing
  `.execute(tx);
}

const columns = sql`
  r.submission_id as "submissionId", r.event_id as id, r.person_id as "personId", r.kind, r.subject, r.purpose, r.at,
  r.unusual, v.verdict, v.words, v.by as "reviewedBy", v.at as "reviewedAt"`;
const reads = sql`
  review.sealed_read r left join review.read_review v using (submission_id, event_id)`;

export async function readPage(
  db: Db,
  submissionId: string,
  onlyUnusual: boolean,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<ReadRow>> {
  const rows = sql<ReadRow>`
    select ${columns} from ${reads}
    where submission_id = ${submissionId} and ${onlyUnusual ? sql`r.unusual <> '{}'` : sql`true`}`;
  return await newestFirst(db, page, rows, byTime);
}

const byTime = { at: 'r.at', id: 'r.event_id', instantOf: ({ at }: ReadRow) => at };

export interface ReadReach {
  /** Of engagements of these organisations; of every one for an overseer. */
  developerId: string | null;
  evaluatorId: string | null;
  isAll: boolean;
  /** Engagements that are not there for the reader. */
  except: readonly string[];
}

/** Those that stand out and that nobody has looked at yet, across engagements. */
export async function waitingReadPage(
  db: Db,
  { developerId, evaluatorId, isAll, except }: ReadReach,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<ReadRow>> {
  const rows = sql<ReadRow>`
    select ${columns} from ${reads}
    where r.is_waiting
      and (${isAll} or r.developer_id = ${developerId} or r.evaluator_id = ${evaluatorId})
      and submission_id <> all(${[...except]}::text[])`;
  return await newestFirst(db, page, rows, byTime);
}

export async function readByEvent(
  tx: Tx,
  submissionId: string,
  eventId: string,
): Promise<ReadRow | undefined> {
  const { rows } = await sql<ReadRow>`
    select ${columns} from ${reads} where submission_id = ${submissionId} and event_id = ${eventId}
  `.execute(tx);
  return rows[0];
}

/** False where it was reviewed before. */
export async function addReadReview(
  tx: Tx,
  row: {
    submissionId: string;
    eventId: string;
    verdict: ReadVerdict;
    words: string;
    by: string;
    at: Date;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update review.sealed_read set is_waiting = false
    where submission_id = ${row.submissionId} and event_id = ${row.eventId} and is_waiting
  `.execute(tx);
  if ((numAffectedRows ?? 0n) === 0n) return false;
  await sql`
    insert into review.read_review (submission_id, event_id, verdict, words, by, at)
    values (${row.submissionId}, ${row.eventId}, ${row.verdict}, ${row.words}, ${row.by}, ${row.at})
  `.execute(tx);
  return true;
}

export async function hasCanary(tx: Tx, submissionId: string): Promise<boolean> {
  const { rows } = await sql`
    select from review.canary where submission_id = ${submissionId}
  `.execute(tx);
  return rows.length > 0;
}

export async function addCanary(
  tx: Tx,
  row: { submissionId: string; contentRef: string; at: Date },
): Promise<void> {
  await sql`
    insert into review.canary (submission_id, content_ref, placed_at)
    values (${row.submissionId}, ${row.contentRef}, ${row.at})
  `.execute(tx);
}
