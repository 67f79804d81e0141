/** What the tests of the embedded server share: a folder of their own, starters, one-line questions. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startPostgres, type RunningPostgres, type StartOptions } from './index.ts';

const starterProgram = fileURLToPath(new URL('./starter.fixture.ts', import.meta.url));

/** What a test's end undoes, last done first: node:test would run its hooks in the order they came. */
const undoing = new WeakMap<TestContext, (() => Promise<unknown>)[]>();

function atEnd(t: TestContext, undo: () => Promise<unknown>): void {
  const list = undoing.get(t) ?? [];
  if (list.length === 0) {
    t.after(async () => {
      for (const each of list.reverse()) await each();
    });
  }
  list.push(undo);
  undoing.set(t, list);
}

/** A data folder that the test's end removes, after whatever was started in it is stopped. */
export function newDataDir(t: TestContext): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'sallyport-postgres-'));
  atEnd(t, () => rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return dataDir;
}

let made: Promise<string> | undefined;

/** A data folder with a stopped cluster in it: a copy of one made once for this test file. */
export async function newCluster(t: TestContext): Promise<{ dataDir: string; data: string }> {
  const original = await (made ??= makeOriginal());
  const dataDir = newDataDir(t);
  execFileSync('cp', ['-a', '--reflink=auto', `${original}/.`, dataDir]);
  return { dataDir, data: join(dataDir, 'postgres', 'data') };
}

async function makeOriginal(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sallyport-postgres-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  const server = await startPostgres({ dataDir, durability: 'test' });
  await server.stop();
  return dataDir;
}

/** Starts in this process; the test's end stops it. */
export async function start(
  t: TestContext,
  dataDir: string,
  options: Partial<StartOptions> = {},
): Promise<RunningPostgres> {
  const server = await startPostgres({ dataDir, durability: 'test', ...options });
  atEnd(t, () => server.stop());
  return server;
}

export interface Starter {
  child: ChildProcess;
  /** What it printed next. */
  said(): Promise<{
    url: string;
    pid: number;
    attached: boolean;
    stopped: boolean;
    code: string;
    message: string;
  }>;
  stop(): void;
  kill(): Promise<void>;
}

/** Starts in a process of its own, run through `wrapper` (setpriv, unshare) when there is one. */
export function starter(
  t: TestContext,
  dataDir: string,
  options: { port?: number; env?: NodeJS.ProcessEnv; wrapper?: string[] } = {},
): Starter {
  const { port, env = {}, wrapper = [] } = options;
  const [command = '', ...args] = [
    ...wrapper,
    process.execPath,
    starterProgram,
    dataDir,
    ...(port === undefined ? [] : [String(port)]),
  ];
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  atEnd(t, () => kill(child));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    async said() {
      const { value, done } = await lines.next();
      if (done === true) throw new Error('the starter ended without a word');
      return JSON.parse(value) as Awaited<ReturnType<Starter['said']>>;
    },
    stop: () => void child.stdin.write('stop\n'),
    kill: () => kill(child),
  };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

export async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}
