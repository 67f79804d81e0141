/**
 * The embedded database's folder, `postgres/` in Sallyport's data folder:
 *
 *     lock          held by whoever starts or stops the server
 *     users         shared by every process that uses it, so that the last one out is known
 *     password      the owner's, 0600
 *     namespace     the pid namespace of the last start
 *     port          the port it had, taken again so that others' URLs stay right
 *     server.log    what it said; the log of the start before is server.log.1
 *     data/         PostgreSQL's own
 */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { PostgresProblem, diskFull } from './problems.ts';

export interface Folder {
  root: string;
  data: string;
  lock: string;
  users: string;
  password: string;
  namespace: string;
  port: string;
  log: string;
  /** Library links, where the package's own folder may not be written. */
  libraries: string;
}

/** Makes the folder, for its owner alone, or refuses one that is somebody else's. */
export function openFolder(dataDir: string): Folder {
  const path = join(resolve(dataDir), 'postgres');
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    refuseForeign(path);
    chmodSync(path, 0o700);
    return folderAt(realpathSync(path));
  } catch (error) {
    throw folderProblem(path, error);
  }
}

/** True when there is a database in `dataDir` already. */
export function hasCluster(dataDir: string): boolean {
  return existsSync(join(resolve(dataDir), 'postgres', 'data', 'PG_VERSION'));
}

/** Replaces `file` whole or not at all. */
export function writeWhole(file: string, text: string): void {
  const aside = `${file}.new`;
  writeFileSync(aside, text, { mode: 0o600, flush: true });
  renameSync(aside, file);
}

export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const logBytesMax = 10 * 1024 * 1024;

/** Keeps at most two logs of bounded size between starts. */
export function turnLog(folder: Folder): void {
  const size = statSync(folder.log, { throwIfNoEntry: false })?.size ?? 0;
  if (size > logBytesMax) renameSync(folder.log, `${folder.log}.1`);
}

export function removeWhole(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
}

function folderAt(root: string): Folder {
  const at = (name: string): string => join(root, name);
  return {
    root,
    data: at('data'),
    lock: at('lock'),
    users: at('users'),
    password: at('password'),
    namespace: at('namespace'),
    port: at('port'),
    log: at('server.log'),
    libraries: at('libraries'),
  };
}

function refuseForeign(path: string): void {
  const owner = statSync(path).uid;
  const self = process.getuid?.();
  if (owner !== self) {
    throw new PostgresProblem(
      'folder_owner',
      `\`${path}\` belongs to uid ${owner} and this is uid ${self}; run as its owner, or take it over with \`chown -R ${self}\``,
    );
  }
}

function folderProblem(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(path);
  if (
    code === 'EACCES' ||
    code === 'EPERM' ||
    code === 'EROFS' ||
    code === 'ENOTDIR' ||
    code === 'EEXIST'
  ) {
    return new PostgresProblem(
      'folder_unreachable',
      `\`${path}\` cannot be made or entered (${code}); choose a folder that is yours`,
      { cause: error },
    );
  }
  return error;
}
