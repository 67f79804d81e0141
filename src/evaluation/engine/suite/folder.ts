/**
 * A task's folder as bytes on disk, from a stranger: links, devices and pipes are refused, so nothing
 * leads out of it and nothing loops; files and bytes are counted as they are met.
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, opendir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const filesMax = 2000;
const bytesMax = 64 * 1024 * 1024;

export class FolderRefused extends Error {
  override readonly name = 'FolderRefused';
  /** Below the folder. */
  readonly path: string;
  constructor(path: string, detail: string) {
    super(detail);
    this.path = path;
  }
}

/** Every file below `folder`, sorted, with its SHA-256 in hex. Throws `FolderRefused`. */
export async function listFiles(folder: string): Promise<Map<string, string>> {
  const found: [string, string][] = [];
  let bytes = 0;
  const waiting = [''];
  for (let prefix = waiting.pop(); prefix !== undefined; prefix = waiting.pop()) {
    for await (const entry of await opendir(join(folder, prefix))) {
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      if (entry.isDirectory()) waiting.push(path);
      else if (!entry.isFile()) throw new FolderRefused(path, 'is a link or no plain file');
      else {
        const content = await readPlain(join(folder, path), path);
        bytes += content.length;
        found.push([path, createHash('sha256').update(content).digest('hex')]);
      }
      if (waiting.length + found.length > filesMax) {
        throw new FolderRefused(prefix, `the task holds more than ${filesMax} files`);
      }
      if (bytes > bytesMax) throw new FolderRefused(prefix, 'the task holds more than 64 MiB');
    }
  }
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function readPlain(place: string, path: string): Promise<Buffer> {
  const file = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if ((await file.stat()).size > bytesMax) throw new FolderRefused(path, 'is larger than 64 MiB');
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** SHA-256 over paths and contents, hex. */
export function digestOf(files: ReadonlyMap<string, string>): string {
  return createHash('sha256')
    .update(JSON.stringify([...files]))
    .digest('hex');
}

/** Copies files and folders of a task to their places; a later entry replaces an earlier one. */
export async function place(
  taskFolder: string,
  files: Readonly<Record<string, string>>,
  into: string,
): Promise<void> {
  for (const [to, from] of Object.entries(files)) {
    const source = join(taskFolder, from);
    if ((await lstat(source)).isDirectory()) {
      for (const path of (await listFiles(source)).keys()) {
        await copy(join(source, path), join(into, to, path));
      }
    } else await copy(source, join(into, to));
  }
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, await readFile(from), { mode: 0o644 });
}
