/**
 * The sandbox supervisor: a program of its own, one per worker, reached over its standard input and
 * output (frames.ts). It is the only process of Sallyport that changes uid. It holds no secret: its
 * environment is empty, it opens no connection, and it imports nothing of ours.
 *
 * When the pipe closes, the worker is gone: every run is killed, everything is cleaned, and the
 * program ends. Killed outright, its runs die with it (`pdeathsig`, `--die-with-parent`), and the
 * next supervisor to start removes what it left.
 *
 * Client frames: `hello {version, runsMax}`, then any of `run {id, …request}` (blob: stdin),
 * `cancel {id}`, `check {id}`. Answers: `ready`, `finished` (blob: stdout, stderr, channel),
 * `failed`, `checked`.
 */
import { rmSync } from 'node:fs';
import { checkTiers } from './check.ts';
import { Cgroups } from './cgroup.ts';
import { encodeFrame, FrameReader, protocolVersion, type Frame } from './frames.ts';
import { closeInherited, isRoot, limitOwnProcess, openState } from './host.ts';
import { PipeMaker } from './pipes.ts';
import { parseRunRequest } from './request.ts';
import { execute, type Failed, type Finished, type Runner } from './run.ts';
import { Standby } from './standby.ts';
import { UidPool } from './uids.ts';

/** Runs that wait for a place; the client is told when there are more. */
const waitingMax = 1024;

closeInherited();
limitOwnProcess();
const state = openState();
const resources = {
  state,
  uids: isRoot ? new UidPool(state.base) : null,
  cgroups: new Cgroups(),
  pipes: new PipeMaker(state.instance),
};
const runner: Runner = { ...resources, standby: new Standby(resources) };
const stops = new Map<number, AbortController>();
const waiting: (() => Promise<void>)[] = [];
let running = 0;
let runsMax = 0;
let isClosing = false;

function receive({ body, blob }: Frame): void {
  const { kind, id, ...rest } = body as { kind: string; id: number } & Record<string, unknown>;
  if (kind === 'hello') return greet(rest);
  if (runsMax === 0) throw new Error('the first frame must be `hello`');
  if (kind === 'run') return accept(id, rest, blob);
  if (kind === 'cancel') return stops.get(id)?.abort();
  if (kind === 'check') return void check(id);
  throw new Error(`there is no frame \`${kind}\``);
}

function greet(rest: Record<string, unknown>): void {
  if (rest.version !== protocolVersion) {
    throw new Error(`client speaks version ${String(rest.version)}, not ${protocolVersion}`);
  }
  if (!Number.isInteger(rest.runsMax) || (rest.runsMax as number) < 1) {
    throw new Error('`runsMax` must be a whole number from 1');
  }
  runsMax = rest.runsMax as number;
  const { hierarchies, lacking } = resources.cgroups;
  const cgroupVersions = [...new Set(hierarchies.map((one) => one.version))];
  send({ kind: 'ready', version: protocolVersion, isRoot, cgroupVersions, lacking });
}

function accept(id: number, rest: Record<string, unknown>, stdin: Buffer): void {
  if (waiting.length >= waitingMax) {
    const reason = `${waitingMax} runs are waiting already; try again later`;
    return send({ kind: 'failed', id, fault: 'host', reason });
  }
  const stop = new AbortController();
  stops.set(id, stop);
  waiting.push(async () => {
    const outcome = await attempt(rest, stdin, stop.signal);
    stops.delete(id);
    answer(id, outcome);
  });
  startNext();
}

function startNext(): void {
  if (running >= runsMax || isClosing) return;
  const next = waiting.shift();
  if (next === undefined) return;
  running += 1;
  void next().finally(() => {
    running -= 1;
    startNext();
  });
}

async function attempt(
  body: Record<string, unknown>,
  stdin: Buffer,
  stopSignal: AbortSignal,
): Promise<Finished | Failed> {
  try {
    return await execute(parseRunRequest(body), stdin, runner, stopSignal);
  } catch (error) {
    return { kind: 'failed', fault: 'request', reason: (error as Error).message };
  }
}

function answer(id: number, outcome: Finished | Failed): void {
  if (outcome.kind === 'failed') return send({ ...outcome, id });
  const { stdout, stderr, channel, ...rest } = outcome;
  const sizes = [stdout.length, stderr.length, channel.length];
  send({ ...rest, id, sizes }, [stdout, stderr, channel]);
}

async function check(id: number): Promise<void> {
  send({ kind: 'checked', id, ...(await checkTiers(runner)) });
}

function send(body: object, blobs: Buffer[] = []): void {
  if (isClosing) return;
  for (const part of encodeFrame(body, blobs)) process.stdout.write(part);
}

/** Ends every run, waits for them to be cleaned, and leaves nothing behind. */
async function close(exitCode: number): Promise<void> {
  if (isClosing) return;
  isClosing = true;
  waiting.length = 0;
  for (const stop of stops.values()) stop.abort();
  const deadline = performance.now() + 20_000;
  while (running > 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await runner.standby.close();
  resources.cgroups.close();
  resources.uids?.close();
  rmSync(state.instance, { recursive: true, force: true });
  process.exit(exitCode);
}

function defect(error: unknown): void {
  console.error(error);
  void close(1);
}

const reader = new FrameReader();
process.stdin.on('data', (chunk: Buffer) => {
  try {
    for (const frame of reader.push(chunk)) receive(frame);
  } catch (error) {
    defect(error);
  }
});
process.stdin.on('end', () => void close(0));
process.stdin.on('error', () => void close(0));
// The pipe is the only leash: a Ctrl-C meant for the worker must not cut a run's clean-up short.
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);
process.on('SIGTERM', () => void close(0));
process.stdout.on('error', () => void close(0));
// Nobody reads our last words: saying them must not be the next defect, and the next, without end.
process.stderr.on('error', () => undefined);
process.on('uncaughtException', defect);
process.on('unhandledRejection', defect);
