/** A worker works or ends: one that fails to start leaves nothing behind that goes on by itself. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { steadyClock } from '#platform/clock';
import { roleOf } from '#platform/db';
import { openJobs } from '#platform/jobs';
import { migratedDatabase, testKeys } from '#test/server';
import { startWorker } from './worker.ts';

/** Longer than anything a worker does between two looks at its database. */
const lookMs = 1500;

test('a worker that fails half way through its start closes what it had opened', async () => {
  const database = await migratedDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'sallyport-worker-'));
  const owner = new pg.Client(database.url);
  try {
    await owner.connect();
    await (await openJobs(database.url, testKeys.outer, roleOf('outer'), [])).close();
    // It connects, opens its sandbox and starts its jobs before it finds that it cannot make a queue.
    await owner.query('drop function jobs_outer.create_queue');
    await assert.rejects(
      startWorker({
        databaseUrl: database.url,
        dataDir,
        keys: testKeys.outer,
        clock: steadyClock(),
        tierPolicy: 'any',
        host: 'sallyport.example',
        witnesses: [],
        concurrency: 1,
        onDefect: () => undefined,
      }),
      /create_queue.* does not exist/,
    );
    await sleep(lookMs);
    const { rows } = await owner.query<{ name: string }>(
      `select application_name as name from pg_stat_activity
       where datname = current_database() and usename = 'sallyport_outer'`,
    );
    assert.deepEqual(rows, []);
  } finally {
    await owner.end();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
