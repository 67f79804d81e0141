/**
 * By which key a log is believed: the one that its reader was told, or else the one that it names itself, which
 * then cannot say whose log it is. What is malformed is the caller's input, by its place.
 */
import {
  keysFileBytesMax,
  keysFilePath,
  parseKeysFile,
  parseVkey,
  TlogError,
  type LogSource,
  type Trust,
} from '#standards/tlog';
import { CliError, exitCodes } from './command.ts';

/** The key given, or else the one that the log names, which then proves less. */
export async function logKeyOf(
  source: LogSource,
  vkey: unknown,
  option = '--key',
): Promise<Pick<Trust, 'logKey' | 'isKeyFromLog'>> {
  if (typeof vkey === 'string') return { logKey: asInput(option, () => parseVkey(vkey)) };
  const hint = await source.read(keysFilePath, keysFileBytesMax).catch((error: unknown) => {
    throw invalidInput(error, keysFilePath);
  });
  if (hint === undefined) {
    throw new CliError(
      exitCodes.invalidInput,
      `the log names no key in \`keys.json\`; give its owner’s with \`${option}\``,
    );
  }
  return { logKey: asInput(keysFilePath, () => parseKeysFile(hint)).log, isKeyFromLog: true };
}

export function asInput<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw invalidInput(error, what);
  }
}

export const invalidInput = (error: unknown, what: string): unknown =>
  error instanceof TlogError
    ? new CliError(exitCodes.invalidInput, `\`${what}\`: ${error.message}`, { cause: error })
    : error;
