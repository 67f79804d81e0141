/**
 * Host folders and files that a run may see. Three things go wrong here and are dealt with here:
 *
 * - the run's uid cannot walk to a folder below a private home. Such a mount is staged: bound, by
 *   root and in a mount namespace of that run alone, to a place the uid can reach.
 * - a writable folder must belong to the run's uid while it runs, and to its owner again after.
 * - what the run leaves in it is hostile. When everybody is dead, pipes, sockets and devices are
 *   removed, so are links that lead out of the folder, and set-uid bits are cleared; so whoever
 *   collects the output reads ordinary files of that folder and nothing else.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  opendirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { tool } from './host.ts';
import { RequestRefused, type Mount } from './request.ts';

export interface PreparedMount extends Mount {
  /** Where the tier's tool finds it: the host path, or its stage. */
  source: string;
  isFolder: boolean;
  isStaged: boolean;
}

/** Entries of one writable folder; more are treated as a full disk. */
export const entriesMax = 200_000;

/** Never shown, whatever a caller asks: they are the host itself. */
const neverMounted = ['/', '/proc', '/sys', '/dev', '/run', '/boot', '/root', '/home', '/etc'];
const neverWritten = [
  '/usr',
  '/bin',
  '/sbin',
  '/lib',
  '/lib32',
  '/lib64',
  '/opt',
  '/var',
  '/tmp',
  '/srv',
];

/** `uid` is null when runs share the supervisor's own. Throws `RequestRefused`. */
export function prepareMounts(mounts: Mount[], uid: number | null, stage: string): PreparedMount[] {
  return mounts.map((mount, index) => {
    const host = resolveHost(mount);
    const seen = statSync(host);
    const isFolder = seen.isDirectory();
    if (!isFolder && !(seen.isFile() && mount.access === 'read')) {
      throw new RequestRefused(`mount \`${host}\` must be a folder, or a file to read`);
    }
    const needed = isFolder ? 0o5 : 0o4;
    if (uid !== null && mount.access === 'read' && (seen.mode & needed) !== needed) {
      throw new RequestRefused(`mount \`${host}\` is private; run \`chmod o+rX\` on it first`);
    }
    const isStaged = uid !== null && !isReachable(host);
    const source = isStaged ? join(stage, String(index)) : host;
    if (isStaged) makePlace(source, isFolder);
    return { ...mount, host, source, isFolder, isStaged };
  });
}

/** Whether any of them lies below a folder that only its owner may enter. */
export function needsStage(mounts: readonly Mount[]): boolean {
  return mounts.some((mount) => !isReachable(resolveHost(mount)));
}

/** A mount point: an empty folder, or an empty file, with the folders above it. */
export function makePlace(path: string, isFolder: boolean): void {
  if (isFolder) return void mkdirSync(path, { recursive: true, mode: 0o755 });
  mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
  writeFileSync(path, '');
}

function resolveHost(mount: Mount): string {
  let host: string;
  try {
    host = realpathSync(mount.host);
  } catch {
    throw new RequestRefused(`mount \`${mount.host}\` does not exist`);
  }
  const isSystem =
    neverMounted.includes(host) || /^\/(proc|sys|dev|run\/sallyport-sandbox)\//.test(host);
  const isKept =
    neverWritten.includes(host) || /^\/(usr|bin|sbin|lib|lib32|lib64|etc|boot)\//.test(host);
  if (isSystem || (isKept && mount.access === 'write')) {
    throw new RequestRefused(`mount \`${host}\` belongs to the host and is never given to a run`);
  }
  return host;
}

function isReachable(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === '/') return true;
  }
}

/** Gives the folder's tree to `uid`. Files with a second name elsewhere are left alone. */
export async function claim(folder: string, uid: number): Promise<void> {
  const isWhole = await walk(folder, (path) => {
    const seen = lstatSync(path);
    if (seen.isDirectory() || seen.isSymbolicLink() || seen.nlink === 1) lchownSync(path, uid, uid);
  });
  if (!isWhole) {
    throw new RequestRefused(
      `mount \`${folder}\` holds too many or too deep entries to be written`,
    );
  }
}

