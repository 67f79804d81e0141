/**
 * What this host offers the supervisor: its tools by absolute path (the environment is empty, so
 * there is no PATH), the folder for its files, and the folder of system files that every run sees
 * as /etc. Files of a supervisor that died are removed by the next one to start.
 */
import { execFileSync } from 'node:child_process';
import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isNamedProcessAlive, processName } from './processes.ts';

const openFilesMax = 4096;
const toolFolders = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin'];

/** Debian package that brings each tool; the mend line names it. */
export const packageOf: Record<string, string> = {
  bwrap: 'bubblewrap',
  runsc: 'runsc',
  setpriv: 'util-linux',
  prlimit: 'util-linux',
  unshare: 'util-linux',
  mount: 'mount',
  mkfifo: 'coreutils',
  perl: 'perl-base',
};

export class ToolMissing extends Error {
  readonly tool: string;
  constructor(tool: string) {
    super(`\`${tool}\` is not installed`);
    this.tool = tool;
  }
}

const found = new Map<string, string>();

export function tool(name: string): string {
  const known = found.get(name);
  if (known !== undefined) return known;
  for (const folder of toolFolders) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
    } catch {
      continue;
    }
    found.set(name, path);
    return path;
  }
  throw new ToolMissing(name);
}

/** Root may change uid; anybody else runs everything under their own, which is weaker. */
export const isRoot = process.getuid?.() === 0;

/**
 * Limits that every run inherits from this process: no core files, no POSIX queues, little locked
 * memory (they live outside every other limit), and a bound on open files.
 */
export function limitOwnProcess(): void {
  const hard = /^Max open files\s+\d+\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'));
  const openFiles = Math.min(openFilesMax, Number(hard?.[1] ?? openFilesMax));
  const limits = ['--core=0', '--msgqueue=0', '--memlock=65536', `--nofile=${openFiles}`];
  execFileSync(tool('prlimit'), ['--pid', String(process.pid), ...limits], { env: {} });
}

/**
 * Closes what this process inherited by accident: a descriptor that a shell or a job runner left
 * open would otherwise pass through us into every run. Node's own are all close-on-exec.
 */
export function closeInherited(): void {
  for (const name of readdirSync('/proc/self/fd')) {
    const fd = Number(name);
    if (fd <= 2) continue;
    try {
      const flags = /^flags:\s+(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1];
      const isCloseOnExec = (parseInt(flags ?? '0', 8) & 0o2000000) !== 0;
      if (!isCloseOnExec) closeSync(fd);
    } catch {
      // The descriptor of this very listing, gone already.
    }
  }
}

export interface StateFolders {
  /** Shared by every supervisor of this user on this host. */
  base: string;
  /** This supervisor's own; searchable but not listable by others. */
  instance: string;
  /** What a run sees as /etc. */
  etc: string;
}

export function openState(): StateFolders {
  const base =
    isRoot && existsSync('/run')
      ? '/run/sallyport-sandbox'
      : join(tmpdir(), `sallyport-sandbox-${process.getuid?.() ?? 0}`);
  mkdirSync(base, { recursive: true, mode: 0o711 });
  const seen = lstatSync(base);
  // Somebody else may have made a folder, or a link, of that name before us.
  if (!seen.isDirectory() || seen.uid !== process.getuid?.() || (seen.mode & 0o022) !== 0) {
    throw new Error(`\`${base}\` is not a folder of ours; remove it`);
  }
  for (const name of readdirSync(base)) {
    const isInstance = /^\d+-\d+$/.test(name);
    if (isInstance && !isNamedProcessAlive(name)) {
      rmSync(join(base, name), { recursive: true, force: true });
    }
  }
  const instance = join(base, processName(process.pid));
  mkdirSync(instance, { mode: 0o711 });
  return { base, instance, etc: composeEtc(join(instance, 'etc')) };
}

/** The least a dynamic linker, a compiler driver and a language runtime look for. */
function composeEtc(etc: string): string {
  mkdirSync(etc, { mode: 0o755 });
  for (const file of ['ld.so.cache', 'ld.so.conf']) {
    if (existsSync(`/etc/${file}`)) copyFileSync(`/etc/${file}`, join(etc, file));
  }
  for (const folder of ['ld.so.conf.d', 'alternatives']) {
    if (!existsSync(`/etc/${folder}`)) continue;
    cpSync(`/etc/${folder}`, join(etc, folder), { recursive: true, verbatimSymlinks: true });
  }
  writeFileSync(
    join(etc, 'passwd'),
    'root:x:0:0::/tmp:/bin/sh\nrun:x:1000:1000::/tmp:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n',
  );
  writeFileSync(join(etc, 'group'), 'root:x:0:\nrun:x:1000:\nnogroup:x:65534:\n');
  writeFileSync(join(etc, 'hosts'), '127.0.0.1 localhost\n::1 localhost\n');
  writeFileSync(join(etc, 'nsswitch.conf'), 'passwd: files\ngroup: files\nhosts: files\n');
  return etc;
}
