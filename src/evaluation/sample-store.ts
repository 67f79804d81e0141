/** The only SQL over samples and what people make of them. */
import { pageOf, readCursor, sql, type Db, type Page, type Tx } from '#platform/db';
import type { Disposition } from './engine/disposition.ts';
import type { SampleReview } from './result.ts';
import type { ChainedSample, Sample } from './sample.ts';

export interface SampleRow {
  position: number;
  task: string;
  epoch: number;
  disposition: Disposition;
  reason: string;
  value: number;
  refusals: number;
  facts: Pick<Sample, 'usage' | 'calls' | 'startedAt' | 'endedAt' | 'journalSha256'>;
  chain: string;
  recordedAt: Date;
}

export type ReviewRow = SampleReview & { proposedAt: Date; settledAt: Date | null };

const columns = sql`
  position, task, epoch, disposition, reason, value, refusals, facts, chain, recorded_at as "recordedAt"`;

export async function addSamples(
  tx: Tx,
  runId: string,
  samples: readonly ChainedSample[],
  at: Date,
): Promise<void> {
  const facts = samples.map(({ usage, calls, startedAt, endedAt, journalSha256 }) =>
    JSON.stringify({ usage, calls, startedAt, endedAt, journalSha256 }),
  );
  await sql`
    insert into evaluation.sample (run_id, position, task, epoch, disposition, reason, value, refusals, facts, chain, recorded_at)
    select ${runId}, given.*, ${at} from unnest(
      ${samples.map(({ position }) => position)}::int[], ${samples.map(({ task }) => task)}::text[],
      ${samples.map(({ epoch }) => epoch)}::int[], ${samples.map(({ disposition }) => disposition)}::text[],
      ${samples.map(({ reason }) => reason)}::text[], ${samples.map(({ value }) => value)}::float8[],
      ${samples.map(({ refusals }) => refusals)}::int[], ${facts}::jsonb[],
      ${samples.map(({ chain }) => chain)}::text[]) as given
  `.execute(tx);
}

/** The chain as recorded at these positions. */
export async function chainsAt(
  tx: Tx,
  runId: string,
  positions: readonly number[],
): Promise<Map<number, string>> {
  const { rows } = await sql<{ position: number; chain: string }>`
    select position, chain from evaluation.sample where run_id = ${runId} and position = any(${positions}::int[])
  `.execute(tx);
  return new Map(rows.map(({ position, chain }) => [position, chain]));
}

/** Which of these attempts are recorded, as `task epoch`. */
export async function attemptsAmong(
  tx: Tx,
  runId: string,
  tasks: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ task: string; epoch: number }>`
    select task, epoch from evaluation.sample where run_id = ${runId} and task = any(${tasks})
  `.execute(tx);
  return new Set(rows.map(({ task, epoch }) => `${task} ${epoch}`));
}

/** All of a run's: at most what was planned. */
export async function samplesOf(db: Db | Tx, runId: string): Promise<SampleRow[]> {
  const { rows } = await sql<SampleRow>`
    select ${columns} from evaluation.sample where run_id = ${runId} order by position
  `.execute(db);
  return rows;
}

export async function samplePage(
  db: Db,
  runId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<SampleRow>> {
  const after = readCursor(page.cursor, 'position');
  const { rows } = await sql<SampleRow>`
    select ${columns} from evaluation.sample
    where run_id = ${runId} and ${after ? sql`position > ${Number(after[0])}` : sql`true`}
    order by position limit ${page.limit + 1}
  `.execute(db);
  return pageOf(
    rows,
    page.limit,
    (row) => row,
    ({ position }) => [String(position)],
  );
}

export async function sampleAt(
  db: Db | Tx,
  runId: string,
  position: number,
): Promise<SampleRow | undefined> {
  const { rows } = await sql<SampleRow>`
    select ${columns} from evaluation.sample where run_id = ${runId} and position = ${position}
  `.execute(db);
  return rows[0];
}

const reviewColumns = sql`
  position, state, verdict, value, because, proposed_by as "proposedBy", proposed_at as "proposedAt",
  settled_by as "settledBy", settled_at as "settledAt"`;

export async function reviewsOf(db: Db | Tx, runId: string): Promise<ReviewRow[]> {
  const { rows } = await sql<ReviewRow>`
    select ${reviewColumns} from evaluation.review where run_id = ${runId} order by position
  `.execute(db);
  return rows;
}

export async function reviewAt(
  tx: Tx,
  runId: string,
  position: number,
): Promise<ReviewRow | undefined> {
  const { rows } = await sql<ReviewRow>`
    select ${reviewColumns} from evaluation.review where run_id = ${runId} and position = ${position}
  `.execute(tx);
  return rows[0];
}

/** What stands now; what stood before is in the log. */
export async function putReview(tx: Tx, runId: string, row: ReviewRow): Promise<void> {
  await sql`
    insert into evaluation.review (run_id, position, state, verdict, value, because, proposed_by, proposed_at,
      settled_by, settled_at)
    values (${runId}, ${row.position}, ${row.state}, ${row.verdict}, ${row.value}, ${row.because}, ${row.proposedBy},
      ${row.proposedAt}, ${row.settledBy}, ${row.settledAt})
    on conflict (run_id, position) do update set state = excluded.state, verdict = excluded.verdict,
      value = excluded.value, because = excluded.because, proposed_by = excluded.proposed_by,
      proposed_at = excluded.proposed_at, settled_by = excluded.settled_by, settled_at = excluded.settled_at
  `.execute(tx);
}
