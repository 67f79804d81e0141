/**
 * The bubblewrap tier: namespaces, a read-only view of the system's programs, no capability, a
 * seccomp filter, and our own pid 1 (`init.pl`). It shares the host's kernel.
 */
import { lstatSync, readFileSync, readlinkSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { tool, type StateFolders } from './host.ts';
import { message } from './launcher.ts';
import type { PreparedMount } from './mounts.ts';
import type { RunRequest } from './request.ts';
import { callNumbers } from './seccomp.ts';
import { toolFds, type Ended, type Tier } from './tier.ts';

/** Without its comments, since it travels as an argument and shows in process lists. */
const initScript = readFileSync(join(import.meta.dirname, 'init.pl'), 'utf8').replace(
  /^\s*#.*$\n/gm,
  '',
);
const statusBytesMax = 64 * 1024;
const lastBytesMs = 1000;
/** Of the disk allowance, what `/dev/shm` may take; `/tmp` gets the rest. */
const sharedMemoryShare = 1 / 8;

export const bubblewrap: Tier = {
  overheadBytes: 16 * 1024 * 1024,

  // bwrap outside, and pid 1.
  hostProcesses: (processesMax) => processesMax + 3,

  needsOwnNetwork: false,
  needsStatus: true,
  channelPath: () => null,

  command(place, request, mounts): string[] {
    const { prctl, prlimit64 } = callNumbers();
    return [
      tool('bwrap'),
      ...walls(place.state, request.limits.diskBytes),
      ...mounts.flatMap(bind),
      ...['--remount-ro', '/dev', '--remount-ro', '/', '--seccomp', String(toolFds.filter)],
      ...['--as-pid-1', tool('perl'), '-e', initScript],
      ...[String(toolFds.status), String(prctl), String(prlimit64)],
    ];
  },

  attach(place, request, status): () => Promise<Ended> {
    return converse(status, request, limitsOf(request, place.uid));
  },
};

/** Limits for `init.pl`, by their numbers in linux/resource.h. */
function limitsOf(request: RunRequest, uid: number | null): string {
  const { diskBytes, cpuMs, processesMax } = request.limits;
  const limits = [
    ['0', Math.ceil(cpuMs / 1000) + 1], // RLIMIT_CPU, seconds
    ['1', diskBytes], // RLIMIT_FSIZE
  ];
  // Where a uid is shared, the user's other processes would be counted.
  if (uid !== null) limits.push(['6', bubblewrap.hostProcesses(processesMax)]); // RLIMIT_NPROC
  return limits.map((one) => one.join(':')).join(' ');
}

function walls(state: StateFolders, diskBytes: number): string[] {
  const sharedBytes = Math.floor(diskBytes * sharedMemoryShare);
  return [
    ...['--unshare-all', '--unshare-user', '--disable-userns', '--uid', '1000', '--gid', '1000'],
    ...['--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--hostname', 'sandbox'],
    ...['--ro-bind', '/usr', '/usr', ...systemLinks(), '--ro-bind', state.etc, '/etc'],
    ...['--proc', '/proc', '--dev', '/dev'],
    ...['--perms', '1777', '--size', String(sharedBytes), '--tmpfs', '/dev/shm'],
    ...['--perms', '1777', '--size', String(diskBytes - sharedBytes), '--tmpfs', '/tmp'],
    ...['--chdir', '/', '--clearenv'],
  ];
}

/** `/bin` and its like, as the host has them: links into /usr, or folders of their own. */
function systemLinks(): string[] {
  return ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'].flatMap((path) => {
    const seen = lstatSync(path, { throwIfNoEntry: false });
    if (seen === undefined) return [];
    return seen.isSymbolicLink()
      ? ['--symlink', readlinkSync(path), path]
      : ['--ro-bind', path, path];
  });
}

function bind(mount: PreparedMount): string[] {
  return [mount.access === 'write' ? '--bind' : '--ro-bind', mount.source, mount.inside];
}

/** Sends the command to pid 1 and keeps the one line it answers with. */
function converse(status: Socket, request: RunRequest, limits: string): () => Promise<Ended> {
  let said = '';
  status.on('data', (chunk: Buffer) => {
    if (said.length < statusBytesMax) said += chunk.toString('utf8');
  });
  const variables = Object.entries(request.env).flat();
  const { cwd, argv } = request;
  status.write(message([limits, cwd, String(argv.length), ...argv, ...variables]));
  const closed = new Promise<void>((done) => status.once('close', () => done()));
  return async () => {
    // Every holder of the other end is dead by now, so the last bytes are on their way.
    const timer = setTimeout(() => status.destroy(), lastBytesMs);
    await closed;
    clearTimeout(timer);
    const refused = /^refused (.*)$/m.exec(said)?.[1];
    if (refused !== undefined) return { kind: 'refused', reason: refused.trim() };
    const ended = /^ended (\d+) (\d+)$/m.exec(said);
    if (ended === null) return { kind: 'unknown' };
    return { kind: 'ended', waitStatus: Number(ended[1]), cpuMs: Number(ended[2]) };
  };
}
