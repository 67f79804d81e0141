/**
 * Kills parts of a running installation at random instants while reports travel the whole path, and
 * counts afterwards: nothing acknowledged is lost, nothing happened twice where anyone can see it.
 *
 * How: an installation runs as its own processes (`sallyport up`, three workers, the sandbox supervisor,
 * PostgreSQL). A driver submits, coordinates, publishes and closes over HTTP, repeating any request that
 * was cut off, as a client would. Each round SIGKILLs one part; whoever looks after it starts it again.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { openAllKeys, openZone, packageRoot } from '#app';
import { steadyClock } from '#platform/clock';
import type { ZoneParts } from '#platform/context';
import { randomIds } from '#platform/ids';
import { startPostgres } from '#platform/postgres';
import { Traveller } from './traveller.ts';
import { faultsIn, untilSequenced } from './audit.ts';

export type Part = 'server' | 'worker' | 'supervisor' | 'database';
export const parts: Part[] = ['server', 'worker', 'supervisor', 'database'];

export interface KillOutcome {
  rounds: Record<Part, number>;
  acknowledged: number;
  /** What was lost or doubled; empty is the point. */
  faults: string[];
  /** Of everything, before and after a backup was restored elsewhere. */
  stateBefore: string;
  stateAfter: string;
}

const settleMsMax = 180_000;
const sequenceMsMax = 20_000;

export async function killRounds(
  rounds: number,
  onRound: (round: number, part: Part) => void = () => undefined,
): Promise<KillOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-kill-'));
  const dataDir = join(folder, 'data');
  const installation = new Installation(dataDir);
  const counts: Record<Part, number> = { server: 0, worker: 0, supervisor: 0, database: 0 };
  try {
    await installation.start();
    const traveller = await Traveller.enrol(
      await installation.zone('office'),
      () => installation.url,
    );
    const travelling = traveller.travelUntilStopped();
    for (let round = 0; round < rounds; round++) {
      await sleep(500 + Math.random() * 2500);
      const part = parts[round % parts.length] as Part;
      onRound(round, part);
      if (await installation.kill(part)) counts[part] += 1;
    }
    traveller.stop();
    await travelling;
    const outer = await installation.zone('outer');
    await traveller.settle(settleMsMax);
    await untilSequenced(outer, sequenceMsMax);
    const faults = await faultsIn(outer, traveller.acknowledged);
    const { before, after } = await installation.copyElsewhere(folder);
    return {
      rounds: counts,
      acknowledged: traveller.acknowledged.length,
      faults,
      stateBefore: before,
      stateAfter: after,
    };
  } finally {
    await installation.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** `sallyport up` as a process, with somebody who starts it again. */
class Installation {
  url = '';
  readonly #dataDir: string;
  #child: ChildProcess | undefined;
  #port = 0;
  readonly #opened: ZoneParts[] = [];
  #hold: Awaited<ReturnType<typeof startPostgres>> | undefined;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  async start(): Promise<void> {
    const child = spawn(
      join(packageRoot, 'sallyport'),
      ['up', '--dev', '--data', this.#dataDir, '--port', String(this.#port)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    this.#child = child;
    for await (const chunk of child.stdout) {
      const url = /(http:\S+)/.exec(String(chunk))?.[1];
      if (url === undefined) continue;
      this.url = url;
      this.#port = Number(new URL(url).port);
      // Whatever it prints later must not fill the pipe.
      child.stdout.resume();
      return;
    }
    throw new Error('the installation did not start; what it said is above');
  }

  async zone(zone: 'office' | 'outer'): Promise<ZoneParts> {
    this.#hold ??= await startPostgres({ dataDir: this.#dataDir });
    const keys = openAllKeys(join(this.#dataDir, '..', 'keys'));
    const opened = openZone({
      databaseUrl: this.#hold.url,
      dataDir: this.#dataDir,
      keys: keys[zone],
      connectionsMax: 2,
      clock: steadyClock(),
      ids: randomIds,
    });
    this.#opened.push(opened);
    return opened;
  }

  /** False when the part was not there at that instant (a supervisor between two lives). */
  async kill(part: Part): Promise<boolean> {
    const pid = await this.#pidOf(part);
    if (pid === undefined || !killed(pid)) return false;
    if (part === 'server' && this.#child) {
      await once(this.#child, 'exit').catch(() => undefined);
      await this.start();
    }
    return true;
  }

  async #pidOf(part: Part): Promise<number | undefined> {
    const up = this.#child?.pid;
    if (part === 'server') return up;
    if (part === 'database') {
      const text = await readFile(
        join(this.#dataDir, 'postgres/data/postmaster.pid'),
        'utf8',
      ).catch(() => '');
      return Number(text.split('\n')[0]) || undefined;
    }
    const worker = (await childrenOf(up)).find(
      ({ words }) => words.includes('worker') && words.includes('outer'),
    );
    if (part === 'worker') return worker?.pid;
    return (await childrenOf(worker?.pid)).find(({ words }) =>
      words.some((word) => word.endsWith('supervisor.ts')),
    )?.pid;
  }

  /** Backs up, restores beside, and backs that up again: the CLI's own hashes of everything must agree. */
  async copyElsewhere(folder: string): Promise<{ before: string; after: string }> {
    await this.#stopUp();
    await this.#letGo();
    const keys = join(folder, 'keys');
    const elsewhere = join(folder, 'elsewhere', 'data');
    const before = await sallyport(keys, [
      'backup',
      '--to',
      join(folder, 'first'),
      '--data',
      this.#dataDir,
    ]);
    await sallyport(keys, ['restore', join(folder, 'first'), '--data', elsewhere]);
    const after = await sallyport(keys, [
      'backup',
      '--to',
      join(folder, 'second'),
      '--data',
      elsewhere,
    ]);
    return { before: before.stateSha256, after: after.stateSha256 };
  }

  async #letGo(): Promise<void> {
    for (const { database } of this.#opened.splice(0)) await database.close();
    await this.#hold?.stop();
    this.#hold = undefined;
  }

  async #stopUp(): Promise<void> {
    if (this.#child?.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
  }

  async stop(): Promise<void> {
    await this.#stopUp();
    await this.#letGo();
  }
}

/** False when it had ended by itself between looking and killing. */
function killed(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

async function sallyport(keysDir: string, words: string[]): Promise<{ stateSha256: string }> {
  const env = { ...process.env, SALLYPORT_KEYS: keysDir };
  const { stdout } = await promisify(execFile)(
    join(packageRoot, 'sallyport'),
    [...words, '--json'],
    { env, maxBuffer: 16 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as { stateSha256: string };
}

interface Process {
  pid: number;
  words: string[];
}

async function childrenOf(parent: number | undefined): Promise<Process[]> {
  if (parent === undefined) return [];
  const found: Process[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const status = await readFile(`/proc/${entry}/status`, 'utf8').catch(() => '');
    if (!status.includes(`\nPPid:\t${parent}\n`)) continue;
    const words = (await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '')).split('\0');
    found.push({ pid: Number(entry), words });
  }
  return found;
}
