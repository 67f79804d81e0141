/**
 * The gVisor tier: the command's system calls are answered by a kernel of its own (`runsc`), which
 * itself runs under the run's uid with no privilege, no network and a root filesystem composed here.
 * `runsc do` is not used: it shows the command the host's root.
 *
 * The bundle follows the OCI runtime specification 1.0.2. Inside, the command is uid 0 without any
 * capability, because a rootless sandbox maps only one uid; outside it is the run's own.
 *
 * How the command ended comes from the logs of runsc on the host, which hold the raw wait() status;
 * its exit code folds a signal into 128 + n. The command cannot reach those logs. When the run's
 * kernel could not be asked (it broke, or was quicker than the question), `runsc run` passes that
 * kernel's own ending off as the command's; then only what the kernel wrote down before counts.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { tool } from './host.ts';
import { makePlace, type PreparedMount } from './mounts.ts';
import type { RunRequest } from './request.ts';
import type { Ended, RunPlace, Tier } from './tier.ts';

const MiB = 1024 * 1024;
/** Where a run that asked for a channel finds the pipe before it is opened as a descriptor. */
const channelFolder = '/.channel';
const logBytesMax = MiB;
const sharedMemoryShare = 1 / 8;

export const gvisor: Tier = {
  // The kernel of the run and its file server.
  overheadBytes: 96 * MiB,

  // Each process inside has a shadow outside, and threads that wait on it; refused one, the kernel
  // of the run gives up, so there is room to spare.
  hostProcesses: (processesMax) => 160 + 5 * processesMax,

  channelPath(place): string {
    mkdirSync(join(place.folder, 'channel'), { mode: 0o755 });
    return join(place.folder, 'channel', 'pipe');
  },

  needsOwnNetwork: true,
  needsStatus: false,

  command(place, request, mounts): string[] {
    composeRoot(place.folder, mounts);
    // runsc keeps its own state and log here, as the run's uid.
    for (const name of ['state', 'log']) {
      const folder = join(place.folder, name);
      mkdirSync(folder, { mode: 0o700 });
      if (place.uid !== null) chownSync(folder, place.uid, place.uid);
    }
    const bundle = composeBundle(place, request, mounts);
    writeFileSync(join(place.folder, 'config.json'), JSON.stringify(bundle), { mode: 0o644 });
    return [
      ...[tool('runsc'), '--rootless', '--ignore-cgroups', '--network=none'],
      ...['--platform=ptrace', `--host-fifo=${request.channelFd === null ? 'none' : 'open'}`],
      ...[`--root=${join(place.folder, 'state')}`],
      ...[`--debug-log=${join(place.folder, 'log')}/%COMMAND%`],
      // The name is also that of a socket, so nobody should guess it.
      ...['run', '--bundle', place.folder, `run-${randomUUID()}`],
    ];
  },

  attach:
    (place, { argv }) =>
    async (): Promise<Ended> =>
      readEnding(join(place.folder, 'log'), argv),
};

/** Mount points and links only; every file in view comes from a mount. */
function composeRoot(folder: string, mounts: PreparedMount[]): void {
  const root = join(folder, 'root');
  for (const name of ['usr', 'etc', 'proc', 'dev', 'tmp']) makePlace(join(root, name), true);
  for (const link of linkedSystemFolders()) symlinkSync(link.target, join(root, link.path));
  for (const path of ownSystemFolders()) makePlace(join(root, path), true);
  for (const mount of mounts) makePlace(join(root, mount.inside), mount.isFolder);
  makePlace(join(root, channelFolder), true);
}

const systemFolders = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

