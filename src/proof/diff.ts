/**
 * Reads and applies unified diffs (POSIX diff -u, and git's extension of it) as strictly as
 * dpkg-source does: context must match exactly, only its place may have moved. No program is run
 * and no path leaves the tree. Text is handled as Latin-1 so that every byte survives.
 */
import { problemInPath } from './archive-path.ts';

export class DiffError extends Error {
  override readonly name = 'DiffError';
}

export interface Hunk {
  oldStart: number;
  lines: { sign: ' ' | '+' | '-'; text: string }[];
  /** The old or new side ends without a newline. */
  oldUnended: boolean;
  newUnended: boolean;
}

export interface FilePatch {
  /** Null where the file is made new, or deleted. */
  oldPath: string | null;
  newPath: string | null;
  hunks: Hunk[];
}

export interface DiffSize {
  files: number;
  added: number;
  removed: number;
}

const bytesMax = 1024 * 1024;
const linesMax = 100_000;

/** Parses a diff whose paths have one leading part (`a/`, `b/`). Throws `DiffError` with the line. */
export function parseDiff(bytes: Uint8Array): FilePatch[] {
  if (bytes.length > bytesMax)
    throw new DiffError('the diff is larger than 1 MiB; send the fix alone');
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  if (lines.length > linesMax)
    throw new DiffError(`the diff has more than ${linesMax} lines; send the fix alone`);
  const patches: FilePatch[] = [];
  for (let index = 0; index < lines.length;) {
    const line = lines[index] as string;
    refuseSpecial(line, index);
    if (!line.startsWith('--- ') || !lines[index + 1]?.startsWith('+++ ')) {
      index++;
      continue;
    }
    const patch: FilePatch = {
      oldPath: pathIn(line, index),
      newPath: pathIn(lines[index + 1] as string, index + 1),
      hunks: [],
    };
    if (patch.oldPath === null && patch.newPath === null) throw at(index, 'names no file');
    index += 2;
    while (lines[index]?.startsWith('@@ ') === true) index = readHunk(lines, index, patch);
    if (patch.hunks.length === 0) throw at(index, 'has no hunk for the file above');
    patches.push(patch);
  }
  if (patches.length === 0)
    throw new DiffError('this is no unified diff; make one with `git diff` or `diff -u`');
  return patches;
}

function refuseSpecial(line: string, index: number): void {
  if (/^(rename|copy) (from|to) /.test(line))
    throw at(index, 'renames or copies a file; write it as a deletion and a new file');
  if (/^(GIT binary patch|Binary files )/.test(line))
    throw at(index, 'changes a binary file; send source changes only');
  if (/^(new|old|deleted)( file)? mode (?!100)/.test(line))
    throw at(index, 'makes a link or submodule; send plain files only');
}

