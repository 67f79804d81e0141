/** The only SQL over reports. Cases and fixes are in `case-store.ts`. */
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { z } from 'zod';
import type { ReportState, ToolPrivacy } from './report.ts';
import type { verdictView } from './schema.ts';

export type Verdict = z.output<typeof verdictView>;

export interface Provenance {
  finder: string;
  model?: string | undefined;
  harness?: string | undefined;
  toolPrivacy: ToolPrivacy;
  humanSigner?: string | undefined;
  aiUse?: string | undefined;
}

export interface ReportRow {
  id: string;
  organisationId: string;
  personId: string;
  bundleSha256: string;
  bundleRef: string;
  receivedAt: Date;
  title: string;
  target: string;
  targetKey: string;
  environment: string;
  oracle: string;
  provenance: Provenance;
  embargoEligibility: 'eligible' | 'none';
  embargoBecause: string;
  state: ReportState;
  verdict: Verdict | null;
  evidenceRef: string | null;
  rootKey: string | null;
  caseId: string | null;
  duplicateOf: string | null;
  /** A case it likely belongs to, for a coordinator to decide. */
  candidateCaseId: string | null;
}

const columns = sql`
  id, organisation_id as "organisationId", person_id as "personId", bundle_sha256 as "bundleSha256",
  bundle_ref as "bundleRef", received_at as "receivedAt", title, target, target_key as "targetKey", environment,
  oracle, provenance, embargo_eligibility as "embargoEligibility", embargo_because as "embargoBecause", state,
  verdict, evidence_ref as "evidenceRef", root_key as "rootKey", case_id as "caseId", duplicate_of as "duplicateOf", candidate_case_id as "candidateCaseId"`;

export type NewReport = Omit<
  ReportRow,
  'state' | 'verdict' | 'evidenceRef' | 'rootKey' | 'caseId' | 'duplicateOf' | 'candidateCaseId'
> & {
  idempotencyKey: string;
};