export interface Owner {
  uid: number;
  gid: number;
}

export function ownerOf(folder: string): Owner {
  const { uid, gid } = lstatSync(folder);
  return { uid, gid };
}

/**
 * Gives the tree back to the folder's owner and removes what no reader should meet. Call only when
 * every process of the run is dead: a live one could swap a folder for a link under our feet.
 */
export async function reclaim(folder: string, uid: number | null, owner: Owner): Promise<void> {
  const links: Buffer[] = [];
  const isWhole = await walk(folder, (path) => {
    const seen = lstatSync(path);
    if (seen.isSymbolicLink()) links.push(path);
    else if (!seen.isDirectory() && !seen.isFile()) return void rmSync(path, { force: true });
    else if ((seen.mode & 0o7000) !== 0 || (seen.mode & 0o600) !== 0o600) {
      chmodSync(path, (seen.mode & 0o777) | (seen.isDirectory() ? 0o700 : 0o600));
    }
    if (uid !== null && seen.uid === uid) lchownSync(path, owner.uid, owner.gid);
  });
  // What could not be looked through cannot be called safe; find(1) walks by descriptor, any depth.
  if (!isWhole) execFileSync(tool('find'), [folder, '-mindepth', '1', '-delete'], { env: {} });
  const top = Buffer.from(folder);
  for (const link of links) if (!staysInside(link, top)) rmSync(link, { force: true });
}

/** Resolved, not read: `a/b/../..` through links of the run's making lies about where it leads. */
function staysInside(link: Buffer, folder: Buffer): boolean {
  const target = attempt(() => realpathSync.native(link, { encoding: 'buffer' }));
  if (target === null) return false;
  const isBelow = target.subarray(0, folder.length).equals(folder);
  return isBelow && (target.length === folder.length || target[folder.length] === slash[0]);
}

/** Bytes on disk below the folders, or Infinity past `entriesMax` entries. */
export async function bytesBelow(folders: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const folder of folders) {
    const isWhole = await walk(folder, (path) => {
      bytes += lstatSync(path).blocks * 512;
    });
    if (!isWhole) return Infinity;
  }
  return bytes;
}

const slash = Buffer.from('/');
/** Node hands out names as bytes, which its types do not know for `opendir`. */
const byBytes = { encoding: 'buffer' as BufferEncoding };
/** A quarter of PATH_MAX short of it, for the name that comes next. */
const pathBytesMax = 3072;

/**
 * Visits a folder and everything below without following links, by bytes since a name need not be
 * UTF-8. Entries may vanish meanwhile (a run is busy), so a visit that fails is skipped. False when
 * it gave up: too many entries, or paths too long for the kernel to take whole.
 */
async function walk(folder: string, visit: (path: Buffer) => void): Promise<boolean> {
  const waiting = [Buffer.from(folder)];
  let entries = 0;
  while (waiting.length > 0) {
    const next = waiting.pop()!;
    if (next.length > pathBytesMax) return false;
    attempt(() => visit(next));
    const below = attempt(() => opendirSync(next, byBytes));
    if (below === null) continue;
    for (let entry = below.readSync(); entry !== null; entry = below.readSync()) {
      entries += 1;
      const path = Buffer.concat([next, slash, entry.name as unknown as Buffer]);
      if (entry.isDirectory()) waiting.push(path);
      else attempt(() => visit(path));
      if (entries % 2000 === 0) await breathe();
      if (entries > entriesMax) break;
    }
    below.closeSync();
    if (entries > entriesMax) return false;
  }
  return true;
}

function attempt<T>(action: () => T): T | null {
  try {
    return action();
  } catch {
    return null;
  }
}
