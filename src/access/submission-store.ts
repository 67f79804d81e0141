/** The only SQL over submissions, their gateways and the thirty days of their models. */
import type { Side } from '#gateway';
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import { Refusal } from '#platform/problems';
import type { EngagementScope, EngagementState } from './engagement-state.ts';
import type { GatewayState } from './gateway-state.ts';
import type { ReleasePlan } from './release-plan.ts';

export interface SubmissionRow {
  id: string;
  developerId: string;
  evaluatorId: string;
  declaredAs: string;
  modelKey: string;
  /** Declared at the latest with the gateway. */
  modelDigest: string | null;
  plannedReleaseAt: Date | null;
  /** Shown apart; nothing is counted from it. */
  publicReleaseAt: Date | null;
  state: EngagementState;
  stateSince: Date;
  /** Whose side withdrew; null where nobody did, or it is not known any more. */
  withdrawnSide: Side | null;
  scope: EngagementScope[];
  /** Persons who declared an interest: to them nothing of this is there. */
  recused: string[];
  /** Persons who declared that they have none. */
  disinterested: string[];
  epoch: number;
  openedBy: string;
  openedAt: Date;
  /** Null until one is connected. */
  gateway: GatewayRow | null;
}

export interface GatewayRow {
  url: string;
  /** PEM. */
  listenerCertificate: string;
  logOrigin: string;
  logVkey: string;
  developerWitness: string | null;
  evaluatorWitness: string | null;
}

/** One with a gateway in front of its model: whatever reads logs or gives access asks for this. */
export type ConnectedSubmission = SubmissionRow & { gateway: GatewayRow; modelDigest: string };

export function connected(submission: SubmissionRow): ConnectedSubmission {
  const { gateway, modelDigest } = submission;
  if (gateway === null || modelDigest === null) {
    throw new Refusal(
      'no_gateway',
      'the submission has no gateway yet; its developer connects one, and then access can be asked for',
    );
  }
  return { ...submission, gateway, modelDigest };
}

const columns = sql`
  s.id, s.developer_id as "developerId", s.evaluator_id as "evaluatorId", s.declared_as as "declaredAs",
  s.model_key as "modelKey", s.model_digest as "modelDigest", s.planned_release_at as "plannedReleaseAt",
  s.public_release_at as "publicReleaseAt", s.state, s.state_since as "stateSince",
  s.withdrawn_side as "withdrawnSide", s.scope, s.recused,
  s.disinterested, s.epoch, s.opened_by as "openedBy", s.opened_at as "openedAt",
  (select jsonb_build_object('url', w.url, 'listenerCertificate', w.listener_certificate,
      'logOrigin', w.log_origin, 'logVkey', w.log_vkey, 'developerWitness', w.developer_witness,
      'evaluatorWitness', w.evaluator_witness)
    from access.gateway w where w.submission_id = s.id) as gateway`;

export async function addSubmission(
  tx: Tx,
  row: Omit<SubmissionRow, 'gateway' | 'withdrawnSide'>,
): Promise<void> {
  await sql`
    insert into access.submission (id, developer_id, evaluator_id, declared_as, model_key, model_digest,
      planned_release_at, public_release_at, state, state_since, scope, recused, disinterested, epoch, opened_by,
      opened_at)
    values (${row.id}, ${row.developerId}, ${row.evaluatorId}, ${row.declaredAs}, ${row.modelKey}, ${row.modelDigest},
      ${row.plannedReleaseAt}, ${row.publicReleaseAt}, ${row.state}, ${row.stateSince}, ${row.scope}, ${row.recused},
      ${row.disinterested}, ${row.epoch}, ${row.openedBy}, ${row.openedAt})
  `.execute(tx);
}

/** False when another submission has this log. */
export async function addGateway(
  tx: Tx,
  submissionId: string,
  row: GatewayRow,
  connectedBy: string,
  at: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into access.gateway (submission_id, url, listener_certificate, log_origin, log_vkey, developer_witness,
      evaluator_witness, connected_by, connected_at)
    values (${submissionId}, ${row.url}, ${row.listenerCertificate}, ${row.logOrigin}, ${row.logVkey},
      ${row.developerWitness}, ${row.evaluatorWitness}, ${connectedBy}, ${at})
    on conflict (log_origin) do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function setModelDigest(tx: Tx, id: string, digest: string): Promise<void> {
  await sql`update access.submission set model_digest = ${digest} where id = ${id}`.execute(tx);
}

export async function submissionById(db: Db | Tx, id: string): Promise<SubmissionRow | undefined> {
  const { rows } =
    await sql<SubmissionRow>`select ${columns} from access.submission s where s.id = ${id}`.execute(
      db,
    );
  return rows[0];
}

export async function submissionsById(db: Db, ids: readonly string[]): Promise<SubmissionRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<SubmissionRow>`
    select ${columns} from access.submission s where s.id = any(${[...new Set(ids)]}::text[])
  `.execute(db);
  return rows;
}

