/** Jobs against a real database: sent with the transaction or not at all, tried again, never for ever. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql, roleOf } from '#platform/db';
import type { ZoneParts } from '#platform/context';
import { migratedDatabase, testKeys, zoneOf } from '#test/server';
import { openJobs, type JobKind, type JobRunner } from './index.ts';

interface Work {
  name: string;
}
const kind = (queue: string, retryMax = 0): JobKind<Work> => ({
  queue,
  retryMax,
  timeoutSeconds: 60,
});
const plain = kind('plain');
const failing = kind('failing', 1);
const shared = kind('shared');
const waitMsMax = 20_000;

let database: Awaited<ReturnType<typeof migratedDatabase>>;
let zone: ZoneParts;
const runners: JobRunner[] = [];

async function runner(): Promise<JobRunner> {
  const made = await openJobs(database.url, testKeys.outer, roleOf('outer'), [
    plain,
    failing,
    shared,
  ]);
  runners.push(made);
  return made;
}

before(async () => {
  database = await migratedDatabase();
  zone = zoneOf('outer', database.url, '/nonexistent');
});
after(async () => {
  for (const each of runners) await each.close();
  await zone.database.close();
  await database.drop();
});

const send = (jobs: JobRunner, of: JobKind<Work>, ...names: string[]): Promise<void> =>
  zone.database.transaction((tx) =>
    jobs.send(
      tx,
      of,
      names.map((name) => ({ data: { name } })),
    ),
  );

async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < waitMsMax; waitedMs += 50) {
    if (await isSo()) return;
    await sleep(50);
  }
  throw new Error(`this did not come: ${what}`);
}

async function statesOf(queue: string): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`
    select state from jobs_outer.job where name = ${queue} order by created_on`.execute(
    zone.database.db,
  );
  return rows.map(({ state }) => state);
}

test('the job tables belong to the zone, and another zone’s role cannot see them', async () => {
  await runner();
  const inner = zoneOf('inner', database.url, '/nonexistent');
  await assert.rejects(sql`select from jobs_outer.job`.execute(inner.database.db), {
    code: '42501',
  });
  await inner.database.close();
});

test('what is sent in a transaction that fails is never done', async () => {
  const jobs = await runner();
  const done: string[] = [];
  await jobs.work(plain, 1, async ({ name }) => void done.push(name));
  await assert.rejects(
    zone.database.transaction(async (tx) => {
      await jobs.send(tx, plain, [{ data: { name: 'rolled back' } }]);
      throw new Error('the command failed');
    }),
    /the command failed/,
  );
  await send(jobs, plain, 'one', 'two', 'three');
  await until(() => done.length === 3, 'three jobs');
  assert.deepEqual(done.sort(), ['one', 'three', 'two']);
  assert.equal((await statesOf('plain')).length, 3);
});

test('several workers share the work, and no job is done twice', async () => {
  const done: string[] = [];
  const [one, two] = [await runner(), await runner()];
  const names = Array.from({ length: 30 }, (_, index) => `job ${index}`);
  for (const jobs of [one, two])
    await jobs.work(shared, 2, async ({ name }) => void done.push(name));
  await send(one, shared, ...names);
  await until(() => done.length >= names.length, 'all jobs');
  await sleep(300);
  assert.deepEqual(done.sort(), names.sort());
});

test('a job that fails is tried again as often as it may, then kept as failed', async () => {
  const jobs = await runner();
  let tries = 0;
  await jobs.work(failing, 1, async () => {
    tries += 1;
    throw new Error('this always fails');
  });
  await send(jobs, failing, 'hopeless');
  await until(async () => (await statesOf('failing')).join() === 'failed', 'the job’s end');
  assert.equal(tries, 2);
});
