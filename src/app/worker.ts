/**
 * One zone's worker: sequences and signs the zone's ledger, delivers its events, runs its jobs. Any number may
 * run against one database; each loop is a lock and a transaction, so killing one loses nothing.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { setPriority } from 'node:os';
import { openAccessWork } from '#access';
import { checkFix, checkFixJob, validateReport, validateReportJob } from '#clearinghouse';
import { service } from '#platform/auth';
import type { Clock } from '#platform/clock';
import { contextOf } from '#platform/context';
import { roleOf } from '#platform/db';
import { randomIds } from '#platform/ids';
import { openJobs, type JobKind } from '#platform/jobs';
import type { ZoneKeys } from '#platform/keys';
import { Checkpointer, Cosigner, sequenceLeaves, type Witness } from '#platform/ledger';
import { deliver } from '#platform/outbox';
import type { TierPolicy } from '#platform/sandbox';
import { openReviewWork } from '#review';
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
  /** The host name that stands in the origins of logs. */
  host: string;
  witnesses: readonly Witness[];
  /** Proofs at once; each may use a core. */
  concurrency: number;
  onDefect(error: unknown): void;
}

/** A sequencer that looks ten times a second keeps the lag far under the second it promises. */
const restMs = 100;
/** A step that did this much has probably left more; a smaller one rests, so that small steps join into one. */
const fullStep = 1000;
const sequenceBatchMax = 20_000;
/** Each gateway has its own second; this is how late its turn may come. */
const pullRestMs = 250;
const expireRestMs = 1000;
/** A checkpoint is at most this much later than the second between two of one log. */
const checkpointRestMs = 250;
/** Workers give way to the server: a burst of proofs must not slow the intake. */
const niceness = 19;

/**
 * INVARIANT (a worker works or ends): what fails to start closes all it had opened, or its process would live
 * on idle and nobody would start another.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  setPriority(niceness);
  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    await openWork(options, (end) => opened.push(end));
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
  return { close };
}

/** Tells `atEnd` how each part is closed; the last opened is closed first. */
async function openWork(
  options: WorkerOptions,
  atEnd: (end: () => Promise<void>) => void,
): Promise<void> {
  const { keys, databaseUrl, host, witnesses, clock, onDefect } = options;
  const parts = openZone({ ...options, connectionsMax: 4 + options.concurrency, ids: randomIds });
  atEnd(() => parts.database.close());
  const proving =
    keys.zone === 'outer' ? await openProving(options.dataDir, options.tierPolicy) : undefined;
  if (proving) atEnd(() => proving.close());
  const access =
    keys.zone === 'inner'
      ? openAccessWork(contextOf(parts, service('gateway-reader')), onDefect)
      : undefined;
  if (access) atEnd(() => access.close());
  const kinds: JobKind<object>[] = proving ? [validateReportJob, checkFixJob] : [];
  const jobs = await openJobs(databaseUrl, keys, roleOf(keys.zone), kinds);
  atEnd(() => jobs.close());
  const stopping = new AbortController();
  const loops: Promise<void>[] = [];
  const keep = (step: () => Promise<number>, stepRestMs?: number) =>
    loops.push(loop(options, stopping.signal, step, stepRestMs));
  atEnd(async () => {
    stopping.abort();
    await Promise.allSettled(loops);
  });

  const checkpointer = new Checkpointer({ ...parts, host, onDefect });
  keep(async () => (await sequenceLeaves(parts.database.db, keys.zone, sequenceBatchMax)).length);
  keep(async () => ((await checkpointer.step()).isMore ? fullStep : 0), checkpointRestMs);
  if (witnesses.length > 0) {
    const cosigner = new Cosigner({ database: parts.database, witnesses, clock, onDefect });
    keep(() => cosigner.step(), checkpointRestMs);
  }
  for (const subscription of subscriptionsOf(keys.zone, parts, jobs))
    keep(() => deliver(parts.database, subscription));
  if (access) {
    keep(access.deliver);
    keep(access.pull, pullRestMs);
    keep(access.expire, expireRestMs);
    keep(openReviewWork(contextOf(parts, service('review'))).expire, expireRestMs);
  }
  if (proving) {
    const ctx = contextOf(parts, service('validator'));
    await jobs.work(validateReportJob, options.concurrency, ({ reportId }, signal) =>
      validateReport(ctx, reportId, proving.prove, signal),
    );
    await jobs.work(checkFixJob, 1, ({ fixId }, signal) =>
      checkFix(ctx, fixId, proving.check, signal),
    );
  }
}

/** Works while there is work, rests when there is none, and outlives a database that is away. */
async function loop(
  options: WorkerOptions,
  signal: AbortSignal,
  step: () => Promise<number>,
  stepRestMs = restMs,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const done = await step();
      failures = 0;
      if (done < fullStep) await sleep(stepRestMs, undefined, { signal }).catch(() => undefined);
    } catch (error) {
      failures += 1;
      if (failures === 1) options.onDefect(error);
      await sleep(Math.min(5000, 200 * 2 ** failures), undefined, { signal }).catch(
        () => undefined,
      );
    }
  }
}