/** Adds what is new and returns its ids: an organisation's idempotency key that is there already adds nothing. */
export async function addReports(tx: Tx, reports: readonly NewReport[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    insert into clearinghouse.report (id, organisation_id, person_id, idempotency_key, bundle_sha256, bundle_ref,
      received_at, title, target, target_key, environment, oracle, provenance, embargo_eligibility, embargo_because, state)
    select *, 'received' from jsonb_to_recordset(${JSON.stringify(reports.map(toRecord))}::jsonb) as given (
      id text, organisation_id text, person_id text, idempotency_key text, bundle_sha256 text, bundle_ref text,
      received_at timestamptz, title text, target text, target_key text, environment text, oracle text,
      provenance jsonb, embargo_eligibility text, embargo_because text)
    on conflict (organisation_id, idempotency_key) do nothing returning id
  `.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

function toRecord(report: NewReport) {
  return {
    id: report.id,
    organisation_id: report.organisationId,
    person_id: report.personId,
    idempotency_key: report.idempotencyKey,
    bundle_sha256: report.bundleSha256,
    bundle_ref: report.bundleRef,
    received_at: report.receivedAt,
    title: report.title,
    target: report.target,
    target_key: report.targetKey,
    environment: report.environment,
    oracle: report.oracle,
    provenance: report.provenance,
    embargo_eligibility: report.embargoEligibility,
    embargo_because: report.embargoBecause,
  };
}

export async function reportByIdempotencyKey(
  db: Db | Tx,
  organisationId: string,
  key: string,
): Promise<ReportRow | undefined> {
  const { rows } = await sql<ReportRow>`
    select ${columns} from clearinghouse.report where organisation_id = ${organisationId} and idempotency_key = ${key}
  `.execute(db);
  return rows[0];
}

export async function reportById(db: Db | Tx, id: string): Promise<ReportRow | undefined> {
  const { rows } =
    await sql<ReportRow>`select ${columns} from clearinghouse.report where id = ${id}`.execute(db);
  return rows[0];
}

/** Locks the row, so that two workers cannot decide about one report at once. */
export async function reportForUpdate(tx: Tx, id: string): Promise<ReportRow | undefined> {
  const { rows } =
    await sql<ReportRow>`select ${columns} from clearinghouse.report where id = ${id} for update`.execute(
      tx,
    );
  return rows[0];
}

/** Reports that wait for validation, by finder organisation. */
export async function waitingByFinder(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ organisationId: string; count: number }>`
    select organisation_id as "organisationId", count(*) as count from clearinghouse.report
    where state in ('received', 'validating', 'held') group by organisation_id
  `.execute(db);
  return new Map(rows.map(({ organisationId, count }) => [organisationId, count]));
}

/** Newest first. `organisationId` limits to one finder's own. */
export async function reportPage(
  db: Db,
  of: { organisationId?: string },
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<ReportRow>> {
  const own =
    of.organisationId === undefined ? sql`true` : sql`organisation_id = ${of.organisationId}`;
  const rows = sql<ReportRow>`
    select ${columns} from clearinghouse.report
    where ${own}`;
  return await newestFirst(db, page, rows, {
    at: 'received_at',
    id: 'id',
    instantOf: (row) => row.receivedAt,
  });
}

export async function setReportState(tx: Tx, id: string, state: ReportState): Promise<void> {
  await sql`update clearinghouse.report set state = ${state} where id = ${id}`.execute(tx);
}

export interface Decided {
  state: ReportState;
  verdict: Verdict;
  evidenceRef: string | null;
  rootKey: string | null;
  fixKey: string | null;
}

export async function setVerdict(tx: Tx, id: string, decided: Decided): Promise<void> {
  await sql`
    update clearinghouse.report set state = ${decided.state}, verdict = ${JSON.stringify(decided.verdict)},
      evidence_ref = ${decided.evidenceRef}, root_key = ${decided.rootKey}, fix_key = ${decided.fixKey} where id = ${id}
  `.execute(tx);
}

export async function joinCase(
  tx: Tx,
  id: string,
  caseId: string,
  duplicateOf: string | null,
): Promise<void> {
  await sql`update clearinghouse.report set case_id = ${caseId}, duplicate_of = ${duplicateOf}, candidate_case_id = null where id = ${id}`.execute(
    tx,
  );
}

/** A confirmed report with these very bytes, if any: its root is this one's root. */
export async function confirmedTwin(
  tx: Tx,
  bundleSha256: string,
): Promise<{ rootKey: string } | undefined> {
  const { rows } = await sql<{ rootKey: string }>`
    select root_key as "rootKey" from clearinghouse.report
    where bundle_sha256 = ${bundleSha256} and state = 'confirmed' and root_key is not null
    order by received_at, id limit 1
  `.execute(tx);
  return rows[0];
}

/** A case on the same target whose reproducer the same oracle saw and the same fix stopped. Proposes, never decides. */
export async function likelyCase(
  tx: Tx,
  of: { targetKey: string; oracle: string; fixKey: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ caseId: string }>`
    select case_id as "caseId" from clearinghouse.report
    where target_key = ${of.targetKey} and oracle = ${of.oracle} and fix_key = ${of.fixKey} and case_id is not null
    order by received_at, id limit 1
  `.execute(tx);
  return rows[0]?.caseId;
}

export async function proposeCase(tx: Tx, id: string, caseId: string): Promise<void> {
  await sql`update clearinghouse.report set candidate_case_id = ${caseId} where id = ${id}`.execute(
    tx,
  );
}

/** True when the case has a report with these very bytes. */
export async function hasReproducer(
  tx: Tx,
  caseId: string,
  bundleSha256: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from clearinghouse.report where case_id = ${caseId} and bundle_sha256 = ${bundleSha256} limit 1
  `.execute(tx);
  return rows.length > 0;
}

/** All reports of one case, first received first; a case of this release has at most `limit` shown. */
export async function reportsOfCase(
  db: Db | Tx,
  caseId: string,
  limit: number,
): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select ${columns} from clearinghouse.report where case_id = ${caseId} order by received_at, id limit ${limit}
  `.execute(db);
  return rows;
}
