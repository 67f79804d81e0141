/**
 * One run's place on the host, and the process that will become its tool. The chain of programs only
 * takes away, each becoming the next by exec, so the supervisor stays the parent of what it started:
 *
 *   unshare      a mount namespace of its own when a mount must be staged; for gVisor, a network
 *                namespace too, since runsc listens on an abstract socket any local user reaches
 *   sh           joins the run's control groups (and binds the stages), while still root
 *   setpriv      becomes the run's uid, with no group, no new privileges, dead when its parent dies
 *   launcher.pl  waits for the request, then becomes the tool
 *
 * All of this is the same for every request without staged mounts, so it is done ahead of time.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { callNumbers, seccompProgram } from './seccomp.ts';
import type { Cgroups, RunCgroup } from './cgroup.ts';
import { isRoot, tool, type StateFolders } from './host.ts';
import type { PreparedMount } from './mounts.ts';
import type { OutputPipe, PipeMaker } from './pipes.ts';
import { descendants, killQuietly, processesNow } from './processes.ts';
import { toolFds, type RunPlace, type Tier } from './tier.ts';
import type { UidPool } from './uids.ts';

export interface Resources {
  state: StateFolders;
  /** Null when this process may not change uid. */
  uids: UidPool | null;
  cgroups: Cgroups;
  pipes: PipeMaker;
}

export interface Launch {
  command: string[];
  stdin: Buffer;
  /** Number of the channel in the run, where the tool passes descriptors on. */
  channelFd: number | null;
  needsStatus: boolean;
}

/** No shell text is made from input: paths travel as arguments of a fixed script. */
const joinScript = `
for file in $1; do echo $$ > "$file" || exit 125; done
shift
while [ "$1" != -- ]; do mount -o bind "$1" "$2" || exit 125; shift 2; done
shift
exec "$@"`;
const launcherScript = readFileSync(join(import.meta.dirname, 'launcher.pl'), 'utf8').replace(
  /^\s*#.*$\n/gm,
  '',
);
const killRoundMs = 2;
const killRoundsMax = 5000;
let count = 0;

export class Launcher {
  readonly place: RunPlace;
  readonly group: RunCgroup;
  readonly out: OutputPipe;
  readonly err: OutputPipe;
  /** Where the tool passes descriptors on; a tier that opens its channel by name makes its own. */
  readonly channel: OutputPipe;
  readonly #resources: Resources;
  #child: ChildProcess | null = null;
  #exited: Promise<void> = Promise.resolve();
  #hasExited = false;
  #isDead = false;

