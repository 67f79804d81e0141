/** The real command line as a process, for tests of what a person types and sees. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { textOf } from '#gateway';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));
const runMsMax = 30_000;

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

function start(
  args: readonly string[],
  env: Record<string, string>,
  timeout: number,
): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    timeout,
  });
}

export async function sallyport(
  args: readonly string[],
  { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {},
): Promise<Ended> {
  const child = start(args, env, runMsMax);
  let [out, err] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin?.on('error', () => undefined).end(input);
  return await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

/** Ends as the contract says, in words for a person, without a stack. */
export function assertEnded(ended: Ended, code: number, words?: RegExp): void {
  assert.equal(ended.code, code, `${ended.out}${ended.err}`);
  assert.doesNotMatch(ended.err, /\bat .+\.ts:\d+|node:internal/);
  if (code === 0) assert.equal(ended.err, '');
  else assert.match(ended.err, /^sallyport: /);
  if (words !== undefined) assert.match(code === 0 ? ended.out : ended.err, words);
}

export async function done<T>(args: readonly string[], input = ''): Promise<T> {
  const ended = await sallyport([...args, '--json'], { input });
  assertEnded(ended, 0);
  return JSON.parse(ended.out) as T;
}

export interface Running {
  /** What it has printed so far. */
  printed(): string;
  /** Its answer to being told to stop. */
  stop(): Promise<number | null>;
}

/** A command that runs until it is told to stop, once it has printed what `ready` looks for. */
export async function running(args: readonly string[], ready: RegExp): Promise<Running> {
  const child = start(args, {}, 0);
  let printed = '';
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const isReady = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        if (ready.test(printed)) resolve();
      });
    }
  });
  const stop = async () => {
    child.kill('SIGTERM');
    return await closed;
  };
  const code = await Promise.race([isReady, closed.then((ended) => ended ?? -1)]);
  if (code !== undefined) throw new Error(`\`${args.join(' ')}\` ended with ${code}: ${printed}`);
  return { printed: () => printed, stop };
}

/** An instant as options and terms take it, so far from now. */
export const later = (ms: number): string => textOf(new Date(Date.now() + ms));
