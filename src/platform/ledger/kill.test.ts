/**
 * Several workers sign one database and are killed at any instant. Whoever looked meanwhile holds
 * checkpoints; every later one must continue them, and the last must be what all entries give.
 */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { standingClock } from '#platform/clock';
import type { ZoneParts } from '#platform/context';
import { sql } from '#platform/db';
import {
  consistencyProof,
  openNote,
  parseCheckpoint,
  treeRoot,
  verifyConsistency,
  type Checkpoint,
} from '#standards/tlog';
import {
  migratedDatabase,
  sequenceAll,
  signAll,
  testHost,
  testKeys,
  testRoots,
  zoneOf,
} from '#test/server';
import {
  appendEvents,
  checkpointKeyOf,
  leafHashesOf,
  logs,
  tilesAt,
  type LogName,
} from './index.ts';

const names = [logs.case('case_one'), logs.case('case_two'), logs.finder('org_three')];
const workers = 2;
const rounds = 5;

let database: Awaited<ReturnType<typeof migratedDatabase>>;
let outer: ZoneParts;
const running = new Set<ChildProcess>();

before(async () => {
  database = await migratedDatabase();
  outer = zoneOf('outer', database.url, '/nowhere');
});
after(async () => {
  for (const child of running) child.kill('SIGKILL');
  await outer.database.close();
  await database.drop();
});

/** Resolves once it works. */
async function startWorker(printed: string[]): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('./worker.fixture.ts', import.meta.url));
  const root = testRoots.outer.toString('hex');
  const args = ['--disable-warning=ExperimentalWarning', program, database.url, root, testHost];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  await new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const text = chunk.toString();
      if (text.includes('working\n')) resolve();
      printed.push(text.replaceAll('working\n', ''));
    });
    child.once('exit', () => resolve());
  });
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  assert.ok(child.kill('SIGKILL'), 'it was still running');
  await ended;
  running.delete(child);
}

async function append(count: number): Promise<void> {
  const drafts = Array.from({ length: count }, (_, n) => ({
    log: names[n % names.length] as LogName,
    type: 'test.happened',
    version: 1,
    at: new Date(),
    actor: 'service:test',
    subject: 'case_x',
    payload: { n },
  }));
  await outer.database.transaction((tx) => appendEvents(tx, 'outer', drafts));
}

async function latest(log: LogName): Promise<Checkpoint | undefined> {
  const { rows } = await sql<{ note: string; origin: string }>`
    select c.note, s.origin from zone_outer.signed_log s join zone_outer.checkpoint c using (log, size)
    where log = ${log}`.execute(outer.database.db);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { text, verified } = openNote(row.note, [checkpointKeyOf(testKeys.outer, row.origin)]);
  assert.equal(verified.length, 1);
  return parseCheckpoint(text);
}

test('workers killed at any instant leave no checkpoint that another contradicts', async () => {
  const printed: string[] = [];
  const seen = new Map<LogName, Checkpoint[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const started = await Promise.all(Array.from({ length: workers }, () => startWorker(printed)));
    for (let look = 0; look < 8; look++) {
      await append(30 + 70 * (look % 2));
      await sleep(5 + ((round * 7 + look * 3) % 20));
      for (const name of names) {
        const found = await latest(name);
        const held = seen.get(name) ?? [];
        if (found !== undefined && held.at(-1)?.size !== found.size) held.push(found);
      }
    }
    await Promise.all(started.map(kill));
  }
  await sequenceAll(outer);
  await signAll(outer, standingClock('2100-01-01T00:00:00Z'));
  assert.deepEqual(printed.join(''), '', 'no worker found a log broken');
  let held = 0;
  for (const name of names) {
    const last = await latest(name);
    const size = last?.size ?? 0;
    const leaves = await leafHashesOf(outer.database.db, 'outer', name, 0, 10_000);
    assert.equal(leaves.length, size);
    assert.deepEqual(last?.root, treeRoot(leaves));
    const read = tilesAt(outer.database.db, 'outer', name, size);
    const checkpoints = seen.get(name) ?? [];
    held += checkpoints.length;
    for (const { size: from, root: fromRoot } of checkpoints) {
      assert.deepEqual(fromRoot, treeRoot(leaves.slice(0, from)));
      const proof = await consistencyProof(read, from, size);
      assert.ok(verifyConsistency({ from, to: size, fromRoot, toRoot: last.root, proof }));
    }
  }
  assert.ok(held >= 30, `${held} checkpoints were seen`);
});
