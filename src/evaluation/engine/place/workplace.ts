/**
 * Where one sample happens: the agent's folder, its hosts' folders and the folder connections pass
 * through, all below one folder on this host that goes when the sample ends.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mount, RunFinished } from '#platform/sandbox';
import type { SampleSeed } from '../seed.ts';
import type { Task, Variant, Words } from '../suite/task.ts';
import { answerIn, connectProgram } from './connect-folder.ts';
import { furnish } from './furnish.ts';
import { Hosts, type ConnectionSeen } from './hosts.ts';
import { openToReaders } from './left.ts';
import { commandLimits, runIn, type Sandboxes } from './sandboxes.ts';

export interface WorkplaceOptions {
  task: Task;
  variant: Variant;
  seed: SampleSeed;
  /** Undefined only where nothing of the task needs one. */
  sandboxes: Sandboxes;
  /** The run's own folder. */
  workDir: string;
  signal: AbortSignal;
  onConnection: (seen: ConnectionSeen) => void;
}

export class Workplace {
  readonly task: Task;
  readonly seed: SampleSeed;
  readonly sandboxes: Sandboxes;
  readonly hosts: Hosts;
  /** By the host's name. */
  readonly hostFolders: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
  readonly #root: string;
  /** Made when first asked for: a sample that is only talk needs no disk. */
  #made: Promise<string> | undefined;
  #next = 0;

  private constructor(options: WorkplaceOptions, root: string) {
    const { task, sandboxes } = options;
    this.task = task;
    this.seed = options.seed;
    this.sandboxes = sandboxes;
    this.signal = options.signal;
    this.#root = root;
    this.hostFolders = new Map(
      Object.keys(task.hosts).map((name) => [name, join(root, `host-${name}`)]),
    );
    const hosts = Object.entries(task.hosts).map(([name, host]) => [
      name,
      { ...host, folder: this.hostFolders.get(name) as string },
    ]);
    this.hosts = new Hosts({
      hosts: Object.fromEntries(hosts),
      needs: task.needs,
      sandbox: sandboxes.forOthers,
      tier: sandboxes.tier,
      onSeen: options.onConnection,
    });
  }

  /** Throws `SampleEnded` where the task cannot be set up. */
  static async open(options: WorkplaceOptions): Promise<Workplace> {
    const workplace = new Workplace(options, join(options.workDir, `sample-${++samples}`));
    try {
      await workplace.#furnish(options);
      return workplace;
    } catch (error) {
      await workplace.remove();
      throw error;
    }
  }

  async #furnish({ task, variant, seed, sandboxes, signal }: WorkplaceOptions): Promise<void> {
    const { setup, build } = task;
    const files = { ...task.files, ...variant.files };
    const hosts = Object.entries(task.hosts);
    const isBare = Object.keys(files).length + build.length + hosts.length === 0;
    if (isBare && setup === null) return;
    const own = { task, folder: await this.folder(), inside: task.home, files, setup, build };
    await furnish(sandboxes, own, seed, signal);
    for (const [name, host] of hosts) {
      const folder = this.hostFolders.get(name) as string;
      await mkdir(folder, { mode: 0o755 });
      await furnish(sandboxes, { task, folder, inside: '/srv', ...host }, seed, signal);
    }
  }

  /** What the agent sees at `task.home`. */
  folder(): Promise<string> {
    this.#made ??= this.#make();
    return this.#made;
  }

  async #make(): Promise<string> {
    // To be passed through and not listed: each run has its own uid, and is shown its own folders.
    await mkdir(this.#root, { mode: 0o711 });
    const folder = join(this.#root, 'agent');
    await mkdir(folder, { mode: 0o755 });
    return folder;
  }

  /** One command of the agent. Where the task has hosts, `connect` answers while it runs. */
  async run(words: Words, wallMs: number, stdin?: Uint8Array): Promise<RunFinished> {
    const own = await this.folder();
    const mounts: Mount[] = [{ host: own, inside: this.task.home, access: 'write' }];
    if (this.hostFolders.size === 0) return this.#run(words, mounts, wallMs, stdin);
    const passage = await this.emptyFolder('connect');
    mounts.push(
      { host: passage, inside: '/connect', access: 'write' },
      { host: connectProgram, inside: '/runtime/connect', access: 'read' },
    );
    const ended = new AbortController();
    const signal = AbortSignal.any([this.signal, ended.signal]);
    const answering = answerIn(passage, this.hosts, signal);
    try {
      return await this.#run(words, mounts, wallMs, stdin);
    } finally {
      // Nobody waits for an answer any more; a connection half served is cut.
      ended.abort(connectionsOver);
      await answering.stop().catch((error: unknown) => {
        if (error !== connectionsOver) throw error;
      });
      await rm(passage, { recursive: true, force: true });
    }
  }

  #run(words: Words, mounts: Mount[], wallMs: number, stdin?: Uint8Array): Promise<RunFinished> {
    const { task, sandboxes } = this;
    const command = {
      words,
      cwd: task.home,
      env: task.env,
      mounts,
      limits: commandLimits.tool(wallMs),
      needs: task.needs,
      ...(stdin === undefined ? {} : { stdin }),
    };
    return runIn(sandboxes.forAgents, sandboxes.tier, command, this.signal);
  }

  /** A new folder of this sample, for a scorer or a connection. */
  async emptyFolder(name: string): Promise<string> {
    await this.folder();
    const folder = join(this.#root, `${name}-${this.#next++}`);
    await mkdir(folder, { mode: 0o755 });
    return folder;
  }

  /** What the agent and its hosts have come to, as a scorer's sandbox sees it. */
  async leftMounts(): Promise<Mount[]> {
    const own = await this.folder();
    await openToReaders(own);
    const mounts: Mount[] = [
      { host: this.task.folder, inside: '/task', access: 'read' },
      { host: own, inside: '/agent', access: 'read' },
    ];
    for (const [name, host] of this.hostFolders) {
      await openToReaders(host);
      mounts.push({ host, inside: `/hosts/${name}`, access: 'read' });
    }
    return mounts;
  }

  async remove(): Promise<void> {
    if (this.#made === undefined) return;
    await rm(this.#root, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Of this process: what makes their folders differ. */
let samples = 0;

const connectionsOver = new Error('the command that had connected is over');
