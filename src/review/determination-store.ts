/** The only SQL over determinations, the samples opened for them and dissent. */
import type { DecisionFacts } from '#evaluation/offline';
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type {
  DeterminationOutcome,
  DeterminationState,
  ProposedOutcome,
} from './determination-state.ts';

export interface DeterminationRow {
  id: string;
  submissionId: string;
  questionId: string | null;
  runId: string;
  thresholdId: string;
  thresholdCommitment: string;
  thresholdCommittedAt: Date;
  firstSampleAt: Date;
  look: number;
  proposal: ProposedOutcome;
  proposalReason: string;
  proposalFacts: DecisionFacts;
  linkedSamples: number[];
  /** The organisation whose officials determine. */
  office: string;
  openedBy: string;
  openedAt: Date;
  state: DeterminationState;
  outcome: DeterminationOutcome | null;
  reason: string | null;
  differsBecause: string | null;
  statement: string | null;
  statementSha256: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  signedBy: string | null;
  signedAt: Date | null;
  appealUntil: Date | null;
  settledAt: Date | null;
  /** Who took it back, and why in words for both sides. */
  withdrawnBy: string | null;
  withdrawnBecause: string | null;
}

const columns = sql`
  d.id, d.submission_id as "submissionId", d.question_id as "questionId", d.run_id as "runId",
  d.threshold_id as "thresholdId", d.threshold_commitment as "thresholdCommitment",
  d.threshold_committed_at as "thresholdCommittedAt", d.first_sample_at as "firstSampleAt", d.look, d.proposal,
  d.proposal_reason as "proposalReason", d.proposal_facts as "proposalFacts", d.linked_samples as "linkedSamples",
  d.office, d.opened_by as "openedBy", d.opened_at as "openedAt", d.state, d.outcome, d.reason,
  d.differs_because as "differsBecause", d.statement, d.statement_sha256 as "statementSha256",
  d.decided_by as "decidedBy", d.decided_at as "decidedAt", d.signed_by as "signedBy", d.signed_at as "signedAt",
  d.appeal_until as "appealUntil", d.settled_at as "settledAt", d.withdrawn_by as "withdrawnBy",
  d.withdrawn_because as "withdrawnBecause"`;

export type OpenedDetermination = Omit<
  DeterminationRow,
  | 'outcome'
  | 'reason'
  | 'differsBecause'
  | 'statement'
  | 'statementSha256'
  | 'decidedBy'
  | 'decidedAt'
  | 'signedBy'
  | 'signedAt'
  | 'appealUntil'
  | 'settledAt'
  | 'withdrawnBy'
  | 'withdrawnBecause'
>;

/** False where the engagement has an open one. */
export async function addDetermination(tx: Tx, row: OpenedDetermination): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into review.determination (id, submission_id, question_id, run_id, threshold_id, threshold_commitment,
      threshold_committed_at, first_sample_at, look, proposal, proposal_reason, proposal_facts, linked_samples, office,
      opened_by, opened_at, state)
    values (${row.id}, ${row.submissionId}, ${row.questionId}, ${row.runId}, ${row.thresholdId},
      ${row.thresholdCommitment}, ${row.thresholdCommittedAt}, ${row.firstSampleAt}, ${row.look}, ${row.proposal},
      ${row.proposalReason}, ${JSON.stringify(row.proposalFacts)}, ${row.linkedSamples}::int[], ${row.office},
      ${row.openedBy}, ${row.openedAt}, ${row.state})
    on conflict do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function determinationById(
  db: Db | Tx,
  id: string,
): Promise<DeterminationRow | undefined> {
  const { rows } = await sql<DeterminationRow>`
    select ${columns} from review.determination d where d.id = ${id}
  `.execute(db);
  return rows[0];
}

/** Signed ones of an engagement: those that a newer one supersedes. */
export async function signedDeterminationsOf(
  tx: Tx,
  submissionId: string,
): Promise<DeterminationRow[]> {
  const { rows } = await sql<DeterminationRow>`
    select ${columns} from review.determination d
    where d.submission_id = ${submissionId} and d.state = 'signed' order by d.opened_at, d.id
  `.execute(tx);
  return rows;
}

export type WithdrawnRow = DeterminationRow & {
  settledAt: Date;
  withdrawnBy: string;
  withdrawnBecause: string;
};

/** Those of an engagement that officials took back, the oldest first. */
export async function withdrawnDeterminationsOf(
  db: Db | Tx,
  submissionId: string,
): Promise<WithdrawnRow[]> {
  const { rows } = await sql<WithdrawnRow>`
    select ${columns} from review.determination d
    where d.submission_id = ${submissionId} and d.state = 'withdrawn' order by d.opened_at, d.id
  `.execute(db);
  return rows;
}

/** Runs that have a determination which was not withdrawn, of an office or all. */
export async function determinedRuns(db: Db, office: string | null): Promise<string[]> {
  const { rows } = await sql<{ runId: string }>`
    select distinct run_id as "runId" from review.determination
    where state <> 'withdrawn' and ${office === null ? sql`true` : sql`office = ${office}`}
  `.execute(db);
  return rows.map(({ runId }) => runId);
}

/** Without what it rests on and says, which is long. */
export type DeterminationListRow = Pick<
  DeterminationRow,
  | 'id'
  | 'submissionId'
  | 'questionId'
  | 'office'
  | 'openedAt'
  | 'state'
  | 'signedAt'
  | 'appealUntil'
  | 'settledAt'
  | 'withdrawnBy'
  | 'withdrawnBecause'
>;
const listed = sql`
  d.id, d.submission_id as "submissionId", d.question_id as "questionId", d.office, d.opened_at as "openedAt", d.state,
  d.signed_at as "signedAt", d.appeal_until as "appealUntil", d.settled_at as "settledAt",
  d.withdrawn_by as "withdrawnBy", d.withdrawn_because as "withdrawnBecause"`;

