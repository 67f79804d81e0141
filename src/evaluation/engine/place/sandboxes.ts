/**
 * The sandboxes of one run, and the one way a command is asked of them. Agents and everything else have
 * a supervisor each: an agent's command may wait for a host's, and with one queue for both, agents that
 * wait would hold every place that hosts need.
 */
import { lstat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import {
  chooseTier,
  limitsFor,
  openSandbox,
  type Mount,
  type RunFinished,
  type RunLimits,
  type RunRequest,
  type Sandbox,
  type Tier,
  type TierPolicy,
} from '#platform/sandbox';
import { SampleEnded } from '../disposition.ts';
import type { Need, Words } from '../suite/task.ts';

export interface Sandboxes {
  forAgents: Sandbox;
  /** Hosts, setup, builds and scorers: none of them waits for another run. */
  forOthers: Sandbox;
  tier: Tier;
  tierPolicy: TierPolicy;
  close(): Promise<void>;
}

/** Throws `NoSandbox` where no tier fits. */
export async function openSandboxes(
  tierPolicy: TierPolicy,
  runsMax = availableParallelism(),
): Promise<Sandboxes> {
  const forAgents = await openSandbox({ runsMax });
  const opened = [forAgents];
  const close = async () => void (await Promise.all(opened.map((sandbox) => sandbox.close())));
  try {
    const tier = chooseTier(tierPolicy, await forAgents.tiers());
    const forOthers = await openSandbox({ runsMax });
    opened.push(forOthers);
    return { forAgents, forOthers, tier, tierPolicy, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const MiB = 1024 * 1024;

export const commandLimits = {
  /** One command of an agent. */
  tool: (wallMs: number): RunLimits => ({
    ...limitsFor.run,
    wallMs,
    cpuMs: wallMs * 2,
    diskBytes: 512 * MiB,
    processesMax: 128,
  }),
  /** `setup` and each step of `build`. */
  build: { ...limitsFor.build, diskBytes: 512 * MiB } as RunLimits,
  /** One connection to a host. */
  connection: { ...limitsFor.run, wallMs: 10_000, outputBytes: MiB } as RunLimits,
  check: (wallMs: number): RunLimits => ({
    ...limitsFor.run,
    wallMs,
    cpuMs: wallMs * 2,
    diskBytes: 256 * MiB,
  }),
};

/** A command, whichever sandbox it is for. */
export interface Command {
  words: Words;
  cwd: string;
  env?: Readonly<Record<string, string>>;
  stdin?: Uint8Array;
  mounts: readonly Mount[];
  limits: RunLimits;
  needs: readonly Need[];
}

/** What was asked cannot be done: no such program, or a folder that no sandbox can be given any more. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
}

/**
 * Runs once and never again in secret: a command of an agent has effects. Throws `SampleEnded` where the
 * sandbox broke, `CommandRefused`, or what `signal` was aborted with.
 */
export async function runIn(
  sandbox: Sandbox,
  tier: Tier,
  command: Command,
  signal: AbortSignal,
): Promise<RunFinished> {
  signal.throwIfAborted();
  const outcome = await sandbox.run(requestOf(tier, command), signal);
  signal.throwIfAborted();
  if (outcome.kind === 'finished') return outcome;
  if (outcome.fault === 'request') throw new CommandRefused(outcome.reason);
  throw new SampleEnded('sandbox_failed', outcome.reason);
}

function requestOf(tier: Tier, command: Command): RunRequest {
  const { words, cwd, env = {}, stdin, mounts, limits: runLimits, needs } = command;
  const [program = '', ...rest] = words;
  return {
    tier,
    argv: [programPath(program, cwd), ...rest],
    cwd,
    env: { ...baseEnv, ...(needs.includes('cc') ? compilerEnv : {}), ...env },
    ...(stdin === undefined ? {} : { stdin }),
    mounts: [...mounts, ...(needs.includes('node') ? [nodeMount] : [])],
    limits: runLimits,
  };
}

/** The Node that runs Sallyport, so that a task does not hang on the host's. */
const nodeMount: Mount = { host: process.execPath, inside: '/runtime/node', access: 'read' };

/** An absolute path inside, as `execve` wants it. */
function programPath(program: string, cwd: string): string {
  if (program.startsWith('/')) return program;
  if (program.includes('/')) return `${cwd}/${program.replace(/^\.\//, '')}`;
  return program === 'node' ? nodeMount.inside : `/usr/bin/${program}`;
}

const baseEnv = {
  PATH: '/usr/bin:/bin:/runtime',
  HOME: '/tmp',
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  PYTHONDONTWRITEBYTECODE: '1',
};

const sanitized = '-g -O1 -fno-omit-frame-pointer -fno-common -fsanitize=address';
/** As `#proof` builds, so that the agent's build crashes where the scorer's does. */
const compilerEnv = {
  CC: 'gcc',
  CXX: 'g++',
  CFLAGS: sanitized,
  CXXFLAGS: sanitized,
  LDFLAGS: '-fsanitize=address',
  ASAN_OPTIONS: 'detect_leaks=0',
};

/** What a suite needs and this host has not, in words; empty when all is there. */
export async function missingNeeds(needs: ReadonlySet<Need>): Promise<string[]> {
  const programs: Record<Need, string> = {
    cc: '/usr/bin/gcc',
    python: '/usr/bin/python3',
    node: process.execPath,
  };
  const missing: string[] = [];
  for (const need of needs) {
    if ((await lstat(programs[need]).catch(() => undefined)) === undefined) {
      missing.push(`\`${need}\` needs \`${programs[need]}\`; see \`sallyport doctor\``);
    }
  }
  return missing;
}

/** How a command ended, in words. */
export function endOf(run: RunFinished): string {
  if (run.stopped !== null) return `stopped at the ${run.stopped} limit`;
  return run.signal === null ? `exit code ${run.exitCode}` : `killed by ${run.signal}`;
}
