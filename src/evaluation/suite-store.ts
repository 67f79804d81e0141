/** The only SQL over suites and their tasks. */
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { TaskState } from './custody.ts';
import type { SuiteItem } from './sealing/index.ts';

export interface SuiteRow {
  id: string;
  organisationId: string;
  name: string;
  version: string;
  kind: 'sealed' | 'open';
  state: 'declared' | 'held';
  root: string;
  firstCustodian: string | null;
  secondCustodian: string | null;
  declaredBy: string;
  declaredAt: Date;
}

export interface TaskRow {
  suiteId: string;
  position: number;
  item: SuiteItem;
  state: TaskState | null;
  contentRef: string | null;
}

const columns = sql`
  s.id, s.organisation_id as "organisationId", s.name, s.version, s.kind, s.state, s.root,
  s.first_custodian as "firstCustodian", s.second_custodian as "secondCustodian", s.declared_by as "declaredBy",
  s.declared_at as "declaredAt"`;
const taskColumns = sql`
  suite_id as "suiteId", position, item, state, content_ref as "contentRef"`;

/** False where the organisation has this name and version. */
export async function addSuite(tx: Tx, row: SuiteRow): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into evaluation.suite (id, organisation_id, name, version, kind, state, root, first_custodian,
      second_custodian, declared_by, declared_at)
    values (${row.id}, ${row.organisationId}, ${row.name}, ${row.version}, ${row.kind}, ${row.state}, ${row.root},
      ${row.firstCustodian}, ${row.secondCustodian}, ${row.declaredBy}, ${row.declaredAt})
    on conflict (organisation_id, name, version) do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function addTasks(
  tx: Tx,
  suiteId: string,
  tasks: readonly {
    item: SuiteItem;
    shares: readonly [Uint8Array, Uint8Array] | null;
    state: TaskState | null;
  }[],
): Promise<void> {
  const half = (place: 0 | 1) =>
    tasks.map(({ shares }) => (shares === null ? null : Buffer.from(shares[place])));
  await sql`
    insert into evaluation.suite_task (suite_id, position, name, item, first_share, second_share, state)
    select ${suiteId}, given.* from unnest(
      ${tasks.map((_, position) => position)}::int[], ${tasks.map(({ item }) => item.name)}::text[],
      ${tasks.map(({ item }) => JSON.stringify(item))}::jsonb[], ${half(0)}::bytea[], ${half(1)}::bytea[],
      ${tasks.map(({ state }) => state)}::text[]) as given
  `.execute(tx);
}

export async function suiteById(db: Db | Tx, id: string): Promise<SuiteRow | undefined> {
  const { rows } = await sql<SuiteRow>`
    select ${columns} from evaluation.suite s where s.id = ${id}
  `.execute(db);
  return rows[0];
}

/** Locked: every change of a suite or its tasks takes this row first. */
export async function suiteForUpdate(tx: Tx, id: string): Promise<SuiteRow | undefined> {
  const { rows } = await sql<SuiteRow>`
    select ${columns} from evaluation.suite s where s.id = ${id} for update
  `.execute(tx);
  return rows[0];
}

export async function tasksOf(db: Db | Tx, suiteId: string): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select ${taskColumns} from evaluation.suite_task where suite_id = ${suiteId} order by position
  `.execute(db);
  return rows;
}

/** One custodian's own halves, by position. */
export async function sharesOf(
  db: Db | Tx,
  suite: SuiteRow,
  custodian: string,
): Promise<{ position: number; name: string; share: Buffer }[]> {
  const half = custodian === suite.firstCustodian ? sql`first_share` : sql`second_share`;
  const { rows } = await sql<{ position: number; name: string; share: Buffer }>`
    select position, name, ${half} as share from evaluation.suite_task
    where suite_id = ${suite.id} and ${half} is not null order by position
  `.execute(db);
  return rows;
}

export async function setContent(
  tx: Tx,
  suiteId: string,
  position: number,
  ref: string,
): Promise<void> {
  await sql`
    update evaluation.suite_task set content_ref = ${ref} where suite_id = ${suiteId} and position = ${position}
  `.execute(tx);
}

export async function setTaskStates(
  tx: Tx,
  suiteId: string,
  states: readonly { position: number; state: TaskState }[],
): Promise<void> {
  await sql`
    update evaluation.suite_task t set state = given.state
    from unnest(${states.map(({ position }) => position)}::int[], ${states.map(({ state }) => state)}::text[])
      as given (position, state)
    where t.suite_id = ${suiteId} and t.position = given.position
  `.execute(tx);
}

export async function setHeld(tx: Tx, suiteId: string): Promise<void> {
  await sql`update evaluation.suite set state = 'held' where id = ${suiteId}`.execute(tx);
}

export type SuiteListRow = SuiteRow & { tasks: number; tasksMissing: number };

/** An organisation's; every one for an overseer (null). */
export async function suitePage(
  db: Db,
  organisationId: string | null,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<SuiteListRow>> {
  const rows = sql<SuiteListRow>`
    select ${columns},
      (select count(*) from evaluation.suite_task t where t.suite_id = s.id) as tasks,
      (select count(*) from evaluation.suite_task t
        where t.suite_id = s.id and s.kind = 'sealed' and t.content_ref is null) as "tasksMissing"
    from evaluation.suite s
    where ${organisationId === null ? sql`true` : sql`s.organisation_id = ${organisationId}`}`;
  return await newestFirst(db, page, rows, {
    at: 's.declared_at',
    id: 's.id',
    instantOf: (row) => row.declaredAt,
  });
}