  /** `uid` is null when runs share the supervisor's. */
  constructor(resources: Resources, uid: number | null) {
    const name = `run-${++count}`;
    const folder = join(resources.state.instance, name);
    mkdirSync(folder, { mode: 0o711 });
    this.#resources = resources;
    this.place = { state: resources.state, folder, uid };
    this.group = resources.cgroups.create(name);
    this.out = resources.pipes.open();
    this.err = resources.pipes.open();
    this.channel = resources.pipes.open();
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get status(): Socket {
    return this.#child!.stdio[toolFds.status] as Socket;
  }

  /** Settles when the tool has exited and this process has waited for it. */
  get exited(): Promise<void> {
    return this.#exited;
  }

  /** True while it waits for its request. */
  get isReady(): boolean {
    return this.#child !== null && !this.#hasExited;
  }

  begin(tier: Pick<Tier, 'needsOwnNetwork'>, mounts: readonly PreparedMount[]): void {
    const { state, uid } = this.place;
    const chain = chainOf(this.group.joinFiles, mounts, uid, tier.needsOwnNetwork);
    const filter = openSync(filterFile(state), 'r');
    const stdio: (number | 'pipe' | 'ignore')[] = ['ignore', this.out.writer, this.err.writer];
    // Beyond the first three, `ignore` leaves a number closed.
    while (stdio.length < toolFds.status) stdio.push('ignore');
    stdio.push('pipe', filter, this.channel.writer);
    const child = spawn(chain[0]!, chain.slice(1), { env: {}, cwd: '/', stdio });
    this.#child = child;
    this.#exited = new Promise((done) => {
      const over = () => {
        this.#hasExited = true;
        done();
      };
      child.once('exit', over);
      // No such program; the run then ends without a word, which is a failure of ours.
      child.once('error', over);
    });
    closeSync(filter);
    for (const pipe of [this.out, this.err, this.channel]) pipe.closeWriter();
  }

  start({ command, stdin, channelFd, needsStatus }: Launch): void {
    const input = stdin.length === 0 ? '' : this.#keepInput(stdin);
    const number = channelFd === null ? '' : String(channelFd);
    const fields = [input, number, needsStatus ? '1' : '', ...command];
    this.status.on('error', () => this.status.destroy());
    this.status.write(message(fields));
  }

  /** One attempt; `whenDead` makes sure. */
  kill(): void {
    if (this.#isDead) return;
    const isGrouped = this.group.joinFiles.length > 0;
    const pid = this.pid;
    const family = isGrouped || pid === undefined ? [] : descendants(processesNow(), pid);
    this.#child?.kill('SIGKILL');
    this.group.kill();
    for (const one of family) killQuietly(one.pid);
  }

  /** INVARIANT (nothing survives a run): throws when something will not die in 10 s. */
  async whenDead(): Promise<void> {
    await this.#exited;
    for (let round = 0; round < killRoundsMax; round++) {
      this.#isDead ||= this.group.kill() && !this.#isUidAlive();
      if (this.#isDead) return;
      await sleep(killRoundMs);
    }
    throw new Error(`processes of a run cannot be killed: ${this.group.pids().join(' ')}`);
  }

  /** Call when everybody is dead. */
  async release(): Promise<void> {
    await Promise.all([this.out, this.err, this.channel].map((pipe) => pipe.collect(0)));
    if (this.#child !== null) this.status.destroy();
    rmSync(this.place.folder, { recursive: true, force: true });
    void removeLater(this.group);
    if (this.place.uid !== null) this.#resources.uids?.giveBack(this.place.uid);
  }

  /** For one that will not be used. */
  async discard(): Promise<void> {
    this.kill();
    await this.whenDead();
    await this.release();
  }

  /** Where no control group holds the run together, its uid does. */
  #isUidAlive(): boolean {
    const { uid } = this.place;
    if (this.group.joinFiles.length > 0 || uid === null) return false;
    const alive = processesNow().filter((one) => one.uids.includes(uid) && one.residentBytes > 0);
    for (const one of alive) killQuietly(one.pid);
    return alive.length > 0;
  }

  /** A file, since `/dev/stdin` can then be opened again, unlike a socket. */
  #keepInput(stdin: Buffer): string {
    const path = join(this.place.folder, 'stdin');
    writeFileSync(path, stdin, { mode: 0o444 });
    return path;
  }
}

/** Fields ended by NUL, with their length in front: how `launcher.pl` and `init.pl` are spoken to. */
export function message(fields: readonly string[]): Buffer {
  const text = Buffer.from(`${fields.join('\0')}\0`);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text]);
}

function chainOf(
  joinFiles: readonly string[],
  mounts: readonly PreparedMount[],
  uid: number | null,
  needsOwnNetwork: boolean,
): string[] {
  const staged = mounts.filter((mount) => mount.isStaged);
  const stages = staged.flatMap((mount) => [mount.host, mount.source]);
  const separate = [
    ...(staged.length > 0 ? ['--mount', '--propagation', 'private'] : []),
    ...(needsOwnNetwork && isRoot ? ['--net'] : []),
  ];
  return [
    ...(separate.length > 0 ? [tool('unshare'), ...separate] : []),
    ...[tool('sh'), '-c', joinScript, 'sh', joinFiles.join(' '), ...stages, '--'],
    ...[tool('setpriv'), ...changeUid(uid), '--no-new-privs', '--pdeathsig', 'KILL'],
    ...[tool('perl'), '-e', launcherScript],
    ...[toolFds.status, toolFds.filter, toolFds.channel, callNumbers().dup3].map(String),
  ];
}

function changeUid(uid: number | null): string[] {
  if (uid === null) return [];
  return [
    `--reuid=${uid}`,
    `--regid=${uid}`,
    '--clear-groups',
    '--inh-caps=-all',
    '--ambient-caps=-all',
    '--bounding-set=-all',
  ];
}

let filterPath: string | null = null;

function filterFile(state: StateFolders): string {
  if (filterPath !== null) return filterPath;
  filterPath = join(state.instance, 'seccomp.bpf');
  writeFileSync(filterPath, seccompProgram());
  return filterPath;
}

/** A group may be busy for a moment after its last process died. */
async function removeLater(group: RunCgroup): Promise<void> {
  for (let round = 0; round < 200 && !group.remove(); round++) await sleep(10);
}
