/**
 * Disclosed bodies: `bodies/<N>` beside entry bundle N holds, as lines of JSON, the body and salt of each
 * entry that its reader may see. A line that is absent is withheld or deleted; the entry's commitment
 * stays, and so does every proof. Whoever shows another body shows one that does not fit.
 */
import { commitmentOf, entryOf, saltBytes } from './leaf.ts';
import { isCount, readBase64, readText, TlogError } from './spelling.ts';
import { tileWidth } from './tile.ts';

export interface DisclosedBody {
  /** The entry's place in the log. */
  index: number;
  salt: Buffer;
  /** The canonical text, as it was committed to. */
  body: string;
}

/** One file: 256 bodies of 128 KiB. */
export const bodiesBytesMax = 32 * 1024 * 1024;

export function formatBodies(bodies: readonly DisclosedBody[]): string {
  const lines = bodies.map(({ index, salt, body }) =>
    JSON.stringify({ index, salt: salt.toString('base64'), body }),
  );
  return lines.map((line) => `${line}\n`).join('');
}

/** Each entry once; `TlogError` says which line is wrong. */
export function parseBodies(bytes: Uint8Array): DisclosedBody[] {
  const text = readText(bytes, 'the file');
  if (text === '') return [];
  if (!text.endsWith('\n')) throw new TlogError('ends within a line');
  const lines = text.slice(0, -1).split('\n');
  if (lines.length > tileWidth) throw new TlogError(`has more than ${tileWidth} lines`);
  const bodies = lines.map(readLine);
  const seen = new Set(bodies.map(({ index }) => index));
  if (seen.size !== bodies.length) throw new TlogError('shows an entry twice');
  return bodies;
}

/** Whether an entry is the commitment to this body. */
export function isBodyOf(entry: Buffer, { salt, body }: DisclosedBody): boolean {
  return entryOf(commitmentOf(salt, body)).equals(entry);
}

function readLine(line: string, at: number): DisclosedBody {
  const where = `line ${at + 1}`;
  let value: Partial<Record<string, unknown>> | null;
  try {
    value = JSON.parse(line) as typeof value;
  } catch {
    throw new TlogError(`${where} is not JSON`);
  }
  const { index, salt, body } = value ?? {};
  if (typeof index !== 'number' || !isCount(index) || typeof salt !== 'string') {
    throw new TlogError(`${where} holds \`index\`, \`salt\` and \`body\``);
  }
  // A lone surrogate has no UTF-8, so two texts would have one commitment.
  if (typeof body !== 'string' || !body.isWellFormed()) {
    throw new TlogError(`${where}: \`body\` is the canonical text`);
  }
  const saltOf = readBase64(salt, `${where}: \`salt\``);
  if (saltOf.length !== saltBytes) throw new TlogError(`${where}: a salt has ${saltBytes} bytes`);
  return { index, salt: saltOf, body };
}
