/**
 * One command, one host: the database, a worker a zone and the server. Workers are processes of their
 * own and are started again when they die; the database is found again or started again when it does.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '#platform/db';
import { zones, type Zone, type ZoneKeys } from '#platform/keys';
import { processState, startPostgres, type RunningPostgres } from '#platform/postgres';
import { packageRoot, type Config } from './config.ts';
import { clockOf, openAllKeys } from './parts.ts';
import { startServer, type RunningServer } from './server.ts';

export interface RunningInstallation {
  url: string;
  databaseUrl: string;
  keys: Record<Zone, ZoneKeys>;
  server: RunningServer;
  /** Pids of the workers that run now; a test kills them. */
  workers(): Map<Zone, number | undefined>;
  close(): Promise<void>;
}

const watchMs = 1000;
const restartMsMin = 250;
const restartMsMax = 10_000;

export async function up(config: Config): Promise<RunningInstallation> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o711 });
  const keys = openAllKeys(config.keysDir);
  const postgres =
    config.databaseUrl === undefined ? await startPostgres({ dataDir: config.dataDir }) : undefined;
  const databaseUrl = config.databaseUrl ?? (postgres as RunningPostgres).url;
  await migrate(databaseUrl, keys);
  const server = await startServer(config, databaseUrl, keys, clockOf(config)).catch(
    async (error: unknown) => {
      await postgres?.stop();
      throw error;
    },
  );
  const stopping = new AbortController();
  const workers = new Map<Zone, ChildProcess>();
  const kept = zones.map((zone) => keepWorker(zone, config, databaseUrl, workers, stopping.signal));
  const watched =
    postgres === undefined ? Promise.resolve() : keepPostgres(config, postgres, stopping.signal);
  return {
    url: server.url,
    databaseUrl,
    keys,
    server,
    workers: () => new Map([...workers].map(([zone, child]) => [zone, child.pid])),
    async close() {
      stopping.abort();
      for (const child of workers.values()) child.stdin?.end();
      await Promise.all(kept);
      await server.close();
      await watched;
    },
  };
}

async function keepWorker(
  zone: Zone,
  config: Config,
  databaseUrl: string,
  workers: Map<Zone, ChildProcess>,
  signal: AbortSignal,
): Promise<void> {
  let restMs = restartMsMin;
  while (!signal.aborted) {
    const startedAt = Date.now();
    const child = spawnWorker(zone, config, databaseUrl);
    workers.set(zone, child);
    await new Promise((ended) => child.once('exit', ended));
    workers.delete(zone);
    restMs =
      Date.now() - startedAt > restartMsMax ? restartMsMin : Math.min(restartMsMax, restMs * 2);
    if (!signal.aborted) await sleep(restMs, undefined, { signal }).catch(() => undefined);
  }
}

/**
 * The worker gets where the database is, never its owner's password: it logs in as its zone's role. Its
 * standard input is a lifeline that ends with us, however we end.
 */
function spawnWorker(zone: Zone, config: Config, databaseUrl: string): ChildProcess {
  const where = new URL(databaseUrl);
  where.username = '';
  where.password = '';
  const { PATH, HOME, TMPDIR, NODE_EXTRA_CA_CERTS, npm_config_registry } = process.env;
  return spawn(
    process.execPath,
    [
      // The host's own certificates: a site that inspects its traffic has added its authority there.
      '--use-system-ca',
      '--disable-warning=ExperimentalWarning',
      join(packageRoot, 'cli', 'main.ts'),
      'worker',
      zone,
      '--lifeline',
      '--clock-factor',
      String(config.clockFactor),
    ],
    {
      stdio: ['pipe', 'inherit', 'inherit'],
      env: {
        PATH,
        HOME,
        TMPDIR,
        NODE_EXTRA_CA_CERTS,
        npm_config_registry,
        SALLYPORT_TIER: config.tierPolicy,
        SALLYPORT_PUBLISHER_URL: config.publisherUrl,
        SALLYPORT_WITNESSES: config.witnessesFile,
        SALLYPORT_DATA: config.dataDir,
        SALLYPORT_KEYS: config.keysDir,
        DATABASE_URL: where.href,
      },
    },
  );
}

/**
 * Starts the embedded database again when it is gone, on its old port, where every pool will find it. Each
 * start is a hold of its own, and whoever holds last ends the server, so all are let go at the end.
 */
async function keepPostgres(
  config: Config,
  first: RunningPostgres,
  signal: AbortSignal,
): Promise<void> {
  const held = [first];
  let { pid } = first;
  while (!signal.aborted) {
    await sleep(watchMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted || processState(pid) === 'running') continue;
    try {
      const again = await startPostgres({ dataDir: config.dataDir, port: first.port });
      held.push(again);
      ({ pid } = again);
    } catch (error) {
      console.error(`sallyport: the database did not start again: ${(error as Error).message}`);
    }
  }
  for (const postgres of held) await postgres.stop();
}
