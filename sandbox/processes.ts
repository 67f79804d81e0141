/**
 * What /proc says about the processes of this host: who is alive, whose they are, who descends from
 * whom. A process id alone means little, since the kernel reuses it: an owner is remembered by pid
 * and start time together.
 */
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessSeen {
  pid: number;
  parentPid: number;
  /** Real, effective, saved and file-system uid. */
  uids: number[];
  residentBytes: number;
}

/** Every process on the host that this one may see, zombies too (they still hold their uid). */
export function processesNow(): ProcessSeen[] {
  const seen: ProcessSeen[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const status = readOrNull(`/proc/${name}/status`);
    if (status === null) continue;
    seen.push({
      pid: Number(name),
      parentPid: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0),
      uids: (/^Uid:\s+(.+)$/m.exec(status)?.[1] ?? '').split(/\s+/).map(Number),
      residentBytes: Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024,
    });
  }
  return seen;
}

/** `root` and everything below it in `all`. */
export function descendants(all: readonly ProcessSeen[], root: number): ProcessSeen[] {
  const family = new Set([root]);
  // A child may be listed before its parent, so go round until nothing is added.
  for (let before = 0; before !== family.size;) {
    before = family.size;
    for (const one of all) if (family.has(one.parentPid)) family.add(one.pid);
  }
  return all.filter((one) => family.has(one.pid));
}

/** Clock ticks since boot at which the process started; null when there is none or it is a corpse. */
export function startTicks(pid: number): string | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  // The second field is the command's name in parentheses and may itself hold any byte.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
}

/** Processor time of a process and of the children it waited for; ticks are 10 ms everywhere. */
export function processorMs(pid: number): number {
  const stat = readOrNull(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
}

/** A name for one process that stays true after its pid is reused. */
export function processName(pid: number): string {
  return `${pid}-${startTicks(pid) ?? 'gone'}`;
}

export function isNamedProcessAlive(name: string): boolean {
  const [pid, ticks] = name.split('-');
  return ticks !== undefined && startTicks(Number(pid)) === ticks;
}

export function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already, which is what was wanted.
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
