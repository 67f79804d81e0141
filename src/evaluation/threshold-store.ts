/** The only SQL over thresholds and their application. */
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { Proposal } from './proposal.ts';

export interface ThresholdRow {
  id: string;
  organisationId: string;
  name: string;
  version: number;
  suiteId: string;
  epochs: number;
  commitment: string;
  contentRef: string;
  committedBy: string;
  committedAt: Date;
  shownBy: string | null;
  shownAt: Date | null;
}

const columns = sql`
  id, organisation_id as "organisationId", name, version, suite_id as "suiteId", epochs, commitment,
  content_ref as "contentRef", committed_by as "committedBy", committed_at as "committedAt",
  shown_by as "shownBy", shown_at as "shownAt"`;

type Versioned = Pick<ThresholdRow, 'organisationId' | 'name' | 'suiteId' | 'epochs'>;

/** False where the organisation committed to this name and version before. */
export async function addThreshold(
  tx: Tx,
  row: Omit<ThresholdRow, 'shownBy' | 'shownAt'>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into evaluation.threshold (id, organisation_id, name, version, suite_id, epochs, commitment, content_ref,
      committed_by, committed_at)
    values (${row.id}, ${row.organisationId}, ${row.name}, ${row.version}, ${row.suiteId}, ${row.epochs},
      ${row.commitment}, ${row.contentRef}, ${row.committedBy}, ${row.committedAt})
    on conflict (organisation_id, name, version) do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function thresholdById(db: Db | Tx, id: string): Promise<ThresholdRow | undefined> {
  const { rows } = await sql<ThresholdRow>`
    select ${columns} from evaluation.threshold where id = ${id}
  `.execute(db);
  return rows[0];
}

/** The newest first, of those about one suite with as many attempts. */
export async function versionsOf(
  db: Db,
  { organisationId, name, suiteId, epochs }: Versioned,
  max: number,
): Promise<ThresholdRow[]> {
  const { rows } = await sql<ThresholdRow>`
    select ${columns} from evaluation.threshold
    where organisation_id = ${organisationId} and name = ${name} and suite_id = ${suiteId} and epochs = ${epochs}
    order by version desc limit ${max}
  `.execute(db);
  return rows;
}

/** 0 where there is none of the name. */
export async function newestVersion(
  tx: Db | Tx,
  organisationId: string,
  name: string,
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version), 0) as version from evaluation.threshold
    where organisation_id = ${organisationId} and name = ${name}
  `.execute(tx);
  return rows[0]?.version ?? 0;
}

export async function setShown(tx: Tx, id: string, by: string, at: Date): Promise<void> {
  await sql`
    update evaluation.threshold set shown_by = ${by}, shown_at = ${at} where id = ${id} and shown_at is null
  `.execute(tx);
}

export async function thresholdPage(
  db: Db,
  organisationId: string | null,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<ThresholdRow>> {
  const rows = sql<ThresholdRow>`
    select ${columns} from evaluation.threshold
    where ${organisationId === null ? sql`true` : sql`organisation_id = ${organisationId}`}`;
  return await newestFirst(db, page, rows, {
    at: 'committed_at',
    id: 'id',
    instantOf: (row) => row.committedAt,
  });
}

export interface DecisionRow extends Proposal {
  runId: string;
  look: number;
  thresholdId: string;
  decidedBy: string;
  decidedAt: Date;
}

export async function addDecision(tx: Tx, row: DecisionRow): Promise<void> {
  await sql`
    insert into evaluation.decision (run_id, look, threshold_id, outcome, reason, facts, decided_by, decided_at)
    values (${row.runId}, ${row.look}, ${row.thresholdId}, ${row.outcome}, ${row.reason}, ${JSON.stringify(row.facts)},
      ${row.decidedBy}, ${row.decidedAt})
  `.execute(tx);
}

export async function decisionsOf(db: Db | Tx, runIds: readonly string[]): Promise<DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`
    select run_id as "runId", look, threshold_id as "thresholdId", outcome, reason, facts, decided_by as "decidedBy",
      decided_at as "decidedAt"
    from evaluation.decision where run_id = any(${runIds}) order by run_id, look
  `.execute(db);
  return rows;
}