function pathIn(line: string, index: number): string | null {
  const written = line.slice(4).split('\t')[0]?.trimEnd() ?? '';
  if (written === '/dev/null') return null;
  if (written.startsWith('"')) throw at(index, 'quotes its path; use plain names');
  const path = Buffer.from(written, 'latin1')
    .toString('utf8')
    .replace(/^[^/]*\//, '');
  const problem = /^[^/]+\//.test(written)
    ? problemInPath(path)
    : 'start the path with `a/` or `b/`';
  if (problem !== undefined) throw at(index, `names a path outside the source: ${problem}`);
  return path;
}

function readHunk(lines: string[], index: number, patch: FilePatch): number {
  const header = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+\d{1,9}(?:,(\d{1,9}))? @@/.exec(
    lines[index] as string,
  );
  if (header === null) throw at(index, 'is no hunk header');
  let oldLeft = Number(header[2] ?? 1);
  let newLeft = Number(header[3] ?? 1);
  const hunk: Hunk = {
    oldStart: Number(header[1]),
    lines: [],
    oldUnended: false,
    newUnended: false,
  };
  let next = index + 1;
  for (; oldLeft > 0 || newLeft > 0; next++) {
    const line = lines[next];
    if (line === undefined) throw at(next - 1, 'ends inside a hunk');
    if (line.startsWith('\\')) {
      markUnended(hunk);
      continue;
    }
    // Mailers drop the one space of an empty context line.
    const sign = line === '' ? ' ' : line[0];
    if (sign !== ' ' && sign !== '+' && sign !== '-') throw at(next, 'is not part of a hunk');
    if (sign !== '+') oldLeft--;
    if (sign !== '-') newLeft--;
    hunk.lines.push({ sign, text: line.slice(1) });
  }
  if (oldLeft < 0 || newLeft < 0) throw at(next, 'holds more lines than its hunk says');
  if (lines[next]?.startsWith('\\') === true) {
    markUnended(hunk);
    next++;
  }
  patch.hunks.push(hunk);
  return next;
}

function markUnended(hunk: Hunk): void {
  const sign = hunk.lines.at(-1)?.sign;
  if (sign !== '+') hunk.oldUnended = true;
  if (sign !== '-') hunk.newUnended = true;
}

/** The new contents, or null when the patch deletes the file. Throws `DiffError`. */
export function applyPatch(patch: FilePatch, old: Uint8Array | null): Uint8Array | null {
  const path = patch.oldPath ?? patch.newPath;
  if (patch.oldPath === null && old !== null && old.length > 0)
    throw new DiffError(`\`${path}\` already exists`);
  if (patch.oldPath !== null && old === null)
    throw new DiffError(`\`${path}\` is not in the source`);
  const text = old === null ? '' : Buffer.from(old).toString('latin1');
  const lines = text === '' ? [] : text.split('\n');
  // A file that ends in a newline splits into an empty last line, which is no line.
  let isEnded = lines.length === 0 || lines.at(-1) === '';
  if (lines.length > 0 && isEnded) lines.pop();
  const result: string[] = [];
  let from = 0;
  let drift = 0;
  for (const [index, hunk] of patch.hunks.entries()) {
    const before = hunk.lines.filter(({ sign }) => sign !== '+').map((line) => line.text);
    const wanted = Math.max(0, hunk.oldStart - (before.length === 0 ? 0 : 1)) + drift;
    const place = placeOf(lines, before, wanted, from);
    if (place === undefined)
      throw new DiffError(
        `hunk ${index + 1} of \`${path}\` does not fit this source; make the diff against the reported version`,
      );
    drift = place - (wanted - drift);
    for (const line of lines.slice(from, place)) result.push(line);
    for (const { sign, text: line } of hunk.lines) if (sign !== '-') result.push(line);
    from = place + before.length;
    if (from === lines.length && before.length > 0) isEnded = !hunk.newUnended;
    else if (hunk.newUnended) isEnded = false;
  }
  for (const line of lines.slice(from)) result.push(line);
  if (patch.newPath === null) {
    if (result.length > 0)
      throw new DiffError(`\`${path}\` is deleted, but the diff does not hold all of it`);
    return null;
  }
  return Buffer.from(
    result.length === 0 ? '' : result.join('\n') + (isEnded ? '\n' : ''),
    'latin1',
  );
}

/** Where `before` stands at or after `from`, nearest to where the diff expects it. */
function placeOf(
  lines: string[],
  before: string[],
  wanted: number,
  from: number,
): number | undefined {
  const last = lines.length - before.length;
  const fits = (at: number) => before.every((line, index) => lines[at + index] === line);
  for (let distance = 0; distance <= lines.length; distance++) {
    const later = wanted + distance;
    if (later >= from && later <= last && fits(later)) return later;
    const earlier = wanted - distance;
    if (distance > 0 && earlier >= from && earlier <= last && fits(earlier)) return earlier;
    if (before.length === 0) break;
  }
  return undefined;
}

/** Files, and lines added and removed. */
export function sizeOf(patches: readonly FilePatch[]): DiffSize {
  const size = { files: patches.length, added: 0, removed: 0 };
  for (const { lines } of patches.flatMap(({ hunks }) => hunks)) {
    for (const { sign } of lines) {
      if (sign === '+') size.added++;
      else if (sign === '-') size.removed++;
    }
  }
  return size;
}

const at = (index: number, message: string) =>
  new DiffError(`line ${index + 1} of the diff ${message}`);
