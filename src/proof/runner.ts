/**
 * One run of one input against one tree, and its judgement. Each run is a fresh sandbox with a
 * canary, an exit number and a descriptor drawn for it alone.
 */
import { randomBytes, randomInt } from 'node:crypto';
import type { Mount, RunFinished, RunLimits } from '#platform/sandbox';
import { sha256Hex } from './digest.ts';
import type { Inputs } from './inputs.ts';
import { places, programPath, runEnvironment } from './layout.ts';
import { judge, type Judgement, type Planted } from './oracle.ts';
import { callsHarness, harnessArgv, nodeMount } from './runtime.ts';
import type { Report } from './schema.ts';
import { runIn, triggerLimits, type Stage } from './step.ts';
import { readBack } from './workspace.ts';

/** What does not change from run to run: prepared once for an input and a tree. */
export interface Prepared {
  tree: string;
  inputs: Inputs;
  inputFolder: string;
  /** Holds `report-fd.so`; only for c-asan. */
  reportLibrary: string | undefined;
}

export interface Judged extends Judgement {
  output: Output;
  wallMs: number;
}

/** What one run of a fix is compared with another by. Our own random draws are taken out of it. */
export interface Output {
  exit: string;
  stdout: string;
  /** Files left in `/work` with their digests; programs left out, since they hold linked code. */
  written: string;
}

export async function prepare(
  stage: Stage,
  tree: string,
  inputs: Inputs,
  reportLibrary: string | undefined,
): Promise<Prepared> {
  const { files } = stage.bundle;
  const contents = inputs.files.map(([name, path]): [string, Uint8Array] => [
    name,
    files.get(path) ?? new Uint8Array(),
  ]);
  const inputFolder = await stage.workspace.filled('input', contents);
  return { tree, inputs, inputFolder, reportLibrary };
}

/** Runs and judges. Throws `StepFailed` only where the sandbox broke, or cannot start the program. */
export async function runOnce(stage: Stage, prepared: Prepared): Promise<Judged> {
  const { report, files } = stage.bundle;
  const { kind } = report.environment;
  const { calls, command, stdin } = prepared.inputs;
  const planted: Planted = {
    sanitizerExitCode: randomInt(64, 250),
    canary: `sallyport-${randomBytes(16).toString('hex')}`,
  };
  const channelFd = randomInt(3, 10);
  const folders = await foldersFor(stage, prepared, planted, channelFd);
  try {
    const run = await runIn(stage, {
      argv:
        command === undefined
          ? harnessArgv(kind)
          : [programPath(command[0] as string, places.work), ...command.slice(1)],
      cwd: places.work,
      env: runEnvironment(kind, { exitCode: planted.sanitizerExitCode, channelFd }),
      ...(stdin === undefined ? {} : { stdin: files.get(stdin) as Uint8Array }),
      mounts: [...mountsFor(prepared, kind), ...folders.mounts],
      limits: limitsOf(report),
      ...(calls !== undefined || kind === 'c-asan' ? { channelFd } : {}),
    });
    const work = await readBack(folders.work, places.work);
    const elsewhere =
      folders.planted === undefined ? [] : await readBack(folders.planted, places.planted);
    const written = new Map([...work, ...elsewhere]);
    const judgement = judge(report.oracle, run, planted, written);
    return { ...judgement, output: outputOf(run, work, planted), wallMs: run.wallMs };
  } finally {
    await stage.workspace.discard(folders.own);
  }
}

function limitsOf({ oracle, trigger }: Report): RunLimits {
  return triggerLimits(oracle.kind === 'timeout' ? oracle.afterMs : trigger.timeoutMs);
}

interface RunFolders {
  mounts: Mount[];
  work: string;
  planted: string | undefined;
  /** Made for this run alone. */
  own: string[];
}

async function foldersFor(
  stage: Stage,
  { inputs, reportLibrary }: Prepared,
  planted: Planted,
  channelFd: number,
): Promise<RunFolders> {
  const { report } = stage.bundle;
  const { kind } = report.environment;
  const mounts: Mount[] = [];
  const own: string[] = [];
  const add = (host: string, inside: string, access: Mount['access']) => {
    mounts.push({ host, inside, access });
    own.push(host);
    return host;
  };
  const work = add(await stage.workspace.folder('work', 'shared'), places.work, 'write');
  if (inputs.calls !== undefined) {
    const harness = await callsHarness(stage, inputs.calls, kind, report.target, channelFd);
    add(harness, places.harness, 'read');
  } else if (reportLibrary !== undefined) {
    mounts.push({ host: reportLibrary, inside: places.harness, access: 'read' });
  }
  if (report.oracle.kind === 'canary-read') {
    const secret = [['canary', Buffer.from(`${planted.canary}\n`)]] as const;
    add(await stage.workspace.filled('secret', secret), places.secret, 'read');
  }
  const isPlanted = report.oracle.kind === 'file-written';
  const elsewhere = isPlanted
    ? add(await stage.workspace.folder('planted', 'shared'), places.planted, 'write')
    : undefined;
  return { mounts, work, planted: elsewhere, own };
}

function mountsFor(prepared: Prepared, kind: Report['environment']['kind']): Mount[] {
  const mounts: Mount[] = [
    { host: prepared.tree, inside: places.target, access: 'read' },
    { host: prepared.inputFolder, inside: places.input, access: 'read' },
  ];
  // `node` is there for the kinds whose programs are Node's; others have no business with it.
  if (kind === 'node') mounts.push(nodeMount());
  return mounts;
}

function outputOf(run: RunFinished, work: Map<string, Uint8Array>, planted: Planted): Output {
  const plain = (bytes: Uint8Array) =>
    Buffer.from(bytes)
      .toString('latin1')
      .replaceAll(planted.canary, 'CANARY')
      .replace(/\b0x[0-9a-f]{6,16}\b/g, '0xADDRESS');
  const isProgram = (bytes: Uint8Array) =>
    Buffer.from(bytes.subarray(0, 4)).toString('latin1') === '\x7fELF';
  const kept = [...work].filter(([, bytes]) => !isProgram(bytes));
  return {
    exit: run.stopped ?? run.signal ?? `exit ${run.exitCode}`,
    stdout: plain(run.stdout),
    written: kept.map(([path, bytes]) => `${path} ${sha256Hex(plain(bytes))}`).join('\n'),
  };
}
