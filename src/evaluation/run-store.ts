/** The only SQL over runs and their endpoint's fingerprints. */
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { Purpose } from './admissible.ts';
import { isRunOver, runStates, type RunState } from './run-state.ts';

export interface RunRow {
  id: string;
  submissionId: string;
  organisationId: string;
  grantId: string;
  procedureId: string;
  suiteId: string;
  suiteRoot: string;
  modelName: string;
  modelDigest: string;
  epochs: number;
  samplesPlanned: number;
  budget: { tokens: number; wallS: number };
  tier: 'gvisor' | 'bubblewrap';
  purpose: Purpose;
  thresholdId: string | null;
  thresholdCommitment: string | null;
  plannedBy: string;
  plannedAt: Date;
  state: RunState;
  queuedBy: string | null;
  queuedAt: Date | null;
  startedAt: Date | null;
  endedAt: Date | null;
  endedBy: string | null;
  endReason: string | null;
  samplesRecorded: number;
  chain: string;
}

export type PlannedRun = Omit<
  RunRow,
  'queuedBy' | 'queuedAt' | 'startedAt' | 'endedAt' | 'endedBy' | 'endReason' | 'samplesRecorded'
>;

const columns = sql`
  r.id, r.submission_id as "submissionId", r.organisation_id as "organisationId", r.grant_id as "grantId",
  r.procedure_id as "procedureId", r.suite_id as "suiteId", r.suite_root as "suiteRoot", r.model_name as "modelName",
  r.model_digest as "modelDigest", r.epochs, r.samples_planned as "samplesPlanned", r.budget, r.tier, r.purpose,
  r.threshold_id as "thresholdId", r.threshold_commitment as "thresholdCommitment", r.planned_by as "plannedBy",
  r.planned_at as "plannedAt", r.state, r.queued_by as "queuedBy", r.queued_at as "queuedAt",
  r.started_at as "startedAt", r.ended_at as "endedAt", r.ended_by as "endedBy", r.end_reason as "endReason",
  r.samples_recorded as "samplesRecorded", r.chain`;

export async function addRun(tx: Tx, row: PlannedRun): Promise<void> {
  await sql`
    insert into evaluation.run (id, submission_id, organisation_id, grant_id, procedure_id, suite_id, suite_root,
      model_name, model_digest, epochs, samples_planned, budget, tier, purpose, threshold_id, threshold_commitment,
      planned_by, planned_at, state, chain)
    values (${row.id}, ${row.submissionId}, ${row.organisationId}, ${row.grantId}, ${row.procedureId}, ${row.suiteId},
      ${row.suiteRoot}, ${row.modelName}, ${row.modelDigest}, ${row.epochs}, ${row.samplesPlanned},
      ${JSON.stringify(row.budget)}, ${row.tier}, ${row.purpose}, ${row.thresholdId}, ${row.thresholdCommitment},
      ${row.plannedBy}, ${row.plannedAt}, ${row.state}, ${row.chain})
  `.execute(tx);
}

export async function runById(db: Db | Tx, id: string): Promise<RunRow | undefined> {
  const { rows } = await sql<RunRow>`
    select ${columns} from evaluation.run r where r.id = ${id}
  `.execute(db);
  return rows[0];
}

/** Locked: every command about a run or its samples takes this row first, so they go one by one. */
export async function runForUpdate(tx: Tx, id: string): Promise<RunRow | undefined> {
  const { rows } = await sql<RunRow>`
    select ${columns} from evaluation.run r where r.id = ${id} for update
  `.execute(tx);
  return rows[0];
}

/** All that were ever planned under a grant, oldest first. */
export async function runsOfGrant(db: Db | Tx, grantId: string): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select ${columns} from evaluation.run r where r.grant_id = ${grantId} order by r.planned_at, r.id
  `.execute(db);
  return rows;
}

/** Those of grants that are not over. */
export async function openRunsOfGrant(tx: Tx, grantId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from evaluation.run where grant_id = ${grantId} and ended_at is null order by id
  `.execute(tx);
  return rows.map(({ id }) => id);
}

