/**
 * The target's tree on the host: unpacked in the sandbox from what was fetched, changed here only
 * by diffs, scrubbing and inert stand-ins. A tree may hold links; nothing here follows one.
 */
import { constants } from 'node:fs';
import { chmod, lstat, mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StepFailed } from './step.ts';
import { applyPatch, DiffError, type FilePatch } from './diff.ts';

const fileBytesMax = 32 * 1024 * 1024;
const entriesMax = 100_000;

/** Applies a diff to the tree, all of it or, on the first misfit, nothing. Throws `DiffError`. */
export async function applyToTree(tree: string, patches: readonly FilePatch[]): Promise<void> {
  const changed = new Map<string, { bytes: Uint8Array | null; mode: number }>();
  for (const patch of patches) {
    for (const path of [patch.oldPath, patch.newPath])
      if (path !== null) await refuseLinks(tree, path);
    const oldPath = patch.oldPath ?? (patch.newPath as string);
    const old = changed.get(oldPath) ?? (await readFileOf(tree, oldPath));
    const bytes = applyPatch(patch, old?.bytes ?? null);
    if (patch.newPath !== null && patch.oldPath !== null && patch.newPath !== patch.oldPath) {
      throw new DiffError(
        `\`${patch.oldPath}\` changes its name; write it as a deletion and a new file`,
      );
    }
    changed.set(oldPath, { bytes, mode: old?.mode ?? 0o644 });
  }
  for (const [path, { bytes, mode }] of changed) {
    const place = join(tree, path);
    // A new inode each time: the old one may have a second name elsewhere in the tree.
    await rm(place, { force: true });
    if (bytes === null) continue;
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, bytes, { flag: 'wx' });
    await chmod(place, mode | 0o444);
  }
}

/** A regular file's contents and mode, or nothing when there is none. */
export async function readFileOf(
  tree: string,
  path: string,
): Promise<{ bytes: Uint8Array; mode: number } | undefined> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(join(tree, path), flags).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const status = await file.stat();
    if (!status.isFile()) return undefined;
    if (status.size > fileBytesMax) {
      throw new StepFailed(
        'fetch-failed',
        `\`${path}\` of the target is larger than 32 MiB; leave it out`,
      );
    }
    return { bytes: await file.readFile(), mode: status.mode & 0o777 };
  } finally {
    await file.close();
  }
}

/** The first bytes of a regular file; empty when there is none. */
export async function headOf(tree: string, path: string, bytesMax: number): Promise<Uint8Array> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(join(tree, path), flags).catch(() => undefined);
  if (file === undefined) return new Uint8Array();
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytesMax), 0, bytesMax, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function refuseLinks(tree: string, path: string): Promise<void> {
  const parts = path.split('/');
  for (let depth = 1; depth <= parts.length; depth++) {
    const status = await lstat(join(tree, ...parts.slice(0, depth))).catch(() => undefined);
    if (status?.isSymbolicLink() === true)
      throw new DiffError(`\`${path}\` is behind a link; patch the file itself`);
  }
}

/** Every regular file of the tree, in a fixed order; `skip` names folders not entered. */
export async function* filesOf(
  tree: string,
  skip: (path: string) => boolean = () => false,
): AsyncGenerator<{ path: string; mode: number }> {
  const waiting = [''];
  let seen = 0;
  for (let prefix = waiting.pop(); prefix !== undefined; prefix = waiting.pop()) {
    for (const name of (await readdir(join(tree, prefix)).catch(() => [])).sort()) {
      if (++seen > entriesMax) {
        throw new StepFailed(
          'fetch-failed',
          `the target has more than ${entriesMax} entries; report a smaller part of it`,
        );
      }
      const path = prefix === '' ? name : `${prefix}/${name}`;
      // A name that is not UTF-8 is not found under the name read; nothing of ours needs such a file.
      const status = await lstat(join(tree, path)).catch(() => undefined);
      if (status?.isDirectory() === true && !skip(path)) waiting.push(path);
      else if (status?.isFile() === true) yield { path, mode: status.mode };
    }
  }
}

/** Replaces a file by new contents under the same mode. */
export async function replaceFile(
  tree: string,
  path: string,
  bytes: Uint8Array | string,
  mode: number,
): Promise<void> {
  const place = join(tree, path);
  await rm(place, { force: true });
  await writeFile(place, bytes, { flag: 'wx' });
  await chmod(place, (mode & 0o777) | 0o444);
}