export interface DeterminationReach {
  /** Those of one engagement only. */
  submissionId?: string;
  /** Those of one office only; null for an overseer. */
  office: string | null;
  /** Engagements that are not there for the reader. */
  except: readonly string[];
}

export async function determinationPage(
  db: Db,
  { submissionId, office, except }: DeterminationReach,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<DeterminationListRow>> {
  const rows = sql<DeterminationListRow>`
    select ${listed} from review.determination d
    where ${submissionId === undefined ? sql`true` : sql`d.submission_id = ${submissionId}`}
      and ${office === null ? sql`true` : sql`d.office = ${office}`}
      and d.submission_id <> all(${[...except]}::text[])`;
  return await newestFirst(db, page, rows, {
    at: 'd.opened_at',
    id: 'd.id',
    instantOf: (row) => row.openedAt,
  });
}

/** Of these engagements, signed ones about which nobody has appealed in time yet; the first to end is first. */
export async function determinationsToAppeal(
  db: Db,
  submissionIds: readonly string[],
  now: Date,
  limit: number,
): Promise<DeterminationListRow[]> {
  const { rows } = await sql<DeterminationListRow>`
    select ${listed} from review.determination d
    where d.submission_id = any(${[...submissionIds]}::text[]) and d.state = 'signed' and d.appeal_until > ${now}
      and not exists (select from review.appeal p where p.subject_id = d.id)
    order by d.appeal_until, d.id limit ${limit}
  `.execute(db);
  return rows;
}

/** Of these engagements, decided ones whose next signature may be this person's; the longest decided is first. */
export async function determinationsToSign(
  db: Db,
  submissionIds: readonly string[],
  personId: string,
  limit: number,
): Promise<DeterminationRow[]> {
  const { rows } = await sql<DeterminationRow>`
    select ${columns} from review.determination d
    where d.submission_id = any(${[...submissionIds]}::text[]) and d.state = 'decided'
      and (d.decided_by = ${personId}) <> exists (select from review.signature s where s.subject_id = d.statement_sha256)
      and not exists (select from review.dissent x where x.determination_id = d.id and x.person_id = ${personId})
    order by d.decided_at, d.id limit ${limit}
  `.execute(db);
  return rows;
}

export interface Statement {
  text: string;
  sha256: string;
}

export interface Decided {
  state: DeterminationState;
  outcome: DeterminationOutcome;
  reason: string;
  differsBecause: string | null;
  statement: Statement;
  by: string;
  at: Date;
}

export async function setDecided(tx: Tx, id: string, decided: Decided): Promise<void> {
  await sql`
    update review.determination set state = ${decided.state}, outcome = ${decided.outcome},
      reason = ${decided.reason}, differs_because = ${decided.differsBecause},
      statement = ${decided.statement.text}, statement_sha256 = ${decided.statement.sha256},
      decided_by = ${decided.by}, decided_at = ${decided.at}
    where id = ${id}
  `.execute(tx);
}

export async function setStatement(tx: Tx, id: string, { text, sha256 }: Statement): Promise<void> {
  await sql`
    update review.determination set statement = ${text}, statement_sha256 = ${sha256} where id = ${id}
  `.execute(tx);
}

export async function setSigned(
  tx: Tx,
  id: string,
  signed: { state: DeterminationState; by: string; at: Date; appealUntil: Date },
): Promise<void> {
  await sql`
    update review.determination set state = ${signed.state}, signed_by = ${signed.by}, signed_at = ${signed.at},
      appeal_until = ${signed.appealUntil}
    where id = ${id}
  `.execute(tx);
}

export async function setSettled(
  tx: Tx,
  id: string,
  state: DeterminationState,
  at: Date,
): Promise<void> {
  await sql`
    update review.determination set state = ${state}, settled_at = ${at} where id = ${id}
  `.execute(tx);
}

export async function setWithdrawn(
  tx: Tx,
  id: string,
  withdrawn: { state: DeterminationState; by: string; because: string; at: Date },
): Promise<void> {
  await sql`
    update review.determination set state = ${withdrawn.state}, settled_at = ${withdrawn.at},
      withdrawn_by = ${withdrawn.by}, withdrawn_because = ${withdrawn.because}
    where id = ${id}
  `.execute(tx);
}

export interface SampleOpening {
  personId: string;
  position: number;
  at: Date;
}

/** False where the person opened it before. */
export async function addSampleOpening(
  tx: Tx,
  determinationId: string,
  { personId, position, at }: SampleOpening,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into review.sample_opening (determination_id, person_id, position, at)
    values (${determinationId}, ${personId}, ${position}, ${at}) on conflict do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function sampleOpeningsOf(
  db: Db | Tx,
  determinationId: string,
): Promise<SampleOpening[]> {
  const { rows } = await sql<SampleOpening>`
    select person_id as "personId", position, at from review.sample_opening
    where determination_id = ${determinationId} order by at, person_id, position
  `.execute(db);
  return rows;
}

export interface Dissent {
  personId: string;
  words: string;
  at: Date;
}

/** False where the person dissented before. */
export async function addDissent(
  tx: Tx,
  determinationId: string,
  { personId, words, at }: Dissent,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into review.dissent (determination_id, person_id, words, at)
    values (${determinationId}, ${personId}, ${words}, ${at}) on conflict do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function dissentsOf(db: Db | Tx, determinationId: string): Promise<Dissent[]> {
  const { rows } = await sql<Dissent>`
    select person_id as "personId", words, at from review.dissent
    where determination_id = ${determinationId} order by at, person_id
  `.execute(db);
  return rows;
}
