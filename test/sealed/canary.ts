/** A word planted in sealed content, and every form in which it could come out again. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface Canary {
  word: string;
  /** Where `bytes` hold it, in whatever form: as text, hex, base64, JSON-escaped or compressed. */
  isIn(bytes: Uint8Array): boolean;
}

export function plant(where: string): Canary {
  const word = `canary-${where}-${randomBytes(9).toString('hex')}`;
  const forms = [word, Buffer.from(word).toString('hex'), ...base64Forms(word)];
  const isIn = (bytes: Uint8Array, depth = 0): boolean => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (forms.some((form) => buffer.includes(form))) return true;
    if (depth > 1 || buffer[0] !== 0x1f || buffer[1] !== 0x8b) return false;
    try {
      return isIn(gunzipSync(buffer, { maxOutputLength: 64 * 1024 * 1024 }), depth + 1);
    } catch {
      return false;
    }
  };
  return { word, isIn: (bytes) => isIn(bytes) };
}

/** Base64 of the word at each of its three alignments, without the ends that depend on neighbours. */
function base64Forms(word: string): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const text = Buffer.from('x'.repeat(shift) + word).toString('base64');
    const core = text.slice(shift === 0 ? 0 : 4, -4);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** Every file below `folder` that holds one of them; and how many files there were. */
export function filesHolding(
  folder: string,
  canaries: readonly Canary[],
): { read: number; holding: string[] } {
  const holding: string[] = [];
  let read = 0;
  for (const name of readdirSync(folder, { recursive: true }) as string[]) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    read += 1;
    const bytes = readFileSync(path);
    if (canaries.some((canary) => canary.isIn(bytes) || name.includes(canary.word)))
      holding.push(relative(folder, path));
  }
  return { read, holding };
}
