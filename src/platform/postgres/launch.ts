/**
 * Running the packaged programs. PostgreSQL refuses to run as root; started by root, it runs in a user
 * namespace that calls root 1000, so no system user is made and every file stays the caller's.
 */
import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Binaries } from './binaries.ts';

const asOrdinaryUser = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];

export interface Finished {
  ok: boolean;
  output: string;
}

/** Runs `program` to its end, at most `waitMsMax`, with `input` on its stdin. Returns what it said. */
export function runToEnd(
  binaries: Binaries,
  program: string,
  args: string[],
  waitMsMax: number,
  input = '',
): Promise<Finished> {
  const [command, commandArgs] = commandFor(program, args);
  return new Promise((resolve) => {
    const options = {
      env: environment(binaries),
      timeout: waitMsMax,
      killSignal: 'SIGKILL',
      maxBuffer: 1 << 20,
      cwd: '/',
    } as const;
    const child = execFile(command, commandArgs, options, (error, stdout, stderr) => {
      const failure =
        error === null
          ? ''
          : `\n${error.killed === true ? `it did not end within ${waitMsMax} ms` : failureOf(error)}`;
      resolve({
        ok: error === null,
        output: `${stdout}\n${stderr}${stderr === '' ? failure : ''}`,
      });
    });
    child.stdin?.on('error', () => undefined); // It may end without reading.
    child.stdin?.end(input);
  });
}

/** A server that outlives us: its own session, its output to `logFile`, no pipe of ours. */
export function runServer(binaries: Binaries, args: string[], logFile: string) {
  const [command, commandArgs] = commandFor(binaries.postgres, args);
  const log = openSync(logFile, 'a', 0o600);
  try {
    const child = spawn(command, commandArgs, {
      env: environment(binaries),
      detached: true,
      stdio: ['ignore', log, log],
      cwd: '/',
    });
    let ended: string | undefined;
    child.on('error', (error) => (ended = failureOf(error)));
    child.on('exit', (code, signal) => (ended ??= signal ?? `exit ${code}`));
    child.unref();
    return { pid: child.pid, ended: () => ended };
  } finally {
    closeSync(log);
  }
}

function commandFor(program: string, args: string[]): [string, string[]] {
  const [command = program, ...rest] =
    process.getuid?.() === 0 ? [...asOrdinaryUser, program, ...args] : [program, ...args];
  return [command, rest];
}

/** Nothing of the caller's environment: it may hold secrets, and PG… variables of another server. */
function environment({ libraryPath }: Binaries): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  if (libraryPath !== undefined) environment['LD_LIBRARY_PATH'] = libraryPath;
  return environment;
}

function failureOf(error: Error): string {
  const { code, syscall } = error as NodeJS.ErrnoException;
  // `spawn unshare ENOENT`: said in a form that `problemFrom` knows.
  if (code === 'ENOENT' && syscall?.includes('unshare') === true) return 'unshare: not found';
  return error.message.split('\n')[0] ?? error.message;
}
