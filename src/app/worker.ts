/**
 * One zone's worker: sequences the zone's ledger, delivers its events, runs its jobs. Any number may
 * run against one database; each loop is a lock and a transaction, so killing one loses nothing.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { setPriority } from 'node:os';
import { checkFix, checkFixJob, validateReport, validateReportJob } from '#clearinghouse';
import { service } from '#platform/auth';
import type { Clock } from '#platform/clock';
import { contextOf } from '#platform/context';
import { roleOf } from '#platform/db';
import { randomIds } from '#platform/ids';
import { openJobs, type JobKind } from '#platform/jobs';
import type { ZoneKeys } from '#platform/keys';
import { sequenceLeaves } from '#platform/ledger';
import { deliver } from '#platform/outbox';
import type { TierPolicy } from '#platform/sandbox';
import { openProving } from './proving.ts';
import { openZone } from './parts.ts';
import { subscriptionsOf } from './subscriptions.ts';

export interface RunningWorker {
  close(): Promise<void>;
}

export interface WorkerOptions {
  databaseUrl: string;
  dataDir: string;
  keys: ZoneKeys;
  clock: Clock;
  tierPolicy: TierPolicy;
  /** Proofs at once; each may use a core. */
  concurrency: number;
  onDefect(error: unknown): void;
}

/** A sequencer that looks ten times a second keeps the lag far under the second it promises. */
const restMs = 100;
/** A step that did this much has probably left more; a smaller one rests, so that small steps join into one. */
const fullStep = 1000;
const sequenceBatchMax = 20_000;
/** Workers give way to the server: a burst of proofs must not slow the intake. */
const niceness = 19;

export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { keys, databaseUrl } = options;
  setPriority(niceness);
  const parts = openZone({ ...options, connectionsMax: 4 + options.concurrency, ids: randomIds });
  const kinds: JobKind<object>[] = keys.zone === 'outer' ? [validateReportJob, checkFixJob] : [];
  const jobs = await openJobs(databaseUrl, keys, roleOf(keys.zone), kinds);
  const stopping = new AbortController();
  const loops = [
    loop(
      options,
      stopping.signal,
      async () => (await sequenceLeaves(parts.database.db, keys.zone, sequenceBatchMax)).length,
    ),
    ...subscriptionsOf(keys.zone, parts, jobs).map((subscription) =>
      loop(options, stopping.signal, () => deliver(parts.database, subscription)),
    ),
  ];
  const proving =
    keys.zone === 'outer' ? await openProving(options.dataDir, options.tierPolicy) : undefined;
  if (proving) {
    const ctx = contextOf(parts, service('validator'));
    await jobs.work(validateReportJob, options.concurrency, ({ reportId }, signal) =>
      validateReport(ctx, reportId, proving.prove, signal),
    );
    await jobs.work(checkFixJob, 1, ({ fixId }, signal) =>
      checkFix(ctx, fixId, proving.check, signal),
    );
  }
  return {
    async close() {
      stopping.abort();
      await Promise.allSettled(loops);
      await jobs.close();
      await proving?.close();
      await parts.database.close();
    },
  };
}

/** Works while there is work, rests when there is none, and outlives a database that is away. */
async function loop(
  options: WorkerOptions,
  signal: AbortSignal,
  step: () => Promise<number>,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const done = await step();
      failures = 0;
      if (done < fullStep) await sleep(restMs, undefined, { signal }).catch(() => undefined);
    } catch (error) {
      failures += 1;
      if (failures === 1) options.onDefect(error);
      await sleep(Math.min(5000, 200 * 2 ** failures), undefined, { signal }).catch(
        () => undefined,
      );
    }
  }
}
