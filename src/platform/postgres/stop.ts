/** Ends the server when it is ours to end and nobody uses it. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { namedPostmaster } from './cluster.ts';
import type { Folder } from './folder.ts';
import { tryExclusive, withLock } from './locks.ts';
import { processState, signalIfThere, waitUntilDead, worksIn } from './processes.ts';

/** On the command line of every server we start, so that even one whose starter was killed is known. */
export const ourMark = 'cluster_name=sallyport';

/** Fast shutdown writes a checkpoint; immediate leaves recovery to the next start; then the kernel's. */
const insistence: [NodeJS.Signals, number][] = [
  ['SIGINT', 60_000],
  ['SIGQUIT', 10_000],
  ['SIGKILL', 5_000],
];

/** True when the server was ended. A server that no Sallyport started, or that has users, stays. */
export async function stopServer(folder: Folder, lockMsMax: number): Promise<boolean> {
  if (!existsSync(folder.root)) return false; // Somebody removed it all: PostgreSQL notices by itself.
  return withLock(folder.lock, lockMsMax, async () => {
    const alone = tryExclusive(folder.users);
    if (alone === undefined) return false;
    try {
      const pid = startedByUs(folder);
      if (pid === undefined) return false;
      for (const [signal, waitMsMax] of insistence) {
        signalIfThere(pid, signal);
        if (await waitUntilDead(pid, waitMsMax)) break;
      }
      return true;
    } finally {
      alone();
    }
  });
}

/** The pid of the folder's server, if it runs and bears our mark. */
function startedByUs(folder: Folder): number | undefined {
  const pid = namedPostmaster(folder)?.pid;
  if (pid === undefined || processState(pid) !== 'running') return undefined;
  return worksIn(pid, realpathSync(folder.data)) && commandLine(pid).includes(ourMark)
    ? pid
    : undefined;
}

function commandLine(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
