/**
 * Is there a server, and is it alive? *Alive* means that an authenticated query answers, with this
 * data folder's name. `postmaster.pid` alone is only a claim: its pid may be gone, a corpse, or by now
 * somebody else's.
 */
import { existsSync, realpathSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { namedPostmaster, ownerRole, passwordOf, pidFile } from './cluster.ts';
import type { Folder } from './folder.ts';
import { PostgresProblem } from './problems.ts';
import { orphansIn, processState, signalIfThere, waitUntilDead, worksIn } from './processes.ts';

export interface Server {
  pid: number;
  port: number;
}

/**
 * The folder's live server; nothing when there is none, and then nothing of it is in the way of a new
 * one. Waits up to `answerMsMax` for one that runs but does not answer yet. Call under the lock.
 */
export async function findRunning(
  folder: Folder,
  answerMsMax: number,
): Promise<Server | undefined> {
  const deadline = performance.now() + answerMsMax;
  for (;;) {
    const named = namedPostmaster(folder);
    if (named === undefined || !holdsFolder(named.pid, folder)) {
      await clearAway(folder, named?.pid);
      return undefined;
    }
    if (await answers(folder, named.pid)) return { pid: named.pid, port: named.port };
    if (performance.now() > deadline) {
      throw new PostgresProblem(
        'no_answer',
        `the database in \`${folder.root}\` runs (pid ${named.pid}) but does not answer; it may still be recovering: see \`${folder.log}\`, then try again`,
      );
    }
    await sleep(50);
  }
}

/** True when the process lives and works in the folder, as only its own postmaster does. */
function holdsFolder(pid: number, folder: Folder): boolean {
  return processState(pid) === 'running' && worksIn(pid, realpathSync(folder.data));
}

/** How long a backend may take to end once it is told, and then once it is killed. */
const orphanMsMax = 2_500;

/**
 * Takes away what would keep a new server out. PostgreSQL itself forgets a pid that is gone, but not
 * an empty file, a stranger, or a corpse, which its parent may leave unburied for seconds (PID 1 was
 * seen to take two). None of those serves this folder. Should a process of the former server still
 * hold its shared memory, PostgreSQL finds that by the folder's own identity and refuses: `launch`.
 */
async function clearAway(folder: Folder, pid: number | undefined): Promise<void> {
  if (!existsSync(folder.data)) return;
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    const orphans = orphansIn(realpathSync(folder.data));
    for (const orphan of orphans) signalIfThere(orphan, signal);
    for (const orphan of orphans) await waitUntilDead(orphan, orphanMsMax);
  }
  if (pid === undefined || processState(pid) !== 'gone') rmSync(pidFile(folder), { force: true });
}

/**
 * Asks the server with this pid whether it is alive. Nobody else is asked: until it says that it is
 * ready, whoever listens on its port may be a stranger who would be handed the password.
 */
export async function answers(folder: Folder, pid: number): Promise<boolean> {
  const named = namedPostmaster(folder);
  if (named?.pid !== pid || !named.ready) return false;
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: urlOf(folder, named.port, 'postgres'),
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
    stream: () => socket,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(
      `select current_setting('data_directory') as folder`,
    );
    await client.end();
    return rows[0]?.folder === realpathSync(folder.data);
  } catch (error) {
    if ((error as { code?: string }).code === invalidPassword) throw passwordRefused(folder);
    return false;
  } finally {
    socket.destroy(); // A server that is stopped never ends the conversation by itself.
  }
}

function passwordRefused(folder: Folder): PostgresProblem {
  return new PostgresProblem(
    'password_refused',
    `the running database refuses the password in \`${folder.password}\`; stop the server (its pid is in ` +
      `\`${pidFile(folder)}\`), remove that file and start again: a new one is made`,
  );
}

/** SQLSTATE invalid_password. */
const invalidPassword = '28P01';

/** `sslmode=disable`: the connection never leaves the host, and the caller's PGSSLMODE is not for it. */
export function urlOf(folder: Folder, port: number, database: string): string {
  return `postgres://${ownerRole}:${passwordOf(folder) ?? ''}@127.0.0.1:${port}/${database}?sslmode=disable`;
}