function linkedSystemFolders(): { path: string; target: string }[] {
  return systemFolders
    .filter((path) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
    .map((path) => ({ path, target: readlinkSync(path) }));
}

function ownSystemFolders(): string[] {
  return systemFolders.filter((path) => lstatSync(path, { throwIfNoEntry: false })?.isDirectory());
}

function composeBundle(place: RunPlace, request: RunRequest, mounts: PreparedMount[]): object {
  const { limits, channelFd } = request;
  const sharedBytes = Math.floor(limits.diskBytes * sharedMemoryShare);
  const cpuSeconds = Math.ceil(limits.cpuMs / 1000) + 1;
  const tmpfs = (destination: string, bytes: number) => ({
    destination,
    type: 'tmpfs',
    source: 'tmpfs',
    options: ['nosuid', 'nodev', 'mode=1777', `size=${bytes}`],
  });
  const bind = (source: string, destination: string, access: 'read' | 'write') => ({
    destination,
    type: 'bind',
    source,
    options: ['rbind', 'nosuid', 'nodev', access === 'write' ? 'rw' : 'ro'],
  });
  const rlimit = (type: string, max: number) => ({ type, soft: max, hard: max });
  const nothing: string[] = [];
  return {
    ociVersion: '1.0.2',
    process: {
      user: { uid: 0, gid: 0 },
      args: withChannel(request.argv, channelFd),
      env: Object.entries(request.env).map(([name, value]) => `${name}=${value}`),
      cwd: request.cwd,
      capabilities: {
        bounding: nothing,
        effective: nothing,
        permitted: nothing,
        inheritable: nothing,
        ambient: nothing,
      },
      noNewPrivileges: true,
      rlimits: [
        rlimit('RLIMIT_CORE', 0),
        rlimit('RLIMIT_NOFILE', 4096),
        rlimit('RLIMIT_FSIZE', limits.diskBytes),
        rlimit('RLIMIT_CPU', cpuSeconds),
      ],
    },
    root: { path: 'root', readonly: true },
    hostname: 'sandbox',
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc' },
      // Writable, or its devices are not either. It has no size of its own; memory bounds it.
      { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid'] },
      tmpfs('/dev/shm', sharedBytes),
      tmpfs('/tmp', limits.diskBytes - sharedBytes),
      bind('/usr', '/usr', 'read'),
      bind(place.state.etc, '/etc', 'read'),
      ...ownSystemFolders().map((path) => bind(path, path, 'read')),
      ...(channelFd === null ? [] : [bind(join(place.folder, 'channel'), channelFolder, 'write')]),
      ...mounts.map((mount) => bind(mount.source, mount.inside, mount.access)),
    ],
    linux: {
      namespaces: ['pid', 'network', 'ipc', 'uts', 'mount'].map((type) => ({ type })),
    },
  };
}

/** This version hands over no descriptor but the first three, so a shell opens the pipe by name. */
function withChannel(argv: string[], channelFd: number | null): string[] {
  if (channelFd === null) return argv;
  return ['/bin/sh', '-c', `exec "$@" ${channelFd}>${channelFolder}/pipe`, 'sh', ...argv];
}

function readEnding(folder: string, argv: string[]): Ended {
  const run = readLog(join(folder, 'run'));
  const status = /^I\d{4} [\d:.]+ +\d+ main\.go:\d+\] Exiting with status: (\d+)\n*$/m.exec(run);
  const wasAsked = !run.includes('Will try waiting on the sandbox process instead');
  if (status !== null && wasAsked) {
    return { kind: 'ended', waitStatus: Number(status[1]), cpuMs: null };
  }
  // The kernel's log repeats the arguments, so they could hold a line that looks like its own.
  const kernel = argv.some((one) => one.includes('\n')) ? '' : readLog(join(folder, 'boot'));
  const words =
    /^I\d{4} [\d:.]+ +\d+ boot\.go:\d+\] application exiting with (exit status|killed by signal) (\d+)/gm;
  const seen = [...kernel.matchAll(words)];
  const last = seen.at(-1);
  if (last !== undefined) {
    const number = Number(last[2]);
    return {
      kind: 'ended',
      waitStatus: last[1] === 'exit status' ? number << 8 : number,
      cpuMs: null,
    };
  }
  const missing = /FATAL ERROR: .*(no such file or directory|permission denied)/i.exec(run);
  return missing === null ? { kind: 'unknown' } : { kind: 'refused', reason: missing[0] };
}

function readLog(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(-logBytesMax);
  } catch {
    return '';
  }
}

/** For reports: which runsc this is. */
export function runscVersion(): string {
  return execFileSync(tool('runsc'), ['--version'], { env: {}, encoding: 'utf8' }).split('\n')[0]!;
}
