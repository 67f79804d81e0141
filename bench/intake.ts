/**
 * Intake under load: 500 distinct report bundles a second for 20 seconds over HTTP, with server, database
 * and workers on this host, the workers proving meanwhile. An open loop: a request is sent when it is due,
 * whether or not the one before was answered, so a stall shows in the latencies and cannot hide.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openAllKeys, openZone, packageRoot } from '#app';
import { enrol, makeToken } from '#membership';
import { service } from '#platform/auth';
import { steadyClock } from '#platform/clock';
import { contextOf, type ZoneParts } from '#platform/context';
import { sql } from '#platform/db';
import { randomIds } from '#platform/ids';
import { startPostgres } from '#platform/postgres';
import { packBundle, readBundle, type Bundle } from '#proof';
import { percentile } from './percentile.ts';

const perSecond = 500;
const seconds = 20;
/** Not counted: connections are opened and code is compiled in the first seconds of any server. */
const warmUpSeconds = 3;

export async function benchIntake(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-intake-'));
  const dataDir = join(folder, 'data');
  const { child, url } = await startInstallation(dataDir);
  try {
    const keys = openAllKeys(join(folder, 'keys'));
    const postgres = await startPostgres({ dataDir });
    const open = (zone: 'office' | 'outer') =>
      openZone({
        databaseUrl: postgres.url,
        dataDir,
        keys: keys[zone],
        connectionsMax: 2,
        clock: steadyClock(),
        ids: randomIds,
      });
    const [office, outer] = [open('office'), open('outer')];
    const token = await finderToken(office);
    const fixture = await readBundle({
      kind: 'folder',
      path: join(packageRoot, 'test/bundles/shell-injection'),
    });
    const result = await load(url, token, bundleMaker(fixture));
    const proved = await provedSoFar(outer);
    console.log(
      `intake: ${availableParallelism()} cores, server, database and three workers on this host, ${seconds} s after ${warmUpSeconds} s of warm-up`,
    );
    console.log(
      `  offered ${perSecond}/s, answered 202: ${(result.accepted / seconds).toFixed(0)}/s, other answers: ${result.other}`,
    );
    console.log(
      `  receipt p50 ${percentile(result.latencies, 0.5).toFixed(1)} ms, p99 ${percentile(result.latencies, 0.99).toFixed(1)} ms, max ${Math.max(...result.latencies).toFixed(0)} ms (target p99 50)`,
    );
    console.log(
      `  at the end: ${proved.decided} proved, ${proved.waiting} waiting, oldest ${proved.oldestSeconds.toFixed(0)} s in the queue`,
    );
    if (proved.kept !== result.kept)
      throw new Error(
        `${result.kept} receipts but ${proved.kept} reports: something acknowledged was lost`,
      );
    await office.database.close();
    await outer.database.close();
    await postgres.stop();
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
}

async function startInstallation(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(join(packageRoot, 'sallyport'), ['up', '--data', dataDir, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const chunk of child.stdout) {
    const url = /(http:\S+)/.exec(String(chunk))?.[1];
    if (url !== undefined) {
      child.stdout.resume();
      return { child, url };
    }
  }
  throw new Error('the installation did not start');
}

async function finderToken(office: ZoneParts): Promise<string> {
  const { organisationId, people } = await enrol(contextOf(office, service('bench')), {
    name: 'Bench finder (invented)',
    people: [{ name: 'Bench', offices: ['finder'] }],
  });
  const [person] = people;
  if (person === undefined) throw new Error('enrolment lost its person');
  const actor = {
    kind: 'person',
    id: person.id,
    organisationId,
    offices: ['finder'],
    scopes: 'every',
  } as const;
  return (
    await makeToken(contextOf(office, actor), {
      label: 'bench',
      scopes: ['report:submit'],
      days: 1,
    })
  ).secret;
}

/** The shell fixture, complete and reproducible; `n` makes its bytes and its target its own. */
function bundleMaker(fixture: Bundle): (n: number) => Uint8Array {
  return (n) =>
    packBundle(new Map([...fixture.files, ['source/README', Buffer.from(`copy ${n}\n`)]]));
}

async function load(
  url: string,
  token: string,
  make: (n: number) => Uint8Array,
): Promise<{ accepted: number; kept: number; other: number; latencies: number[] }> {
  // Packed beforehand: the load must cost its own cores as little as it can.
  const bundles = Array.from({ length: perSecond * (warmUpSeconds + seconds) }, (_, n) => make(n));
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const result = { accepted: 0, kept: 0, other: 0, latencies: [] as number[] };
  const startedAt = performance.now();
  const pending: Promise<void>[] = [];
  for (const [n, body] of bundles.entries()) {
    const dueMs = startedAt + (n * 1000) / perSecond;
    const restMs = dueMs - performance.now();
    if (restMs > 1) await sleep(restMs);
    pending.push(
      send(url, agent, token, `bench-${n}-${startedAt.toFixed(0)}`, body).then((status) => {
        if (status !== 202) result.other += 1;
        else result.kept += 1;
        if (n < perSecond * warmUpSeconds) return;
        result.latencies.push(performance.now() - dueMs);
        if (status === 202) result.accepted += 1;
      }),
    );
  }
  await Promise.all(pending);
  agent.destroy();
  return result;
}

function send(
  url: string,
  agent: Agent,
  token: string,
  key: string,
  body: Uint8Array,
): Promise<number> {
  return new Promise((resolve) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'idempotency-key': key,
      'content-type': 'application/gzip',
      'content-length': body.length,
    };
    const sent = request(
      new URL('/api/reports', url),
      { method: 'POST', agent, headers, timeout: 30_000 },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on('error', () => resolve(0));
    sent.end(body);
  });
}

async function provedSoFar(
  outer: ZoneParts,
): Promise<{ kept: number; decided: number; waiting: number; oldestSeconds: number }> {
  const { rows } = await sql<{
    kept: number;
    decided: number;
    waiting: number;
    oldestSeconds: number;
  }>`
    select count(*) as kept, count(*) filter (where state in ('confirmed', 'not_confirmed')) as decided,
      count(*) filter (where state in ('received', 'validating', 'held')) as waiting,
      coalesce(extract(epoch from now() - min(received_at) filter (where state in ('received', 'validating', 'held'))), 0)::float8 as "oldestSeconds"
    from clearinghouse.report
  `.execute(outer.database.db);
  const [row] = rows;
  if (row === undefined) throw new Error('the count answered nothing');
  return row;
}

if (import.meta.main) await benchIntake();
