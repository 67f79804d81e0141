/**
 * The hostile programs and what containing each one looks like. A program prints `ESCAPED what` for
 * every attack that worked and `TRIED n` at its end, so a program that did nothing is not taken for
 * one that was held. `gives` is the exact list of attacks that a tier lets succeed because they end
 * inside it (gVisor answers them with its own kernel): a new one fails, and so does one that stopped
 * working and was not struck out.
 */
import type { RunLimits, StopReason, Tier } from '#platform/sandbox';

export type Ending =
  | { exitCode: number }
  | { signal: NodeJS.Signals }
  /** Any of these reasons; which one comes first is a race between limits. */
  | { stopped: StopReason[] };

export interface HostileProgram {
  /** The file in `programs/`. */
  file: string;
  /** For a file that is run in more than one way. */
  name?: string;
  args?: string[];
  env?: Record<string, string>;
  limits?: Partial<RunLimits>;
  channelFd?: number;
  stdin?: string;
  /** More than one where the second looks for what the first left. */
  runs?: number;
  ends: Ending | Partial<Record<Tier, Ending>>;
  gives?: Partial<Record<Tier, string[]>>;
  /** Names in the writable folder `/out` afterwards; not given, no such folder is mounted. */
  leaves?: { exactly: string[] } | { atMostBytes: number };
  /** Must occur in what the run printed on this stream, or must not. */
  prints?: { on: 'stdout' | 'stderr' | 'channel'; text: string | RegExp; not?: true }[];
}

const MiB = 1024 * 1024;
const quietly = { exitCode: 0 };
const byTheClock: Ending = { stopped: ['wall-time'] };
/** Long enough for a run to have started on a busy machine. */
const soon = { wallMs: 2000 };

