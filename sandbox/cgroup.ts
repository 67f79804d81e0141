/**
 * Control groups: the only honest cap on memory (a sanitizer reserves terabytes of address space,
 * so an address-space limit would stop it), on processes and on total processor time. Version 1 and
 * version 2 hierarchies are found in /proc/self/mountinfo; a host may have both. What no hierarchy
 * offers is named in `lacking`, and the run is then watched by polling instead.
 *
 * Groups are made under the supervisor's own, so whatever caps the worker caps its runs too.
 * An instance folder carries the supervisor's pid and start time: the next supervisor to start
 * empties and removes those whose owner is dead.
 */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isNamedProcessAlive, killQuietly, processName } from './processes.ts';

type Controller = 'memory' | 'pids' | 'cpuacct';

/** One mounted hierarchy and the controllers we use from it. */
interface Hierarchy {
  version: 1 | 2;
  folder: string;
  controllers: Controller[];
}

export interface Usage {
  cpuMs: number;
  memoryPeakBytes: number;
  outOfMemoryKills: number;
  /** How often a process was refused for there being too many. */
  processesRefused: number;
}

export class Cgroups {
  readonly hierarchies: Hierarchy[];
  readonly lacking: Controller[];
  readonly #instance = `sallyport-${processName(process.pid)}`;

