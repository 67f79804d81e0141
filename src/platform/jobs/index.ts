/**
 * Jobs: pg-boss runs work and nothing else; what a job is about lives in the domains' tables. Jobs
 * are sent inside the outbox's transaction, and a job's work must be safe to run twice: a worker that
 * is killed leaves its job to another after the heartbeat is missed.
 */
import { fromKysely, PgBoss, type Job } from 'pg-boss';
import type { Tx } from '#platform/db';
import type { Zone, ZoneKeys } from '#platform/keys';

export interface JobKind<Data extends object> {
  queue: string;
  /** For type inference only. */
  data?: Data;
  retryMax: number;
  /** A job that runs longer is given to another worker. */
  timeoutSeconds: number;
}

export interface JobRunner {
  /** Sends jobs in the caller's transaction. */
  send<Data extends object>(tx: Tx, kind: JobKind<Data>, jobs: { data: Data }[]): Promise<void>;
  work<Data extends object>(
    kind: JobKind<Data>,
    concurrency: number,
    handle: (data: Data, signal: AbortSignal) => Promise<void>,
  ): Promise<void>;
  close(): Promise<void>;
}

const heartbeatSeconds = 10;

export async function openJobs(
  url: string,
  keys: ZoneKeys,
  role: string,
  kinds: readonly JobKind<object>[],
): Promise<JobRunner> {
  const own = new URL(url);
  own.username = role;
  own.password = keys.databasePassword;
  const schema = jobSchema(keys.zone);
  const boss = new PgBoss({
    connectionString: own.href,
    schema,
    createSchema: false,
    max: 4,
    application_name: `sallyport ${keys.zone} jobs`,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  // pg-boss reports a lost connection here and reconnects by itself; unheard, it would end the process.
  boss.on('error', () => undefined);
  const close = () => boss.stop({ graceful: true, timeout: 5000 });
  try {
    await boss.start();
    for (const kind of kinds) {
      await boss.createQueue(kind.queue, {
        retryLimit: kind.retryMax,
        expireInSeconds: kind.timeoutSeconds,
        heartbeatSeconds,
        notify: true,
      });
    }
  } catch (error) {
    // It polls from its first step on, whatever became of the rest.
    await close().catch(() => undefined);
    throw error;
  }
  return {
    async send(tx, kind, jobs) {
      await boss.insert(kind.queue, jobs, { db: fromKysely(tx) });
    },
    async work(kind, concurrency, handle) {
      type Data = Parameters<typeof handle>[0];
      await boss.work<Data>(
        kind.queue,
        {
          localConcurrency: concurrency,
          batchSize: 1,
          pollingIntervalSeconds: 0.5,
          notifyPollingIntervalSeconds: 0.5,
        },
        async ([job]: Job<Data>[]) => {
          if (job !== undefined) await handle(job.data, job.signal);
        },
      );
    },
    close,
  };
}

const jobSchema = (zone: Zone): string => `jobs_${zone}`;
