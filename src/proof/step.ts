/**
 * What every step of one proof shares, and the one way a step fails. Fetching, building and running
 * fail in different words because they mean different things: none of them is a refuted proof.
 */
import type { RunFinished, RunLimits, RunRequest, Sandbox, Tier } from '#platform/sandbox';
import type { Bundle } from './bundle.ts';
import type { Artefact, Fetching } from './fetch.ts';
import type { RunResult } from './verdict.ts';
import type { Workspace } from './workspace.ts';

export interface Stage {
  bundle: Bundle;
  sandbox: Sandbox;
  tier: Tier;
  workspace: Workspace;
  /** Folder of everything fetched, and what is in it already. */
  archives: string;
  archived: Set<string>;
  artefacts: Map<string, Promise<Artefact>>;
  fetching: Fetching;
  onProgress: (event: ProofProgress) => void;
  signal: AbortSignal;
}

/** What a page can show while a proof runs. Carries outcomes, never contents. */
export type ProofProgress =
  | { kind: 'fetched'; what: string; sha256: string }
  | { kind: 'built'; variant: Variant; steps: number }
  | { kind: 'run-finished'; index: number; runs: number; hit: boolean; ended: string }
  | { kind: 'benign-finished'; input: number; index: number; hit: boolean; ended: string }
  | { kind: 'control-finished'; index: number; hit: boolean; ended: string };

/** Which tree a run meets. The run itself cannot tell: all are `/target`. */
export type Variant = 'base' | 'fixed' | 'inert';

export class StepFailed extends Error {
  override readonly name = 'StepFailed';
  readonly verdict: 'fetch-failed' | 'build-failed' | 'sandbox-failed' | 'invalid-bundle';
  constructor(verdict: StepFailed['verdict'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.verdict = verdict;
  }
}

const attemptsMax = 3;

/** Runs once; tries again when the sandbox itself broke, and says so when it stays broken. */
export async function runIn(stage: Stage, request: Omit<RunRequest, 'tier'>): Promise<RunFinished> {
  let reason = '';
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    stage.signal.throwIfAborted();
    const outcome = await stage.sandbox.run({ tier: stage.tier, ...request }, stage.signal);
    if (outcome.kind === 'finished') {
      if (outcome.stopped === 'cancelled') stage.signal.throwIfAborted();
      return outcome;
    }
    // Asking again changes nothing: a program that is not there, most often.
    if (outcome.fault === 'request') throw refused(request.argv[0] as string, outcome.reason);
    reason = outcome.reason;
  }
  throw new StepFailed('sandbox-failed', reason);
}

/** Asked before the runs, and after runs that stayed silent: a full disk silences any oracle. */
export async function requireSpace(workspace: Workspace): Promise<void> {
  if (await workspace.hasSpace()) return;
  throw new StepFailed(
    'sandbox-failed',
    'the work folder has less than 256 MiB free; free some space, or give another folder',
  );
}

/** What this host should have for any bundle; without it the host is at fault, not the bundle. */
const hostTools = /^\/(usr\/)?bin\/(sh|bash|perl|python3|gcc|g\+\+|make|tar|cp|chmod)$/;

function refused(program: string, reason: string): StepFailed {
  if (!/cannot (start|enter)/.test(reason)) return new StepFailed('sandbox-failed', reason);
  if (hostTools.test(program)) {
    return new StepFailed(
      'sandbox-failed',
      `this host has no \`${program}\`; install it, see \`sallyport doctor\``,
    );
  }
  return new StepFailed(
    'invalid-bundle',
    `${reason}; name a program that the build leaves in place`,
  );
}

const mebibyte = 1024 * 1024;

/** Compilers are large and parallel; a build that passes these is refused by name. */
export const buildLimits = (timeoutMs: number): RunLimits => ({
  wallMs: timeoutMs,
  cpuMs: timeoutMs * 2,
  memoryBytes: 2048 * mebibyte,
  processesMax: 256,
  diskBytes: 1024 * mebibyte,
  outputBytes: 8 * mebibyte,
});

/** Unpacking: the disk limit is the one that a bomb meets. */
export const unpackLimits: RunLimits = {
  wallMs: 120_000,
  cpuMs: 120_000,
  memoryBytes: 512 * mebibyte,
  processesMax: 16,
  diskBytes: 1024 * mebibyte,
  outputBytes: mebibyte,
};

export const triggerLimits = (timeoutMs: number): RunLimits => ({
  wallMs: timeoutMs,
  cpuMs: timeoutMs * 2,
  memoryBytes: 1024 * mebibyte,
  processesMax: 64,
  diskBytes: 64 * mebibyte,
  outputBytes: mebibyte,
});

/** The last lines of what a failed step printed, for the finder: bounded, without control characters. */
export function lastWords(run: RunFinished): string {
  const text = Buffer.from(run.stderr.length > 0 ? run.stderr : run.stdout).toString('utf8');
  return text
    .replace(/[^\P{Cc}\n\t]/gu, '\ufffd')
    .trim()
    .slice(-600);
}

export type { RunResult };
