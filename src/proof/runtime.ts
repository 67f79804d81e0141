/**
 * What runs beside the target: the packaged Node, our call harness, and the small library that
 * moves AddressSanitizer's report to a private descriptor (built in the sandbox).
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Mount, Sandbox, Tier } from '#platform/sandbox';
import { defaultModule, places } from './layout.ts';
import type { Call, EnvironmentKind, Report } from './schema.ts';
import { buildLimits, lastWords, runIn, StepFailed, type Stage } from './step.ts';
import { writeInto } from './workspace.ts';

const source = (name: string) => fileURLToPath(new URL(`./harness/${name}`, import.meta.url));

/** The Node that runs Sallyport also runs `node` targets, so a verdict does not hang on the host's. */
export function nodeMount(): Mount {
  return { host: process.execPath, inside: `${places.runtime}/node`, access: 'read' };
}

/** One compiler a sandbox and tier, so one library: the same few lines of ours, built once. */
const libraries = new WeakMap<Sandbox, Map<Tier, Uint8Array>>();

/** A folder with `report-fd.so` in it. Throws `StepFailed` where there is no compiler. */
export async function reportLibrary(stage: Stage): Promise<string> {
  const byTier = libraries.get(stage.sandbox) ?? new Map<Tier, Uint8Array>();
  libraries.set(stage.sandbox, byTier);
  // Kept when it is there, not while it is made: another proof's cancellation is not ours.
  const library = byTier.get(stage.tier) ?? (await compile(stage));
  byTier.set(stage.tier, library);
  return stage.workspace.filled('harness', [['report-fd.so', library]]);
}

async function compile(stage: Stage): Promise<Uint8Array> {
  const folder = await stage.workspace.folder('harness');
  await writeInto(folder, 'report-fd.c', await readFile(source('report-fd.c')));
  const run = await runIn(stage, {
    argv: ['/usr/bin/gcc', '-shared', '-fPIC', '-O1', '-o', 'report-fd.so', 'report-fd.c'],
    cwd: places.harness,
    env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
    mounts: [{ host: folder, inside: places.harness, access: 'write' }],
    limits: buildLimits(60_000),
  });
  if (run.exitCode === 0) return readFile(join(folder, 'report-fd.so'));
  const mend = 'this host cannot compile for c-asan; run `apt-get install gcc libc6-dev`';
  throw new StepFailed(
    'sandbox-failed',
    `${mend} (${run.stopped ?? run.signal ?? `exit ${run.exitCode}`}) ${lastWords(run)}`,
  );
}

/** The folder mounted at `/sallyport` for a run of `calls`. */
export async function callsHarness(
  stage: Stage,
  calls: readonly Call[],
  kind: EnvironmentKind,
  target: Report['target'],
  channelFd: number,
): Promise<string> {
  const plan = { module: defaultModule(target, kind), calls, channelFd };
  const name = harnessName(kind);
  return stage.workspace.filled('harness', [
    [name, await readFile(source(name))],
    ['calls.json', Buffer.from(JSON.stringify(plan))],
  ]);
}

export function harnessArgv(kind: EnvironmentKind): string[] {
  const script = `${places.harness}/${harnessName(kind)}`;
  return kind === 'node'
    ? [`${places.runtime}/node`, script]
    : ['/usr/bin/python3', '-I', '-S', script];
}

const harnessName = (kind: EnvironmentKind) => (kind === 'node' ? 'calls.mjs' : 'calls.py');