  constructor(root = '/') {
    this.hierarchies = [];
    for (const found of findHierarchies(root)) {
      removeStale(found.folder);
      const mine = { ...found, folder: join(found.folder, this.#instance) };
      if (prepare(mine)) this.hierarchies.push(mine);
    }
    const has = new Set(this.hierarchies.flatMap((one) => one.controllers));
    this.lacking = (['memory', 'pids', 'cpuacct'] as const).filter((name) => !has.has(name));
  }

  create(name: string): RunCgroup {
    return new RunCgroup(
      this.hierarchies.map((one) => ({ ...one, folder: join(one.folder, name) })),
    );
  }

  close(): void {
    for (const { folder } of this.hierarchies) removeTree(folder);
  }
}

export class RunCgroup {
  readonly #hierarchies: Hierarchy[];

  constructor(hierarchies: Hierarchy[]) {
    this.#hierarchies = hierarchies;
    for (const { folder } of hierarchies) mkdirSync(folder);
  }

  /** A process joins by writing its pid to each of these. */
  get joinFiles(): string[] {
    return this.#hierarchies.map(({ folder }) => join(folder, 'cgroup.procs'));
  }

  limit(memoryBytes: number, processesMax: number): void {
    for (const { version, folder, controllers } of this.#hierarchies) {
      const put = (file: string, value: number | string) =>
        writeFileSync(join(folder, file), String(value));
      if (controllers.includes('memory') && version === 1) {
        put('memory.limit_in_bytes', memoryBytes);
        // Swap would let a run go on past its cap; the file is absent where swap is not counted.
        if (existsSync(join(folder, 'memory.memsw.limit_in_bytes'))) {
          put('memory.memsw.limit_in_bytes', memoryBytes);
        }
      }
      if (controllers.includes('memory') && version === 2) {
        put('memory.max', memoryBytes);
        if (existsSync(join(folder, 'memory.swap.max'))) put('memory.swap.max', 0);
        put('memory.oom.group', 1);
      }
      if (controllers.includes('pids')) put('pids.max', processesMax);
    }
  }

  usage(): Usage {
    const usage: Usage = { cpuMs: 0, memoryPeakBytes: 0, outOfMemoryKills: 0, processesRefused: 0 };
    for (const { version, folder, controllers } of this.#hierarchies) {
      const number = (file: string, pattern: RegExp) =>
        Number(pattern.exec(readOr(join(folder, file)))?.[1] ?? 0);
      if (controllers.includes('memory') && version === 1) {
        usage.memoryPeakBytes = number('memory.max_usage_in_bytes', /(\d+)/);
        usage.outOfMemoryKills = number('memory.oom_control', /^oom_kill (\d+)/m);
      }
      if (controllers.includes('memory') && version === 2) {
        usage.memoryPeakBytes = number('memory.peak', /(\d+)/);
        usage.outOfMemoryKills = number('memory.events', /^oom_kill (\d+)/m);
      }
      if (controllers.includes('pids')) {
        usage.processesRefused = number('pids.events', /^max (\d+)/m);
      }
      if (controllers.includes('cpuacct') && version === 1) {
        usage.cpuMs = number('cpuacct.usage', /(\d+)/) / 1e6;
      }
      if (controllers.includes('cpuacct') && version === 2) {
        usage.cpuMs = number('cpu.stat', /^usage_usec (\d+)/m) / 1e3;
      }
    }
    return usage;
  }

  pids(): number[] {
    const files = this.joinFiles.map((file) => readOr(file).split('\n'));
    return [...new Set(files.flat().filter(Boolean).map(Number))];
  }

  /** One attempt to kill everybody inside; true when nobody was left before it. */
  kill(): boolean {
    for (const { version, folder } of this.#hierarchies) {
      if (version === 2) writeQuietly(join(folder, 'cgroup.kill'), '1');
    }
    const pids = this.pids();
    for (const pid of pids) killQuietly(pid);
    return pids.length === 0;
  }

  /** True once the group is gone from every hierarchy. */
  remove(): boolean {
    return this.#hierarchies.map(({ folder }) => removeEmpty(folder)).every(Boolean);
  }
}

/** Hierarchies mounted here, each with the folder of the group this process is in. */
function findHierarchies(root: string): Hierarchy[] {
  const own = readOr(join(root, 'proc/self/cgroup')).split('\n');
  const found = new Map<string, Hierarchy>();
  for (const line of readOr(join(root, 'proc/self/mountinfo')).split('\n')) {
    const [left, right] = line.split(' - ');
    const [, , , mountRoot, mountPoint] = (left ?? '').split(' ');
    const [type, , options] = (right ?? '').split(' ');
    if (mountRoot === undefined || mountPoint === undefined) continue;
    if (type !== 'cgroup' && type !== 'cgroup2') continue;
    const version = type === 'cgroup2' ? 2 : 1;
    const names = (options ?? '').split(',');
    const controllers = (['memory', 'pids', 'cpuacct'] as const).filter((one) =>
      names.includes(one),
    );
    if (version === 1 && controllers.length === 0) continue;
    const mine = own.find((entry) => {
      const listed = entry.split(':')[1] ?? '';
      return version === 2 ? entry.startsWith('0::') : listed.split(',').includes(controllers[0]!);
    });
    const path = mine?.split(':').slice(2).join(':') ?? '/';
    const below = path.startsWith(mountRoot) ? path.slice(mountRoot.length) : '/';
    const folder = join(root, mountPoint, below);
    if (!found.has(folder)) found.set(folder, { version, folder, controllers });
  }
  const versionOne = [...found.values()].filter((one) => one.version === 1);
  const taken = new Set(versionOne.flatMap((one) => one.controllers));
  const versionTwo = [...found.values()]
    .filter((one) => one.version === 2)
    .map((one) => enableVersionTwo(one, taken));
  // On a host with both, version 2 may have nothing left to offer.
  return [...versionOne, ...versionTwo.filter((one) => one.controllers.length > 0)];
}

/**
 * Version 2 hands controllers down only from a group without processes of its own, except at the
 * root; so where our own group refuses, the instance folder goes to the root of the mount.
 */
function enableVersionTwo(one: Hierarchy, taken: Set<Controller>): Hierarchy {
  const wanted = (['memory', 'pids'] as const).filter((name) => !taken.has(name));
  const rootFolder = one.folder.slice(0, one.folder.length - ownPathTwo(one.folder).length) || '/';
  for (const folder of new Set([one.folder, rootFolder])) {
    for (const name of wanted) writeQuietly(join(folder, 'cgroup.subtree_control'), `+${name}`);
    const given = readOr(join(folder, 'cgroup.subtree_control')).split(/\s+/);
    if (!wanted.every((name) => given.includes(name))) continue;
    // Processor time is counted in every version 2 group, with no controller at all.
    const cpu: Controller[] = taken.has('cpuacct') ? [] : ['cpuacct'];
    return { ...one, folder, controllers: [...wanted, ...cpu] };
  }
  return { ...one, controllers: taken.has('cpuacct') ? [] : ['cpuacct'] };
}

/** The part of `folder` below its mount: as many trailing names as still hold `cgroup.type`. */
function ownPathTwo(folder: string): string {
  let top = folder;
  // The root group is the one without `cgroup.type`.
  while (top !== '/' && existsSync(join(top, 'cgroup.type'))) top = join(top, '..');
  return folder.slice(top.length);
}

/** Makes the instance folder; false where this process may not. */
function prepare(one: Hierarchy): boolean {
  try {
    mkdirSync(one.folder);
    if (one.version === 2) {
      for (const name of one.controllers) {
        if (name !== 'cpuacct')
          writeFileSync(join(one.folder, 'cgroup.subtree_control'), `+${name}`);
      }
    }
    return true;
  } catch {
    return false;
  }
}

function removeStale(folder: string): void {
  for (const name of listOr(folder)) {
    const owner = /^sallyport-(\d+-.+)$/.exec(name)?.[1];
    if (owner !== undefined && !isNamedProcessAlive(owner)) removeTree(join(folder, name));
  }
}

/** Kills whoever is inside, then removes run groups and the folder; at most 200 rounds of 5 ms. */
function removeTree(folder: string): void {
  for (let round = 0; round < 200; round++) {
    const groups = listOr(folder).map((name) => join(folder, name));
    for (const group of [...groups, folder]) {
      for (const pid of readOr(join(group, 'cgroup.procs')).split('\n').filter(Boolean)) {
        killQuietly(Number(pid));
      }
    }
    const areGone = groups.map(removeEmpty).every(Boolean);
    if (areGone && removeEmpty(folder)) return;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  }
}

function removeEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
  return true;
}

function listOr(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function writeQuietly(path: string, value: string): void {
  try {
    writeFileSync(path, value);
  } catch {
    // Not offered or not allowed here; the caller reads back what holds.
  }
}