export const programs: HostileProgram[] = [
  // Network
  { file: 'tcp-to-the-host.py', ends: quietly },
  { file: 'udp-to-the-host.py', ends: quietly },
  { file: 'names-and-routes.py', ends: quietly },
  { file: 'raw-sockets.c', ends: quietly },
  { file: 'abstract-socket.py', ends: quietly },

  // Files of the host, of other runs, and left for the host
  { file: 'host-files.sh', ends: quietly },
  {
    file: 'read-only-places.sh',
    ends: quietly,
    gives: { gvisor: ['a file in /dev', 'a folder in /dev'] },
  },
  { file: 'other-runs.sh', ends: quietly },
  { file: 'environment-secrets.sh', ends: quietly },
  {
    file: 'links-left-behind.sh',
    ends: quietly,
    leaves: { exactly: ['here', 'kept-link', 'kept.txt', 'sub2'] },
  },
  {
    file: 'special-files-left-behind.py',
    ends: quietly,
    leaves: { exactly: ['kept.txt', 'locked'] },
  },
  {
    file: 'names-left-behind.py',
    ends: quietly,
    leaves: { exactly: [' ', '$(id)', '-rf', '..\ufffd', 'a\nb', 'x'.repeat(255), '\ufffd\ufffd'] },
  },
  { file: 'deep-tree-left-behind.py', ends: { stopped: ['disk'] }, leaves: { exactly: [] } },
  { file: 'hard-links.sh', ends: quietly, leaves: { exactly: ['a'] } },
  { file: 'set-uid-left-behind.sh', ends: quietly, leaves: { exactly: ['become'] } },

  // Using the machine up
  {
    file: 'fork-bomb.c',
    ends: { stopped: ['wall-time', 'processes'] },
    limits: { ...soon, processesMax: 48 },
  },
  {
    file: 'thread-bomb.c',
    ends: quietly,
    gives: { gvisor: ['more than a thousand threads'] },
    limits: { processesMax: 48 },
  },
  { file: 'memory-bomb.c', ends: { stopped: ['memory'] }, limits: { memoryBytes: 256 * MiB } },
  {
    file: 'memory-in-children.c',
    ends: { stopped: ['memory'] },
    limits: { memoryBytes: 256 * MiB },
  },
  { file: 'memory-files.c', ends: { stopped: ['memory'] }, limits: { memoryBytes: 256 * MiB } },
  { file: 'temporary-folder-filler.py', ends: quietly },
  {
    file: 'disk-filler.sh',
    ends: { stopped: ['disk'] },
    leaves: { atMostBytes: 2048 * MiB },
  },
  { file: 'sparse-files.py', ends: quietly, leaves: { atMostBytes: MiB } },
  {
    file: 'many-files.py',
    ends: { stopped: ['disk', 'wall-time'] },
    limits: { wallMs: 2500 },
    leaves: { atMostBytes: 2048 * MiB },
  },
  { file: 'output-flood.sh', name: 'flood of output', args: ['1'], ends: { stopped: ['output'] } },
  { file: 'output-flood.sh', name: 'flood of errors', args: ['2'], ends: { stopped: ['output'] } },
  {
    file: 'output-flood.sh',
    name: 'flood of the channel',
    args: ['5'],
    channelFd: 5,
    ends: { stopped: ['output'] },
  },
  { file: 'processor-hog.py', ends: { stopped: ['cpu-time'] }, limits: { cpuMs: 1500 } },
  { file: 'descriptor-hog.py', ends: quietly },
  { file: 'limits-raised.py', ends: quietly, gives: { gvisor: ['nice below zero'] } },
  {
    file: 'killed-last.sh',
    ends: quietly,
    gives: { gvisor: ['own score lowered', 'own score lowered a little'] },
  },
  { file: 'giant-arguments.py', ends: quietly },

  // Not ending, or ending badly
  { file: 'sleeps-forever.sh', ends: byTheClock, limits: soon },
  { file: 'stops-itself.c', ends: byTheClock, limits: soon },
  { file: 'closes-everything.c', ends: byTheClock, limits: soon },
  { file: 'stopped-children.c', ends: quietly },
  { file: 'zombies.c', ends: quietly },
  { file: 'daemon-that-stays.py', ends: quietly, leaves: { exactly: ['heartbeat'] } },
  { file: 'kills-everybody.c', ends: { exitCode: 7 } },
  { file: 'kills-itself.c', ends: { signal: 'SIGKILL' } },

  // Lying to the judge
  {
    file: 'exits-like-a-crash.sh',
    name: 'exit code of a kill',
    args: ['137'],
    ends: { exitCode: 137 },
  },
  {
    file: 'exits-like-a-crash.sh',
    name: 'exit code of a crash',
    args: ['139'],
    ends: { exitCode: 139 },
  },
  { file: 'forged-ending.py', ends: { exitCode: 3 } },
  { file: 'preloaded.c', env: { LD_PRELOAD: '/hostile/bin/preloaded.so' }, ends: { exitCode: 5 } },
  {
    file: 'channel-misuse.py',
    channelFd: 5,
    ends: quietly,
    prints: [{ on: 'channel', text: /^first;a child;$/ }],
  },
  {
    file: 'fake-sanitizer-report.sh',
    channelFd: 5,
    ends: { exitCode: 1 },
    prints: [
      { on: 'stderr', text: 'ERROR: AddressSanitizer' },
      { on: 'channel', text: 'AddressSanitizer', not: true },
    ],
  },

  // The judge, the supervisor, the kernel
  { file: 'traces-its-parent.c', ends: quietly },
  { file: 'proc-writes.sh', ends: quietly },
  { file: 'own-program-overwritten.c', ends: quietly },
  { file: 'inherited-descriptors.py', stdin: 'what it may read', ends: quietly },
  {
    file: 'nested-namespaces.c',
    ends: quietly,
    gives: {
      gvisor: [
        'clone a user namespace',
        'clone mounts',
        'unshare mounts',
        'unshare a user namespace',
      ],
    },
  },
  { file: 'mounts.c', ends: quietly },
  { file: 'chroot-escape.c', ends: quietly },
  { file: 'device-nodes.c', ends: quietly, gives: { gvisor: ['/dev/fuse', '/dev/net/tun'] } },
  { file: 'set-uid-programs.sh', ends: quietly },
  { file: 'becomes-another.c', ends: quietly },
  { file: 'key-rings.c', ends: quietly },
  { file: 'kernel-surface.c', ends: quietly, gives: { gvisor: ['io_uring', 'log of the kernel'] } },
  { file: 'terminal-tricks.c', ends: quietly },
  { file: 'shared-memory.py', ends: quietly, runs: 2 },
];

export const nameOf = ({ name, file }: HostileProgram): string => name ?? file;
