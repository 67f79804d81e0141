/** The only SQL over grants, their signatures and windows, and the openings of names. */
import type { Budget, Endpoint, GrantKind, PartnerTerms, RunnerFacts, Side } from '#gateway';
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { GrantState } from './grant-state.ts';

export interface GrantRequest {
  purpose: string;
  endpoints: Endpoint[];
  /** A partner's, as its partnership has them. */
  partner?: PartnerTerms;
  lengthS: number;
  budget: Budget;
}

export type EndSide = Side | 'partner' | 'gateway' | 'clock';

export interface GrantRow {
  id: string;
  submissionId: string;
  kind: GrantKind;
  state: GrantState;
  isForeign: boolean;
  runner: RunnerFacts;
  nameCommitment: string;
  nameRef: string | null;
  request: GrantRequest | null;
  requestedBy: string | null;
  requestedAt: Date;
  termsText: string | null;
  digest: string | null;
  epoch: number | null;
  claimUntil: Date | null;
  lengthS: number | null;
  activatedAt: Date | null;
  activationProblem: string | null;
  spentRequests: number;
  spentTokens: number;
  /** A partner's, by place of the asset in its terms; those that came after are not there yet. */
  assetRequests: number[];
  reservedTokens: number;
  running: number;
  endedAt: Date | null;
  endSide: EndSide | null;
  endPerson: string | null;
  endBecause: string | null;
  /** When the gateway's own log said that it ended. */
  logEndedAt: Date | null;
  revocationNote: string | null;
  revocationDueAt: Date | null;
  opensAt: Date | null;
  closesAt: Date | null;
}

const columns = sql`
  g.id, g.submission_id as "submissionId", g.kind, g.state, g.is_foreign as "isForeign", g.runner,
  g.name_commitment as "nameCommitment", g.name_ref as "nameRef", g.request, g.requested_by as "requestedBy",
  g.requested_at as "requestedAt", g.terms_text as "termsText", g.digest, g.epoch, g.claim_until as "claimUntil",
  g.length_s as "lengthS", g.activated_at as "activatedAt", g.activation_problem as "activationProblem",
  g.spent_requests as "spentRequests", g.spent_tokens as "spentTokens", g.asset_requests as "assetRequests",
  g.reserved_tokens as "reservedTokens",
  g.running, g.ended_at as "endedAt", g.end_side as "endSide", g.end_person as "endPerson",
  g.end_because as "endBecause",
  g.log_ended_at as "logEndedAt", g.revocation_note as "revocationNote", g.revocation_due_at as "revocationDueAt",
  w.opens_at as "opensAt", w.closes_at as "closesAt"`;
const grants = sql`access.model_grant g left join access.review_window w on w.grant_id = g.id`;

export async function addGrant(
  tx: Tx,
  row: Pick<
    GrantRow,
    | 'id'
    | 'submissionId'
    | 'kind'
    | 'state'
    | 'isForeign'
    | 'runner'
    | 'nameCommitment'
    | 'nameRef'
    | 'request'
    | 'requestedBy'
    | 'requestedAt'
  >,
): Promise<void> {
  await sql`
    insert into access.model_grant (id, submission_id, kind, state, is_foreign, runner, name_commitment, name_ref,
      request, requested_by, requested_at)
    values (${row.id}, ${row.submissionId}, ${row.kind}, ${row.state}, ${row.isForeign}, ${JSON.stringify(row.runner)},
      ${row.nameCommitment}, ${row.nameRef}, ${row.request === null ? null : JSON.stringify(row.request)},
      ${row.requestedBy}, ${row.requestedAt})
  `.execute(tx);
}

export async function grantById(db: Db | Tx, id: string): Promise<GrantRow | undefined> {
  const { rows } = await sql<GrantRow>`select ${columns} from ${grants} where g.id = ${id}`.execute(
    db,
  );
  return rows[0];
}

