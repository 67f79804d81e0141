/**
 * A proof's own folder on the host, removed at its end. What a run wrote here was written by
 * hostile code: it is read without following a link and within limits, and never executed.
 */
import { constants } from 'node:fs';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  rm,
  statfs,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Bytes read back of one file a run wrote, files read, and entries looked at. */
const readBackBytesMax = 1024 * 1024;
const readBackFilesMax = 64;
const entriesSeenMax = 2000;
/** Four times what one run may write. */
const spaceBytesMin = 256 * 1024 * 1024;

export class Workspace {
  readonly path: string;
  #next = 0;

  private constructor(path: string) {
    this.path = path;
  }

  /**
   * Makes a folder under `parent`. Others may pass through it, because each run has its own uid,
   * but may not list it; its name is random, and what lies in it is mounted by exact path.
   */
  static async create(parent: string): Promise<Workspace> {
    await mkdir(parent, { recursive: true });
    const path = await mkdtemp(join(parent, 'proof-'));
    await chmod(path, 0o711);
    return new Workspace(path);
  }

  /** Whether a run could still write all it may: without that, silence shows nothing. */
  async hasSpace(): Promise<boolean> {
    const { bavail, bsize } = await statfs(this.path);
    return bavail * bsize >= spaceBytesMin;
  }

  /** A new empty folder. `shared` lets any run's uid write into it. */
  async folder(name: string, access: 'read' | 'shared' = 'read'): Promise<string> {
    const path = join(this.path, `${name}-${this.#next++}`);
    await mkdir(path);
    await chmod(path, access === 'read' ? 0o755 : 0o777);
    return path;
  }

  /** A new folder with these files, readable by every run and writable by none. */
  async filled(
    name: string,
    files: Iterable<readonly [path: string, bytes: Uint8Array]>,
  ): Promise<string> {
    const folder = await this.folder(name);
    for (const [path, bytes] of files) await writeInto(folder, path, bytes);
    return folder;
  }

  /** Removes folders no longer needed: twenty runs that fill their disk must not fill ours. */
  async discard(paths: readonly string[]): Promise<void> {
    for (const path of paths) await rm(path, { recursive: true, force: true, maxRetries: 2 });
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true, maxRetries: 2 });
  }
}

/** Writes a new file under `folder`; only for folders no run has written to. */
export async function writeInto(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  const place = join(folder, path);
  await mkdir(dirname(place), { recursive: true, mode: 0o755 });
  await writeFile(place, bytes, { mode: 0o644 });
}

/** What a run left under a writable folder: links and devices are left out, long files cut. */
export async function readBack(folder: string, inside: string): Promise<Map<string, Uint8Array>> {
  const written = new Map<string, Uint8Array>();
  const waiting = [''];
  let seen = 0;
  for (let prefix = waiting.pop(); prefix !== undefined; prefix = waiting.pop()) {
    const names = await readdir(join(folder, prefix)).catch(() => []);
    for (const name of names.sort()) {
      if (++seen > entriesSeenMax || written.size >= readBackFilesMax) return written;
      const path = prefix === '' ? name : `${prefix}/${name}`;
      const status = await lstat(join(folder, path)).catch(() => undefined);
      if (status?.isDirectory() === true) waiting.push(path);
      else if (status?.isFile() === true) {
        const bytes = await readStart(join(folder, path));
        if (bytes !== undefined) written.set(`${inside}/${path}`, bytes);
      }
    }
  }
  return written;
}

async function readStart(path: string): Promise<Uint8Array | undefined> {
  // O_NONBLOCK: a pipe put where a file was must not hold us.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(path, flags).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const bytes = Buffer.alloc(Math.min(readBackBytesMax, (await file.stat()).size));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
