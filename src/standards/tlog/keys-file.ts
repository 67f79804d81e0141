/**
 * `keys.json` beside a log: which key its owner says signs it, and which witnesses. A hint that saves
 * typing, never a reason to believe: whoever could replace the log could replace it too.
 */
import { parseVkey, type NoteKey } from './key.ts';
import { readText, TlogError } from './spelling.ts';

export interface KeysFile {
  log: NoteKey;
  witnesses: NoteKey[];
}

export const keysFilePath = 'keys.json';
export const keysFileBytesMax = 64 * 1024;
const witnessesMax = 64;

export function formatKeysFile({ log, witnesses }: KeysFile): string {
  const vkeys = witnesses.map(({ vkey }) => vkey);
  return `${JSON.stringify({ origin: log.name, log: log.vkey, witnesses: vkeys }, null, 2)}\n`;
}

export function parseKeysFile(bytes: Uint8Array): KeysFile {
  const value = parseJson(readText(bytes, 'the file'));
  const { origin, log, witnesses } = (value ?? {}) as Record<string, unknown>;
  if (typeof log !== 'string' || !Array.isArray(witnesses) || witnesses.length > witnessesMax) {
    throw new TlogError(`holds \`log\` and at most ${witnessesMax} \`witnesses\``);
  }
  const key = parseVkey(log);
  if (origin !== key.name) throw new TlogError('`origin` is not the name of the key `log`');
  return { log: key, witnesses: witnesses.map((witness) => parseVkey(String(witness))) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TlogError('is not JSON');
  }
}
