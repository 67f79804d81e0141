/**
 * Files that matter to somebody: keys that only their owner may read, and documents that are never
 * overwritten or left half-written. Everything is bounded, and durable before a command says that it is
 * done.
 */
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { CliError, exitCodes, type ExitCode } from './command.ts';

/** Keys, certificates, grants and files of parties are all far smaller. */
const fileBytesMax = 256 * 1024;

/** Text of a file, however little it is trusted. */
export function readGiven(path: string, bytesMax = fileBytesMax): string {
  return readWhole(path, () => undefined, bytesMax);
}

/** Text of a file that holds a secret; refused when others than its owner may read or write it. */
export function readSecret(path: string): string {
  return readWhole(path, (mode) => {
    if ((mode & 0o077) === 0) return;
    throw new CliError(
      exitCodes.refused,
      `\`${path}\` can be read by others; if nobody has, run \`chmod 600 ${path}\`, and otherwise make a new key`,
    );
  });
}

/** Looks at the file that is open, not at what the name may mean a moment later. */
function readWhole(path: string, check: (mode: number) => void, bytesMax = fileBytesMax): string {
  let file: number;
  try {
    // Without O_NONBLOCK a named pipe would wait for its writer.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw unreadable(path, error);
  }
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw new CliError(exitCodes.invalidInput, `\`${path}\` is not a file`);
    check(status.mode);
    if (status.size > bytesMax) {
      throw new CliError(exitCodes.invalidInput, `\`${path}\` has more than ${bytesMax} bytes`);
    }
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    throw error instanceof TypeError
      ? new CliError(exitCodes.invalidInput, `\`${path}\` is not text in UTF-8`)
      : error;
  } finally {
    closeSync(file);
  }
}

/** Writes a file that must not be there yet. */
export function writeNew(path: string, content: string | Uint8Array, mode: 0o600 | 0o644): void {
  let file: number;
  try {
    file = openSync(path, 'wx', mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new CliError(
        exitCodes.refused,
        `\`${path}\` is there already and is not overwritten; give another name`,
      );
    }
    // Nothing was begun: the place that was named is none.
    throw unwritable(path, error, exitCodes.invalidInput);
  }
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } catch (error) {
    unlinkSync(path);
    throw unwritable(path, error);
  } finally {
    closeSync(file);
  }
  syncFolder(dirname(path));
}

/**
 * Replaces a file by what `change` makes of it: readers see the old text or the new one, whole. The new
 * file's name is the lock, so that of two who change it at once one is told to come again.
 */
export function replaceText(path: string, mode: 0o600 | 0o644, change: () => string): void {
  const next = `${path}.new`;
  let file: number;
  try {
    file = openSync(next, 'wx', mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(path, error);
    throw new CliError(
      exitCodes.refused,
      `somebody is changing \`${path}\` at this moment; try again, and if nobody is, remove \`${next}\``,
    );
  }
  try {
    writeFileSync(file, change());
    fsyncSync(file);
    renameSync(next, path);
  } catch (error) {
    unlinkSync(next);
    throw error instanceof CliError || !isSystemError(error) ? error : unwritable(path, error);
  } finally {
    closeSync(file);
  }
  syncFolder(dirname(path));
}

/** Without this a new name may be gone after a power cut. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

const isSystemError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && 'syscall' in error;

const unreadable = (path: string, error: unknown): CliError =>
  new CliError(exitCodes.invalidInput, `cannot read \`${path}\`: ${codeOf(error)}`, {
    cause: error,
  });

const unwritable = (
  path: string,
  error: unknown,
  exitCode: ExitCode = exitCodes.failed,
): CliError =>
  new CliError(exitCode, `cannot write \`${path}\`: ${codeOf(error)}`, { cause: error });

/** `ENOENT: no such file or directory`, without the path said twice. */
const codeOf = (error: unknown): string => (error as Error).message.split(',')[0] ?? '';
