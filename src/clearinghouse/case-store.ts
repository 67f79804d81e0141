/** The only SQL over cases and fixes. */
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { CaseState } from './case.ts';
import type { FixState } from './fix.ts';

export interface CaseRow {
  id: string;
  number: number;
  title: string;
  target: string;
  targetKey: string;
  rootKey: string;
  state: CaseState;
  ownerId: string | null;
  embargoEligibility: 'eligible' | 'none';
  openedAt: Date;
  reports: number;
}

const caseColumns = sql`
  id, number, title, target, target_key as "targetKey", root_key as "rootKey", state, owner_id as "ownerId",
  embargo_eligibility as "embargoEligibility", opened_at as "openedAt",
  (select count(*) from clearinghouse.report r where r.case_id = root_case.id) as reports`;

export type NewCase = Pick<
  CaseRow,
  'id' | 'title' | 'target' | 'targetKey' | 'rootKey' | 'embargoEligibility' | 'openedAt'
>;

/**
 * Opens a case for a root cause, or finds the one there is. The unique root key makes two workers that
 * confirm two reports of one cause at the same instant agree on one case.
 */
export async function openOrFindCase(
  tx: Tx,
  draft: NewCase,
): Promise<{ id: string; opened: boolean }> {
  const { rows } = await sql<{ id: string }>`
    insert into clearinghouse.root_case (id, title, target, target_key, root_key, state, embargo_eligibility, opened_at)
    values (${draft.id}, ${draft.title}, ${draft.target}, ${draft.targetKey}, ${draft.rootKey}, 'open',
            ${draft.embargoEligibility}, ${draft.openedAt})
    on conflict (target_key, root_key) do nothing returning id
  `.execute(tx);
  if (rows[0]) return { id: rows[0].id, opened: true };
  const found = await sql<{ id: string }>`
    select id from clearinghouse.root_case where target_key = ${draft.targetKey} and root_key = ${draft.rootKey} for update
  `.execute(tx);
  const existing = found.rows[0];
  if (existing === undefined) throw new Error('a case vanished while a report joined it');
  return { id: existing.id, opened: false };
}

export async function caseWithRoot(
  tx: Tx,
  targetKey: string,
  rootKey: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from clearinghouse.root_case where target_key = ${targetKey} and root_key = ${rootKey}
  `.execute(tx);
  return rows[0]?.id;
}

export async function caseById(db: Db | Tx, id: string): Promise<CaseRow | undefined> {
  const { rows } =
    await sql<CaseRow>`select ${caseColumns} from clearinghouse.root_case where id = ${id}`.execute(
      db,
    );
  return rows[0];
}

export async function caseForUpdate(tx: Tx, id: string): Promise<CaseRow | undefined> {
  const { rows } = await sql<CaseRow>`
    select ${caseColumns} from clearinghouse.root_case where id = ${id} for update
  `.execute(tx);
  return rows[0];
}

export async function casePage(
  db: Db,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<CaseRow>> {
  const rows = sql<CaseRow>`
    select ${caseColumns} from clearinghouse.root_case
    where true`;
  return await newestFirst(db, page, rows, {
    at: 'opened_at',
    id: 'id',
    instantOf: (row) => row.openedAt,
  });
}

export async function setCaseState(tx: Tx, id: string, state: CaseState): Promise<void> {
  await sql`update clearinghouse.root_case set state = ${state} where id = ${id}`.execute(tx);
}

export async function setCaseOwner(tx: Tx, id: string, ownerId: string): Promise<void> {
  await sql`update clearinghouse.root_case set owner_id = ${ownerId} where id = ${id}`.execute(tx);
}

/** One report without a possible embargo makes the case so: what one public tool knows, anyone may. */
export async function loseEmbargo(tx: Tx, id: string): Promise<void> {
  await sql`update clearinghouse.root_case set embargo_eligibility = 'none' where id = ${id}`.execute(
    tx,
  );
}

export interface FixResult {
  verdict: string;
  stopped: string[];
  regressions: string[];
  negativeControls: string;
  reason?: string | undefined;
}

export interface FixRow {
  id: string;
  caseId: string;
  proposedBy: string;
  proposedAt: Date;
  kind: 'diff' | 'version';
  version: string | null;
  diffRef: string | null;
  state: FixState;
  result: FixResult | null;
}

const fixColumns = sql`
  id, case_id as "caseId", proposed_by as "proposedBy", proposed_at as "proposedAt", kind, version,
  diff_ref as "diffRef", state, result`;

export async function addFix(tx: Tx, fix: Omit<FixRow, 'state' | 'result'>): Promise<void> {
  await sql`
    insert into clearinghouse.fix (id, case_id, proposed_by, proposed_at, kind, version, diff_ref, state)
    values (${fix.id}, ${fix.caseId}, ${fix.proposedBy}, ${fix.proposedAt}, ${fix.kind}, ${fix.version}, ${fix.diffRef}, 'proposed')
  `.execute(tx);
}

export async function fixForUpdate(tx: Tx, id: string): Promise<FixRow | undefined> {
  const { rows } =
    await sql<FixRow>`select ${fixColumns} from clearinghouse.fix where id = ${id} for update`.execute(
      tx,
    );
  return rows[0];
}

export async function fixesOf(db: Db | Tx, caseId: string, limit: number): Promise<FixRow[]> {
  const { rows } = await sql<FixRow>`
    select ${fixColumns} from clearinghouse.fix where case_id = ${caseId} order by proposed_at, id limit ${limit}
  `.execute(db);
  return rows;
}

export async function setFix(
  tx: Tx,
  id: string,
  state: FixState,
  result: FixResult | null,
): Promise<void> {
  await sql`
    update clearinghouse.fix set state = ${state}, result = ${result === null ? null : JSON.stringify(result)} where id = ${id}
  `.execute(tx);
}
