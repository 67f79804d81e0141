/** The only SQL over what developers are told, tier by tier. */
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { AssessmentState, WithholdingReason } from './assessment-state.ts';

export interface AssessmentRow {
  determinationId: string;
  submissionId: string;
  tier: string;
  state: AssessmentState;
  stateSince: Date;
  reasonClass: WithholdingReason | null;
  reason: string | null;
  /** Until when it is withheld, or when officials mean to have looked at it; null once it is told. */
  reviewBy: Date | null;
  /** When it was noted that this date has passed while it waits. */
  overdueSince: Date | null;
  /** The last who withheld it; kept when that runs out. */
  withheldBy: string | null;
  contentRef: string | null;
  contentSha256: string | null;
  proposedBy: string | null;
  settledBy: string | null;
}

const columns = sql`
  a.determination_id as "determinationId", a.submission_id as "submissionId", a.tier, a.state,
  a.state_since as "stateSince", a.reason_class as "reasonClass", a.reason, a.review_by as "reviewBy",
  a.overdue_since as "overdueSince",
  a.withheld_by as "withheldBy", a.content_ref as "contentRef", a.content_sha256 as "contentSha256",
  a.proposed_by as "proposedBy", a.settled_by as "settledBy"`;

export async function addAssessments(
  tx: Tx,
  of: Pick<AssessmentRow, 'determinationId' | 'submissionId' | 'state'> & {
    at: Date;
    reviewBy: Date;
  },
  tiers: readonly string[],
): Promise<void> {
  await sql`
    insert into review.assessment (determination_id, submission_id, tier, place, state, state_since, review_by)
    select ${of.determinationId}, ${of.submissionId}, tier, place, ${of.state}, ${of.at}, ${of.reviewBy}
    from unnest(${[...tiers]}::text[]) with ordinality as given (tier, place)
  `.execute(tx);
}

/** In the order of the document that named the tiers. */
export async function assessmentsOf(
  db: Db | Tx,
  determinationId: string,
): Promise<AssessmentRow[]> {
  const { rows } = await sql<AssessmentRow>`
    select ${columns} from review.assessment a where a.determination_id = ${determinationId} order by a.place
  `.execute(db);
  return rows;
}

export interface AssessmentReach {
  /** Those of one office's determinations; null for an overseer. */
  office: string | null;
  /** Engagements that are not there for the reader. */
  except: readonly string[];
}

/** Those that wait for officials: to be looked at, or proposed and not settled. What came last is first. */
export async function waitingAssessmentPage(
  db: Db,
  { office, except }: AssessmentReach,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<AssessmentRow>> {
  const rows = sql<AssessmentRow & { id: string }>`
    select ${columns}, a.id
    from (select *, determination_id || '.' || tier as id from review.assessment
          where state in ('review_due', 'release_proposed')) a
      join review.determination d on d.id = a.determination_id
    where ${office === null ? sql`true` : sql`d.office = ${office}`}
      and a.submission_id <> all(${[...except]}::text[])`;
  const found = await newestFirst(db, page, rows, {
    at: 'a.state_since',
    id: 'a.id',
    instantOf: ({ stateSince }) => stateSince,
  });
  return { ...found, items: found.items.map(({ id: _place, ...row }) => row) };
}

export async function assessmentById(
  db: Db | Tx,
  determinationId: string,
  tier: string,
): Promise<AssessmentRow | undefined> {
  const { rows } = await sql<AssessmentRow>`
    select ${columns} from review.assessment a where a.determination_id = ${determinationId} and a.tier = ${tier}
  `.execute(db);
  return rows[0];
}

export type AssessmentStep = Omit<
  AssessmentRow,
  'determinationId' | 'submissionId' | 'tier' | 'stateSince'
>;

/** All of what may change, so that nothing of the state before is left. */
export async function moveAssessment(
  tx: Tx,
  { determinationId, tier }: Pick<AssessmentRow, 'determinationId' | 'tier'>,
  step: AssessmentStep,
  at: Date,
): Promise<void> {
  await sql`
    update review.assessment set state = ${step.state}, state_since = ${at}, reason_class = ${step.reasonClass},
      reason = ${step.reason}, review_by = ${step.reviewBy}, overdue_since = ${step.overdueSince},
      withheld_by = ${step.withheldBy},
      content_ref = ${step.contentRef}, content_sha256 = ${step.contentSha256}, proposed_by = ${step.proposedBy},
      settled_by = ${step.settledBy}
    where determination_id = ${determinationId} and tier = ${tier}
  `.execute(tx);
}

/** Whose withholding has run out. */
export async function withholdingsOver(
  db: Db,
  now: Date,
  limit: number,
): Promise<Pick<AssessmentRow, 'determinationId' | 'submissionId' | 'tier'>[]> {
  const { rows } = await sql<Pick<AssessmentRow, 'determinationId' | 'submissionId' | 'tier'>>`
    select determination_id as "determinationId", submission_id as "submissionId", tier from review.assessment
    where state = 'withheld' and review_by <= ${now} order by review_by limit ${limit}
  `.execute(db);
  return rows;
}

/** Whose date has passed while they wait for officials, and of which that is not noted yet. */
export async function assessmentsOverdue(
  db: Db,
  now: Date,
  limit: number,
): Promise<Pick<AssessmentRow, 'determinationId' | 'submissionId' | 'tier'>[]> {
  const { rows } = await sql<Pick<AssessmentRow, 'determinationId' | 'submissionId' | 'tier'>>`
    select determination_id as "determinationId", submission_id as "submissionId", tier from review.assessment
    where state in ('review_due', 'release_proposed') and overdue_since is null and review_by <= ${now}
    order by review_by limit ${limit}
  `.execute(db);
  return rows;
}

export async function setOverdue(
  tx: Tx,
  { determinationId, tier }: Pick<AssessmentRow, 'determinationId' | 'tier'>,
  at: Date,
): Promise<void> {
  await sql`
    update review.assessment set overdue_since = ${at} where determination_id = ${determinationId} and tier = ${tier}
  `.execute(tx);
}