export async function grantPage(
  db: Db,
  submissionId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<GrantRow>> {
  const rows = sql<GrantRow>`
    select ${columns} from ${grants}
    where g.submission_id = ${submissionId}`;
  return await newestFirst(db, page, rows, {
    at: 'g.requested_at',
    id: 'g.id',
    instantOf: (row) => row.requestedAt,
  });
}

/** How many may still come to something. */
export async function openGrantsOf(tx: Tx, submissionId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from access.model_grant where submission_id = ${submissionId} and ended_at is null
  `.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Those that are not over. */
export async function liveGrantsOf(db: Db | Tx, submissionId: string): Promise<GrantRow[]> {
  const { rows } = await sql<GrantRow>`
    select ${columns} from ${grants} where g.submission_id = ${submissionId} and g.ended_at is null
    order by g.requested_at, g.id
  `.execute(db);
  return rows;
}

/**
 * In a developer's engagements, grants that are being agreed, and those in force that end before an instant. What
 * ends first comes first, then the longest wait.
 */
export async function grantsThatWait(
  db: Db,
  { developerId, personId }: { developerId: string; personId: string },
  endsBefore: Date,
  limit: number,
): Promise<GrantRow[]> {
  const { rows } = await sql<GrantRow>`
    select ${columns} from ${grants} join access.submission s on s.id = g.submission_id
    where s.developer_id = ${developerId} and not ${personId} = any(s.recused) and g.ended_at is null
      and (g.state in ('requested', 'offered', 'signing') or (g.state = 'active' and w.closes_at <= ${endsBefore}))
    order by coalesce(w.closes_at, g.claim_until), g.requested_at, g.id limit ${limit}
  `.execute(db);
  return rows;
}

/** Those that were put in force, newest first: what budgets are shown of. */
export async function grantsInForceOf(
  db: Db,
  submissionId: string,
  limit: number,
): Promise<GrantRow[]> {
  const { rows } = await sql<GrantRow>`
    select ${columns} from ${grants} where g.submission_id = ${submissionId} and g.activated_at is not null
    order by g.activated_at desc, g.id desc limit ${limit}
  `.execute(db);
  return rows;
}

/** The grant in force with this digest, or the one here that still could be. */
export async function grantByDigest(
  tx: Tx,
  submissionId: string,
  digest: string,
): Promise<GrantRow | undefined> {
  const { rows } = await sql<GrantRow>`
    select ${columns} from ${grants} where g.submission_id = ${submissionId} and g.digest = ${digest}
    order by g.activated_at is null, g.ended_at is not null, g.requested_at desc limit 1
  `.execute(tx);
  return rows[0];
}

/** What entries of the log say their grants' digests are of. */
export async function runnersOf(
  db: Db,
  submissionId: string,
  of: { digests?: readonly string[]; pseudonym?: string | undefined; grantId?: string | undefined },
): Promise<{ id: string; digest: string; runner: RunnerFacts }[]> {
  const { digests, pseudonym, grantId } = of;
  const { rows } = await sql<{ id: string; digest: string; runner: RunnerFacts }>`
    select g.id, g.digest, g.runner from access.model_grant g
    where g.submission_id = ${submissionId} and g.activated_at is not null
      and ${digests === undefined ? sql`true` : sql`g.digest = any(${digests})`}
      and ${pseudonym === undefined ? sql`true` : sql`g.runner ->> 'pseudonym' = ${pseudonym}`}
      and ${grantId === undefined ? sql`true` : sql`g.id = ${grantId}`}
  `.execute(db);
  return rows;
}

export async function setState(tx: Tx, id: string, state: GrantState): Promise<void> {
  await sql`update access.model_grant set state = ${state} where id = ${id}`.execute(tx);
}

export async function setTerms(
  tx: Tx,
  id: string,
  terms: { text: string; digest: string; epoch: number; claimUntil: Date; lengthS: number },
): Promise<void> {
  await sql`
    update access.model_grant set terms_text = ${terms.text}, digest = ${terms.digest}, epoch = ${terms.epoch},
      claim_until = ${terms.claimUntil}, length_s = ${terms.lengthS}
    where id = ${id}
  `.execute(tx);
}

/** In force at the gateway: nothing is left to send. */
export async function setActivated(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`
    update access.model_grant set activated_at = ${at}, activation_due_at = null, activation_problem = null
    where id = ${id}
  `.execute(tx);
}

export interface Ending {
  at: Date;
  side: EndSide;
  person: string | null;
  because: string;
}

export async function setEnded(tx: Tx, id: string, state: GrantState, end: Ending): Promise<void> {
  await sql`
    update access.model_grant set state = ${state}, ended_at = ${end.at}, end_side = ${end.side},
      end_person = ${end.person}, end_because = ${end.because}, activation_due_at = null, running = 0, reserved_tokens = 0
    where id = ${id}
  `.execute(tx);
}

/** What the gateway says of this moment; no part of its log. */
export async function setRunning(
  tx: Tx,
  submissionId: string,
  now: readonly { digest: string; reservedTokens: number; running: number }[],
): Promise<void> {
  await sql`
    update access.model_grant g set reserved_tokens = given.reserved, running = given.running
    from unnest(${now.map(({ digest }) => digest)}::text[], ${now.map(({ reservedTokens }) => reservedTokens)}::bigint[],
      ${now.map(({ running }) => running)}::int[]) as given (digest, reserved, running)
    where g.submission_id = ${submissionId} and g.digest = given.digest and g.activated_at is not null
      and g.ended_at is null and (g.reserved_tokens, g.running) is distinct from (given.reserved, given.running)
  `.execute(tx);
}

export async function addSpent(
  tx: Tx,
  submissionId: string,
  digest: string,
  spent: { requests: number; tokens: number },
): Promise<void> {
  await sql`
    update access.model_grant set spent_requests = spent_requests + ${spent.requests},
      spent_tokens = spent_tokens + ${spent.tokens}
    where submission_id = ${submissionId} and digest = ${digest} and activated_at is not null
  `.execute(tx);
}

export async function setAssetRequests(
  tx: Tx,
  id: string,
  assetRequests: readonly number[],
): Promise<void> {
  await sql`
    update access.model_grant set asset_requests = ${[...assetRequests]}::int[] where id = ${id}
  `.execute(tx);
}

/**
 * What time has ended: windows that closed; terms that lacked a signature when nobody could claim them any
 * more; and complete ones only once their longest window would be over, because a gateway that is silent may
 * have opened one.
 */
export async function overdueGrants(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ id: string; submissionId: string }[]> {
  const { rows } = await sql<{ id: string; submissionId: string }>`
    select g.id, g.submission_id as "submissionId" from ${grants}
    where g.ended_at is null and g.digest is not null
      and case
        when w.grant_id is not null then w.closes_at <= ${now}
        when g.activated_at is null and (select count(*) from access.signature s where s.grant_id = g.id) < 4
          then g.claim_until <= ${now}
        else g.claim_until + make_interval(secs => g.length_s) <= ${now}
      end
    order by g.id limit ${limit}
  `.execute(db);
  return rows;
}

/** Added once; there is no way to change one. */
export async function addWindow(
  tx: Tx,
  grant: Pick<GrantRow, 'id' | 'submissionId' | 'kind'>,
  model: { developerId: string; modelKey: string; firstUsedAt: Date | null },
  window: { opensAt: Date; closesAt: Date },
): Promise<void> {
  await sql`
    insert into access.review_window (grant_id, submission_id, kind, developer_id, model_key, first_used_at, opens_at, closes_at)
    values (${grant.id}, ${grant.submissionId}, ${grant.kind}, ${model.developerId}, ${model.modelKey},
      ${model.firstUsedAt}, ${window.opensAt}, ${window.closesAt})
  `.execute(tx);
}

/** The gateway's log says that it ended: whatever was used of it is known. */
export async function setLogEnded(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update access.model_grant set log_ended_at = ${at} where id = ${id}`.execute(tx);
}

/**
 * Government grants of the same declared model in other submissions that are signed by somebody and show no
 * window: what they use of the thirty days is not known. One that was ended here still counts until its
 * gateway's log says so: it may have opened a window that was not pulled yet.
 */
export async function unopenedElsewhere(
  tx: Tx,
  model: { developerId: string; modelKey: string },
  submissionId: string,
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from ${grants} join access.submission s on s.id = g.submission_id
    where s.developer_id = ${model.developerId} and s.model_key = ${model.modelKey} and s.id <> ${submissionId}
      and g.kind = 'government' and w.grant_id is null
      and (g.state in ('signing', 'active')
        or (g.ended_at is not null and g.log_ended_at is null
          and (g.activated_at is not null or (select count(*) from access.signature n where n.grant_id = g.id) = 4)
          and g.claim_until + make_interval(secs => g.length_s) > ${now}))
  `.execute(tx);
  return rows[0]?.n ?? 0;
}