/** Without those of the engagements `but`. */
export async function runPage(
  db: Db,
  of: { organisationId: string | null; submissionId: string | null; but: readonly string[] },
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<RunRow>> {
  const rows = sql<RunRow>`
    select ${columns} from evaluation.run r
    where ${of.organisationId === null ? sql`true` : sql`r.organisation_id = ${of.organisationId}`}
      and ${of.submissionId === null ? sql`true` : sql`r.submission_id = ${of.submissionId}`}
      and not r.submission_id = any(${of.but}::text[])`;
  return await newestFirst(db, page, rows, {
    at: 'r.planned_at',
    id: 'r.id',
    instantOf: (row) => row.plannedAt,
  });
}

export interface DeterminableRun {
  id: string;
  submissionId: string;
  /** When its threshold was applied last. */
  decidedAt: Date;
}

export interface DeterminableReach {
  /** Those of one office only; null for an overseer. */
  organisationId: string | null;
  submissionId: string | null;
  /** Engagements that are not there for the reader. */
  except: readonly string[];
  /** Runs that have their determination. */
  determined: readonly string[];
}

/** Runs on which a determination can rest (determinable.ts), the one decided last first. */
export async function determinableRunPage(
  db: Db,
  of: DeterminableReach,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<DeterminableRun>> {
  const rows = sql<DeterminableRun>`
    select r.id, r.submission_id as "submissionId", d.decided_at as "decidedAt"
    from evaluation.run r
      join (select run_id, max(decided_at) as decided_at from evaluation.decision group by run_id) d on d.run_id = r.id
    where r.purpose = 'determination' and r.state = 'complete'
      and ${of.organisationId === null ? sql`true` : sql`r.organisation_id = ${of.organisationId}`}
      and ${of.submissionId === null ? sql`true` : sql`r.submission_id = ${of.submissionId}`}
      and r.submission_id <> all(${[...of.except]}::text[]) and r.id <> all(${[...of.determined]}::text[])
      and exists (select from evaluation.report p
                  where p.grant_id = r.grant_id and p.state in ('signed', 'not_completed'))`;
  return await newestFirst(db, page, rows, {
    at: 'd.decided_at',
    id: 'r.id',
    instantOf: (row) => row.decidedAt,
  });
}

export async function setQueued(tx: Tx, id: string, by: string, at: Date): Promise<void> {
  await sql`
    update evaluation.run set state = 'queued', queued_by = ${by}, queued_at = ${at} where id = ${id}
  `.execute(tx);
}

export async function setRunning(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update evaluation.run set state = 'running', started_at = ${at} where id = ${id}`.execute(
    tx,
  );
}

export async function setRunEnded(
  tx: Tx,
  id: string,
  end: { state: RunState; by: string; at: Date; reason: string },
): Promise<void> {
  await sql`
    update evaluation.run set state = ${end.state}, ended_by = ${end.by}, ended_at = ${end.at}, end_reason = ${end.reason}
    where id = ${id}
  `.execute(tx);
}

export async function setRecorded(
  tx: Tx,
  id: string,
  samplesRecorded: number,
  chain: string,
): Promise<void> {
  await sql`
    update evaluation.run set samples_recorded = ${samplesRecorded}, chain = ${chain} where id = ${id}
  `.execute(tx);
}

export interface FingerprintRow {
  number: number;
  phase: 'start' | 'during' | 'end';
  digest: string;
  details: Record<string, string>;
  at: Date;
}

export async function fingerprintsOf(db: Db | Tx, runId: string): Promise<FingerprintRow[]> {
  const { rows } = await sql<FingerprintRow>`
    select number, phase, digest, details, at from evaluation.fingerprint where run_id = ${runId} order by number
  `.execute(db);
  return rows;
}

export async function addFingerprint(tx: Tx, runId: string, row: FingerprintRow): Promise<void> {
  await sql`
    insert into evaluation.fingerprint (run_id, number, phase, digest, details, at)
    values (${runId}, ${row.number}, ${row.phase}, ${row.digest}, ${JSON.stringify(row.details)}, ${row.at})
  `.execute(tx);
}

/** Whether a run of the engagement is planned, queued or running. */
export async function hasRunGoingOn(db: Db | Tx, submissionId: string): Promise<boolean> {
  const goingOn = runStates.filter((state) => !isRunOver(state));
  const { rows } = await sql<{ isThere: boolean }>`
    select exists (
      select from evaluation.run where submission_id = ${submissionId} and state = any(${goingOn}::text[])
    ) as "isThere"
  `.execute(db);
  return rows[0]?.isThere === true;
}
