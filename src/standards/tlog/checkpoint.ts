/**
 * Checkpoints (c2sp.org/tlog-checkpoint): a log's origin, its size and its root, as the text of a signed
 * note. Extension lines of other logs are read and kept, and mean nothing here: no auditor can check
 * them, so ours have none.
 */
import { emptyRoot } from './leaf.ts';
import { hashBytes, isCount, readDecimal, readHash, TlogError } from './spelling.ts';

export interface Checkpoint {
  /** The log's name; its key bears the same. */
  origin: string;
  /** How many entries the log has. */
  size: number;
  root: Buffer;
  extensions?: readonly string[];
}

/** The note's text; sign it with `signNote`. */
export function formatCheckpoint({ origin, size, root, extensions = [] }: Checkpoint): string {
  requireCheckpoint(origin, size, root, extensions);
  return `${[origin, size, root.toString('base64'), ...extensions].join('\n')}\n`;
}

export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n');
  const last = lines.pop();
  const [origin, sizeText, rootText, ...extensions] = lines;
  if (origin === undefined || sizeText === undefined || rootText === undefined || last !== '') {
    throw new TlogError('a checkpoint is three lines: origin, size and root');
  }
  const size = readDecimal(sizeText, 'a checkpoint’s size');
  const root = readHash(rootText, 'a checkpoint’s root');
  requireCheckpoint(origin, size, root, extensions);
  return { origin, size, root, ...(extensions.length === 0 ? {} : { extensions }) };
}

function requireCheckpoint(
  origin: string,
  size: number,
  root: Uint8Array,
  extensions: readonly string[],
): void {
  if ([origin, ...extensions].some((line) => line === '' || /\p{Cc}/u.test(line))) {
    throw new TlogError('a checkpoint’s lines are not empty and hold no control characters');
  }
  if (!isCount(size)) throw new TlogError('a checkpoint’s size is a whole number');
  if (root.length !== hashBytes) throw new TlogError(`a root has ${hashBytes} bytes`);
  if (size === 0 && !emptyRoot().equals(root)) {
    throw new TlogError('a checkpoint of no entries has the empty tree’s root');
  }
}
