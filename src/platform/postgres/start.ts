/**
 * Starts the embedded PostgreSQL, or attaches to the one that runs (DESIGN: chosen parts, *store*).
 *
 * The server is a process of its own and outlives whoever started it: a Sallyport that was killed
 * finds it again. Who uses it holds a shared lock that dies with them; the last one to `stop()` ends
 * the server, whoever started it, and nobody ends one that somebody still uses.
 */
import { createServer, type AddressInfo } from 'node:net';
import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries, type Binaries } from './binaries.ts';
import { ensureCluster, logFrom, ownerRole } from './cluster.ts';
import { answers, findRunning, urlOf, type Server } from './find-running.ts';
import { openFolder, readIfThere, turnLog, writeWhole, type Folder } from './folder.ts';
import { runServer } from './launch.ts';
import { tryExclusive, tryShared, withLock } from './locks.ts';
import { PostgresProblem, problemFrom } from './problems.ts';
import { pidNamespace } from './processes.ts';
import type { Durability } from './settings.ts';
import { ourMark, stopServer } from './stop.ts';

export interface StartOptions {
  /** Sallyport's data folder; the database lives in `postgres/` in it. */
  dataDir: string;
  /** Loopback port; without one the last one is taken again, or any free one. */
  port?: number;
  /** `test` may lose everything when the host stops. */
  durability?: Durability;
  /** How long a server may take to answer, its crash recovery included. */
  answerMsMax?: number;
}

export interface RunningPostgres {
  /** Sallyport's own database, as its owner. Holds the password: never log it. */
  url: string;
  /** The `postgres` database, from which others are made and dropped. */
  adminUrl: string;
  pid: number;
  port: number;
  /** True when the server ran already. */
  attached: boolean;
  /** Lets go of the server. Ends it if nobody else uses it; says whether it did. May be called twice. */
  stop(): Promise<boolean>;
}

/** Longer than any start: first start, crash recovery and a slow disk in front of us. */
const lockMsMax = 180_000;

export async function startPostgres(options: StartOptions): Promise<RunningPostgres> {
  const folder = openFolder(options.dataDir);
  return withLock(folder.lock, lockMsMax, async () => {
    refuseElsewhere(folder);
    const running = await findRunning(folder, options.answerMsMax ?? 60_000);
    const server = running ?? (await startAnew(folder, options));
    await ensureDatabase(folder, server);
    return handle(folder, server, running !== undefined);
  });
}

/** Ends the folder's server unless somebody uses it; true when it was ended. */
export function stopPostgres(dataDir: string): Promise<boolean> {
  return stopServer(openFolder(dataDir), lockMsMax);
}

async function startAnew(folder: Folder, options: StartOptions): Promise<Server> {
  writeWhole(folder.namespace, `${pidNamespace()}\n`);
  const durability = options.durability ?? 'kept';
  const binaries = findBinaries(folder.libraries);
  await ensureCluster(folder, binaries, durability);
  turnLog(folder);
  const server = await launch(folder, binaries, options);
  writeWhole(folder.port, `${server.port}\n`);
  return server;
}

/**
 * A data folder shared by two containers: the other's server is no process of ours, yet it holds the
 * files. Two servers on one folder destroy it, so users who see other pids than we do refuse us.
 */
function refuseElsewhere(folder: Folder): void {
  const alone = tryExclusive(folder.users);
  alone?.();
  const last = readIfThere(folder.namespace)?.trim() ?? pidNamespace();
  if (alone === undefined && last !== pidNamespace()) {
    throw new PostgresProblem(
      'folder_elsewhere',
      `\`${folder.root}\` is in use from another container; end Sallyport there, or give this one its own folder`,
    );
  }
}

const attemptsMax = 20;

/** Starts the server, trying again where a moment helps: a port just lost, or backends not yet dead. */
async function launch(
  folder: Folder,
  binaries: Binaries,
  { port, answerMsMax = 60_000 }: StartOptions,
): Promise<Server> {
  let wished = port ?? Number(readIfThere(folder.port) ?? 0);
  for (let attempt = 1; ; attempt++) {
    const offset = statSync(folder.log, { throwIfNoEntry: false })?.size ?? 0;
    const candidate = port ?? (await freePort(wished));
    const args = [
      '-D',
      folder.data,
      '-p',
      String(candidate),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      ourMark,
    ];
    const child = runServer(binaries, args, folder.log);
    if (await comesUp(folder, child, answerMsMax)) return { pid: child.pid ?? 0, port: candidate };
    const said = logFrom(folder, offset).trim() || (child.ended() ?? '');
    const problem = problemFrom(said, { dataDir: folder.root, logFile: folder.log });
    const lostPort = problem.code === 'port_taken' && port === undefined;
    // After a kill -9 of the postmaster its backends end by themselves within moments.
    const backendsLeft = /pre-existing shared memory block/.test(said);
    if (!(lostPort || backendsLeft) || attempt >= attemptsMax) throw problem;
    wished = 0;
    await sleep(250);
  }
}

/** True once the server answers; false when it ended instead. */
async function comesUp(
  folder: Folder,
  child: ReturnType<typeof runServer>,
  answerMsMax: number,
): Promise<boolean> {
  const deadline = performance.now() + answerMsMax;
  while (child.ended() === undefined) {
    if (child.pid !== undefined && (await answers(folder, child.pid))) return true;
    if (performance.now() > deadline) {
      throw new PostgresProblem(
        'no_answer',
        `the database has not answered for ${Math.round(answerMsMax / 1000)} s; it goes on recovering: see \`${folder.log}\`, then try again`,
      );
    }
    await sleep(10);
  }
  return false;
}

/** The wished port if it is free, else any. Another may take it before the server does: see `launch`. */
function freePort(wished: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (wished === 0 ? reject(error) : resolve(freePort(0))));
    probe.listen(wished, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function ensureDatabase(folder: Folder, { port }: Server): Promise<void> {
  const client = new pg.Client({
    connectionString: urlOf(folder, port, 'postgres'),
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      ownerRole,
    ]);
    if (rowCount === 0) await client.query(`create database ${ownerRole}`);
  } finally {
    await client.end();
  }
}

function handle(folder: Folder, server: Server, attached: boolean): RunningPostgres {
  const letGo = tryShared(folder.users);
  let stopped: Promise<boolean> | undefined;
  const stop = (): Promise<boolean> => {
    if (stopped === undefined) {
      letGo?.();
      stopped = stopServer(folder, lockMsMax);
    }
    return stopped;
  };
  return {
    url: urlOf(folder, server.port, ownerRole),
    adminUrl: urlOf(folder, server.port, 'postgres'),
    ...server,
    attached,
    stop,
  };
}
