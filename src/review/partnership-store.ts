/** The only SQL over partnerships and over what their partners sent to the clearinghouse. */
import type { Side } from '#gateway';
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { Nomination } from './partnership-statement.ts';
import type { PartnerCategory, PartnershipState } from './partnership-state.ts';

export type SettledSide = Side | 'partner' | 'clock' | 'engagement';

export interface PartnershipRow extends Omit<Nomination, 'expiresAt'> {
  id: string;
  submissionId: string;
  developerId: string;
  evaluatorId: string;
  expiresAt: Date;
  nominatedSide: Side;
  nominatedBy: string;
  nominatedAt: Date;
  statement: string;
  statementSha256: string;
  state: PartnershipState;
  addedAt: Date | null;
  acceptedBy: string | null;
  acceptedAt: Date | null;
  grantId: string | null;
  settledBy: string | null;
  settledSide: SettledSide | null;
  settledAt: Date | null;
  reasonCode: string | null;
  reason: string | null;
  findings: number;
}

const columns = sql`
  p.id, p.submission_id as "submissionId", p.developer_id as "developerId", p.evaluator_id as "evaluatorId",
  p.organisation_id as "organisationId", p.category, p.criteria_sha256 as "criteriaSha256",
  p.criteria_met as "criteriaMet", p.surface, p.endpoints, p.assets, p.expires_at as "expiresAt", p.relation,
  p.relation_words as "relationWords", p.nominated_side as "nominatedSide", p.nominated_by as "nominatedBy",
  p.nominated_at as "nominatedAt", p.statement, p.statement_sha256 as "statementSha256", p.state,
  p.added_at as "addedAt", p.accepted_by as "acceptedBy", p.accepted_at as "acceptedAt", p.grant_id as "grantId",
  p.settled_by as "settledBy", p.settled_side as "settledSide", p.settled_at as "settledAt",
  p.reason_code as "reasonCode", p.reason,
  (select count(*) from review.partner_finding f where f.partnership_id = p.id) as findings`;