/** Locked: every command about a submission or its grants takes this row first, so they go one by one. */
export async function submissionForUpdate(tx: Tx, id: string): Promise<SubmissionRow | undefined> {
  await sql`select from access.submission where id = ${id} for update`.execute(tx);
  // Read after the lock: a gateway may have been connected while we waited for it.
  return await submissionById(tx, id);
}

export type SubmissionListRow = SubmissionRow & {
  gatewayState: GatewayState | null;
  grantsOpen: number;
  grantsActive: number;
};

/** Those of the given sides; every one for an overseer, who is on none. */
export async function submissionPage(
  db: Db,
  of: {
    developerId: string | null;
    evaluatorId: string | null;
    all: boolean;
    id?: string;
    /** Without those in which this person declared an interest. */
    personId?: string;
  },
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<SubmissionListRow>> {
  const rows = sql<SubmissionListRow>`
    select ${columns}, m.state as "gatewayState",
      (select count(*) from access.model_grant g where g.submission_id = s.id and g.ended_at is null) as "grantsOpen",
      (select count(*) from access.model_grant g where g.submission_id = s.id and g.state = 'active') as "grantsActive"
    from access.submission s left join access.gateway_mirror m on m.submission_id = s.id
    where ${of.id === undefined ? sql`true` : sql`s.id = ${of.id}`} and not ${of.personId ?? ''} = any(s.recused)
      and (${of.all} or s.developer_id = ${of.developerId} or s.evaluator_id = ${of.evaluatorId})`;
  return await newestFirst(db, page, rows, {
    at: 's.opened_at',
    id: 's.id',
    instantOf: (row) => row.openedAt,
  });
}

export async function setReleasePlan(tx: Tx, id: string, plan: ReleasePlan): Promise<void> {
  await sql`
    update access.submission set planned_release_at = ${plan.plannedReleaseAt},
      public_release_at = ${plan.publicReleaseAt}
    where id = ${id}
  `.execute(tx);
}

export async function setEngagementState(
  tx: Tx,
  id: string,
  state: EngagementState,
  at: Date,
  withdrawnSide: Side | null = null,
): Promise<void> {
  await sql`
    update access.submission set state = ${state}, state_since = ${at}, withdrawn_side = ${withdrawnSide}
    where id = ${id}
  `.execute(tx);
}

export async function setScope(
  tx: Tx,
  id: string,
  scope: readonly EngagementScope[],
): Promise<void> {
  await sql`update access.submission set scope = ${scope} where id = ${id}`.execute(tx);
}

export async function setWitness(tx: Tx, id: string, side: Side, vkey: string): Promise<void> {
  await sql`
    update access.gateway set ${sql.ref(`${side}_witness`)} = ${vkey} where submission_id = ${id}
  `.execute(tx);
}

/** The next epoch: rises with every offer, so an older grant cannot follow a newer one. */
export async function nextEpoch(tx: Tx, id: string): Promise<number> {
  const { rows } = await sql<{ epoch: number }>`
    update access.submission set epoch = epoch + 1 where id = ${id} returning epoch
  `.execute(tx);
  const epoch = rows[0]?.epoch;
  if (epoch === undefined) throw new Error('a submission vanished while it was locked');
  return epoch;
}

/** A grant that came from elsewhere may be ahead of ours. */
export async function raiseEpoch(tx: Tx, id: string, epoch: number): Promise<void> {
  await sql`
    update access.submission set epoch = greatest(epoch, ${epoch}) where id = ${id}
  `.execute(tx);
}

/** Whoever decides about a model's thirty days holds this until the transaction ends. */
export async function lockModel(tx: Tx, developerId: string, modelKey: string): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${`access.model ${developerId} ${modelKey}`}, 0))
  `.execute(tx);
}

export interface ModelWindowRow {
  firstUsedAt: Date;
  submissionId: string;
}

export async function modelWindow(
  db: Db | Tx,
  developerId: string,
  modelKey: string,
): Promise<ModelWindowRow | undefined> {
  const { rows } = await sql<ModelWindowRow>`
    select first_used_at as "firstUsedAt", submission_id as "submissionId" from access.model_window
    where developer_id = ${developerId} and model_key = ${modelKey}
  `.execute(db);
  return rows[0];
}

/** Begins the thirty days, once; later calls change nothing. Returns when they began. */
export async function beginModelWindow(
  tx: Tx,
  submission: Pick<SubmissionRow, 'id' | 'developerId' | 'modelKey'>,
  at: Date,
): Promise<Date> {
  await sql`
    insert into access.model_window (developer_id, model_key, first_used_at, submission_id)
    values (${submission.developerId}, ${submission.modelKey}, ${at}, ${submission.id}) on conflict do nothing
  `.execute(tx);
  const found = await modelWindow(tx, submission.developerId, submission.modelKey);
  if (found === undefined) throw new Error('the beginning of a model’s thirty days vanished');
  return found.firstUsedAt;
}

export async function submissionIdsOf(
  db: Db,
  of: { developerId: string | null; evaluatorId: string | null },
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from access.submission
    where developer_id = ${of.developerId} or evaluator_id = ${of.evaluatorId}
    order by opened_at desc, id desc limit ${limit}
  `.execute(db);
  return rows.map(({ id }) => id);
}
