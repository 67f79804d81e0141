/**
 * Which process is which, from /proc. A pid alone proves nothing: it may be a corpse that its parent
 * has not buried (seen for up to 2 s where PID 1 is slow), or a stranger that got the number later.
 */
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export type ProcessState = 'running' | 'corpse' | 'gone';

/** A corpse (state Z or X in proc(5)) runs no code and holds no file. */
export function processState(pid: number): ProcessState {
  const state = statFields(pid)?.[0];
  if (state === undefined) return 'gone';
  return state === 'Z' || state === 'X' ? 'corpse' : 'running';
}

/** When the process started, in clock ticks since boot: with the pid, an identity that is not reused. */
export function startTicks(pid: number): string | undefined {
  return statFields(pid)?.[19];
}

/** The pid namespace we see pids in; a pid written down in another one means nothing here. */
export function pidNamespace(): string {
  return readlinkSync('/proc/self/ns/pid');
}

/** True when the process works in `folder`, as a postmaster does in its data folder. */
export function worksIn(pid: number, folder: string): boolean {
  const cwd = cwdOf(pid);
  if (cwd !== undefined) return cwd === folder;
  // Not ours to look at. Somebody else's process is not the postmaster of a folder that is ours; a
  // postgres of our own that hides its folder is taken for it, since the mistake is then harmless.
  return ownerOf(pid) === process.getuid?.() && nameOf(pid) === 'postgres';
}

/**
 * PostgreSQL's backends in `folder` whose postmaster is dead. One that waits for anything ends by
 * itself; one that computes does not notice, and holds the folder until it is done.
 */
export function orphansIn(folder: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name));
  return pids.map(Number).filter((pid) => {
    const parent = Number(statFields(pid)?.[1]);
    return processState(pid) === 'running' && isBackendIn(pid, folder) && cwdOf(parent) !== folder;
  });
}

/** Backends rename themselves; a postmaster keeps the command line it was started with. */
function isBackendIn(pid: number, folder: string): boolean {
  const title = readOrNothing(`/proc/${pid}/cmdline`) ?? '';
  return title.startsWith('postgres: ') && cwdOf(pid) === folder;
}

export function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Waits until no code of it runs any more. False when it still does. */
export async function waitUntilDead(pid: number, waitMsMax: number): Promise<boolean> {
  const deadline = performance.now() + waitMsMax;
  while (processState(pid) === 'running') {
    if (performance.now() > deadline) return false;
    await sleep(10);
  }
  return true;
}

function ownerOf(pid: number): number | undefined {
  return statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid;
}

function nameOf(pid: number): string | undefined {
  return readOrNothing(`/proc/${pid}/comm`)?.trim();
}

function cwdOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** The fields after the command name, which is in brackets and may itself hold brackets and blanks. */
function statFields(pid: number): string[] | undefined {
  const text = readOrNothing(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

function readOrNothing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
