/** Counts after the killing: each sentence here is something a user could have noticed. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ZoneParts } from '#platform/context';
import { sql } from '#platform/db';
import { commitmentOf, entryOf, leafHash } from '#standards/tlog';
import type { Acknowledged } from './traveller.ts';

/** Gives the sequencer its time: within a second as a rule, a few more after a database that was away. */
export async function untilSequenced(outer: ZoneParts, msMax: number): Promise<void> {
  const end = performance.now() + msMax;
  while ((await withoutLeaf(outer)) > 0 && performance.now() < end) await sleep(100);
}

async function withoutLeaf(outer: ZoneParts): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from zone_outer.event e
    where not exists (select from zone_outer.leaf l where l.position = e.position)`.execute(
    outer.database.db,
  );
  return rows[0]?.n ?? 0;
}

export async function faultsIn(
  outer: ZoneParts,
  acknowledged: readonly Acknowledged[],
): Promise<string[]> {
  const { db } = outer.database;
  const rows = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
    (await query.execute(db)).rows;
  const reports = await rows(sql<{ id: string; key: string; state: string; caseId: string | null }>`
    select id, idempotency_key as key, state, case_id as "caseId" from clearinghouse.report`);
  const events = await rows(sql<{ subject: string; type: string; n: number }>`
    select subject, type, count(*) as n from zone_outer.event group by subject, type`);
  const cases = await rows(
    sql<{
      id: string;
      ownerId: string | null;
    }>`select id, owner_id as "ownerId" from clearinghouse.root_case`,
  );
  const leaves = await rows(sql<{
    log: string;
    index: number;
    hash: Buffer;
    salt: Buffer;
    body: string;
  }>`
    select l.log, l.index, l.hash, b.salt, b.body from zone_outer.leaf l join zone_outer.event_body b using (position) order by l.log, l.index`);
  const unsequenced = await withoutLeaf(outer);

  const byId = new Map(reports.map((report) => [report.id, report]));
  const count = (subject: string, type: string) =>
    events.find((each) => each.subject === subject && each.type === type)?.n ?? 0;
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };

  expect(reports.length > 0, 'nothing was submitted, so nothing was shown');
  for (const { reportId, steps } of acknowledged) {
    const report = byId.get(reportId);
    expect(report !== undefined, `${reportId} was acknowledged and is gone`);
    if (report === undefined) continue;
    expect(report.state === 'confirmed', `${reportId} ended ${report.state}`);
    expect(
      count(reportId, 'clearinghouse.report_received') === 1,
      `${reportId} was received more than once`,
    );
    expect(
      count(reportId, 'clearinghouse.verdict_reached') === 1,
      `${reportId} has ${count(reportId, 'clearinghouse.verdict_reached')} verdicts`,
    );
    expect(
      count(reportId, 'clearinghouse.report_grouped') === 1,
      `${reportId} was grouped ${count(reportId, 'clearinghouse.report_grouped')} times`,
    );
    const parent = cases.find(({ id }) => id === report.caseId);
    expect(parent !== undefined, `${reportId} has no case`);
    if (steps.includes('taken'))
      expect(parent?.ownerId != null, `${reportId}: its case was taken and has no owner`);
  }
  expect(
    new Set(reports.map(({ key }) => key)).size === reports.length,
    'one idempotency key made two reports',
  );
  for (const { id } of cases)
    expect(count(id, 'clearinghouse.case_opened') === 1, `${id} was opened more than once`);
  expect(unsequenced === 0, `${unsequenced} events have no leaf`);
  for (const [log, own] of Map.groupBy(leaves, ({ log }) => log)) {
    expect(
      own.every(({ index }, place) => index === place),
      `${log} has a gap or a repetition`,
    );
    expect(
      own.every(({ hash, salt, body }) => leafHash(entryOf(commitmentOf(salt, body))).equals(hash)),
      `${log} has a leaf that its body does not make`,
    );
  }
  return faults;
}