/** False where the organisation has an open partnership in the engagement. */
export async function addPartnership(
  tx: Tx,
  row: Omit<
    PartnershipRow,
    | 'addedAt'
    | 'acceptedBy'
    | 'acceptedAt'
    | 'grantId'
    | 'settledBy'
    | 'settledSide'
    | 'settledAt'
    | 'reasonCode'
    | 'reason'
    | 'findings'
  >,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into review.partnership (id, submission_id, developer_id, evaluator_id, organisation_id, category,
      criteria_sha256, criteria_met, surface, endpoints, assets, expires_at, relation, relation_words,
      nominated_side, nominated_by, nominated_at, statement, statement_sha256, state)
    values (${row.id}, ${row.submissionId}, ${row.developerId}, ${row.evaluatorId}, ${row.organisationId},
      ${row.category}, ${row.criteriaSha256}, ${row.criteriaMet}, ${row.surface},
      ${JSON.stringify(row.endpoints)}, ${row.assets}::text[], ${row.expiresAt}, ${row.relation},
      ${row.relationWords}, ${row.nominatedSide}, ${row.nominatedBy}, ${row.nominatedAt}, ${row.statement},
      ${row.statementSha256}, ${row.state})
    on conflict do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function partnershipById(
  db: Db | Tx,
  id: string,
): Promise<PartnershipRow | undefined> {
  const { rows } = await sql<PartnershipRow>`
    select ${columns} from review.partnership p where p.id = ${id}
  `.execute(db);
  return rows[0];
}

/** The latest of the organisation in the engagement. */
export async function lastPartnershipOf(
  tx: Tx,
  submissionId: string,
  organisationId: string,
): Promise<PartnershipRow | undefined> {
  const { rows } = await sql<PartnershipRow>`
    select ${columns} from review.partnership p
    where p.submission_id = ${submissionId} and p.organisation_id = ${organisationId}
    order by p.nominated_at desc, p.id desc limit 1
  `.execute(tx);
  return rows[0];
}

/** An engagement's, or those in which an organisation is, or was refused as, the partner. */
export async function partnershipPage(
  db: Db,
  of: { submissionId: string } | { organisationId: string; except: readonly string[] },
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<PartnershipRow>> {
  const isOf =
    'submissionId' in of
      ? sql`p.submission_id = ${of.submissionId}`
      : sql`p.organisation_id = ${of.organisationId} and (p.added_at is not null or p.state = 'refused')
          and p.submission_id <> all(${[...of.except]}::text[])`;
  const rows = sql<PartnershipRow>`select ${columns} from review.partnership p where ${isOf}`;
  return await newestFirst(db, page, rows, {
    at: 'p.nominated_at',
    id: 'p.id',
    instantOf: (row) => row.nominatedAt,
  });
}

/** Of these engagements, those that wait for the developer's signature; the first to end is first. */
export async function partnershipsToSign(
  db: Db,
  submissionIds: readonly string[],
  now: Date,
  limit: number,
): Promise<PartnershipRow[]> {
  const { rows } = await sql<PartnershipRow>`
    select ${columns} from review.partnership p
    where p.submission_id = any(${[...submissionIds]}::text[]) and p.state = 'nominated'
      and p.nominated_side = 'evaluator' and p.expires_at > ${now}
    order by p.expires_at, p.id limit ${limit}
  `.execute(db);
  return rows;
}

/** Of an engagement, those from which something may still come. */
export async function openPartnershipsOf(tx: Tx, submissionId: string): Promise<PartnershipRow[]> {
  const { rows } = await sql<PartnershipRow>`
    select ${columns} from review.partnership p
    where p.submission_id = ${submissionId} and p.state in ('nominated', 'added', 'accepted') order by p.id
  `.execute(tx);
  return rows;
}

export async function overduePartnerships(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ id: string; submissionId: string }[]> {
  const { rows } = await sql<{ id: string; submissionId: string }>`
    select id, submission_id as "submissionId" from review.partnership
    where state in ('nominated', 'added', 'accepted') and expires_at <= ${now} order by expires_at, id limit ${limit}
  `.execute(db);
  return rows;
}

export async function setAdded(tx: Tx, id: string, state: PartnershipState, at: Date) {
  await sql`update review.partnership set state = ${state}, added_at = ${at} where id = ${id}`.execute(
    tx,
  );
}

export async function setAccepted(
  tx: Tx,
  id: string,
  state: PartnershipState,
  accepted: { by: string; at: Date },
): Promise<void> {
  await sql`
    update review.partnership set state = ${state}, accepted_by = ${accepted.by}, accepted_at = ${accepted.at}
    where id = ${id}
  `.execute(tx);
}

export async function setPartnerGrant(tx: Tx, id: string, grantId: string): Promise<void> {
  await sql`update review.partnership set grant_id = ${grantId} where id = ${id}`.execute(tx);
}

export interface Settlement {
  side: SettledSide;
  by: string | null;
  at: Date;
  code: string | null;
  because: string;
}

export async function settlePartnership(
  tx: Tx,
  id: string,
  state: PartnershipState,
  settled: Settlement,
): Promise<void> {
  await sql`
    update review.partnership set state = ${state}, settled_by = ${settled.by}, settled_side = ${settled.side},
      settled_at = ${settled.at}, reason_code = ${settled.code}, reason = ${settled.because}
    where id = ${id}
  `.execute(tx);
}

/** Added partners by category, of the engagements of a side; of every one for an overseer. */
export async function partnersByCategory(
  db: Db,
  of: { developerId: string | null; evaluatorId: string | null; isAll: boolean },
): Promise<Map<PartnerCategory, number>> {
  const { rows } = await sql<{ category: PartnerCategory; n: number }>`
    select category, count(*) as n from review.partnership
    where state in ('added', 'accepted')
      and (${of.isAll} or developer_id = ${of.developerId} or evaluator_id = ${of.evaluatorId})
    group by category
  `.execute(db);
  return new Map(rows.map(({ category, n }) => [category, n]));
}

/** Sent twice is recorded once: false the second time. */
export async function addPartnerFinding(
  tx: Tx,
  row: { partnershipId: string; bundleSha256: string; reportId: string; by: string; at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into review.partner_finding (partnership_id, bundle_sha256, report_id, by, at)
    values (${row.partnershipId}, ${row.bundleSha256}, ${row.reportId}, ${row.by}, ${row.at})
    on conflict do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}
