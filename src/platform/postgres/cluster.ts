/**
 * Making the database cluster. initdb works in a folder aside that gets its name only when it is
 * whole, so an interrupted first start leaves nothing that looks like a database.
 */
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { readIfThere, removeWhole, writeWhole, type Folder } from './folder.ts';
import { runToEnd } from './launch.ts';
import { PostgresProblem, diskFull, problemFrom } from './problems.ts';
import { includeLines, settingsFile, type Durability } from './settings.ts';

/** The owner of the cluster and of the database that Sallyport lives in. */
export const ownerRole = 'sallyport';

const asidePrefix = 'aside-';
const initdbMsMax = 120_000;
const freeBytesMin = 200 * 1024 * 1024;

/** Makes the cluster where there is none. Call under the lock, with no server running. */
export async function ensureCluster(
  folder: Folder,
  binaries: Binaries,
  durability: Durability,
): Promise<void> {
  for (const name of readdirSync(folder.root)) {
    if (name.startsWith(asidePrefix)) removeWhole(join(folder.root, name));
  }
  if (existsSync(folder.data)) {
    refuseOtherMajor(folder, binaries);
    if (readIfThere(folder.password) === undefined) await resetPassword(folder, binaries);
  } else {
    await makeCluster(folder, binaries, durability);
  }
  writeFileSync(join(folder.data, 'sallyport.conf'), settingsFile(durability), { mode: 0o600 });
}

export function passwordOf(folder: Folder): string | undefined {
  return readIfThere(folder.password)?.trim();
}

function refuseOtherMajor(folder: Folder, { major }: Binaries): void {
  const found = readIfThere(join(folder.data, 'PG_VERSION'))?.trim();
  if (found === undefined) {
    throw new PostgresProblem(
      'folder_damaged',
      `\`${folder.data}\` is no database: it has no \`PG_VERSION\`; move it away, then start anew or \`sallyport restore\` a backup`,
    );
  }
  if (found !== String(major)) {
    throw new PostgresProblem(
      'folder_version',
      `\`${folder.data}\` was made by PostgreSQL ${found.slice(0, 20)}, and this Sallyport brings ${major}; run \`sallyport backup --to FILE\` with the Sallyport ` +
        'that made it, then `sallyport restore FILE --data NEWFOLDER` with this one',
    );
  }
}

async function makeCluster(
  folder: Folder,
  binaries: Binaries,
  durability: Durability,
): Promise<void> {
  const { bavail, bsize } = statfsSync(folder.root);
  if (bavail * bsize < freeBytesMin) throw diskFull(folder.root);
  const aside = join(folder.root, `${asidePrefix}${randomBytes(6).toString('hex')}`);
  writeWhole(folder.password, `${newPassword()}\n`);
  const made = await runToEnd(
    binaries,
    binaries.initdb,
    initdbArgs(aside, folder.password, durability),
    initdbMsMax,
  );
  if (!made.ok) {
    removeWhole(aside);
    throw problemFrom(made.output, { dataDir: folder.root });
  }
  appendFileSync(join(aside, 'postgresql.conf'), includeLines);
  renameSync(aside, folder.data);
}

/**
 * The built-in C.UTF-8 collation sorts alike on every host and never changes with its C library, so
 * no index can be broken by an update of the system.
 */
function initdbArgs(aside: string, passwordFile: string, durability: Durability): string[] {
  const args = [
    '-D',
    aside,
    '-U',
    ownerRole,
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--locale=C',
  ];
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions');
  return durability === 'test' ? [...args, '--no-sync'] : args;
}

/** Whoever owns the folder owns the database: a lost password file is replaced, in single-user mode. */
async function resetPassword(folder: Folder, binaries: Binaries): Promise<void> {
  const password = newPassword();
  const args = ['--single', '-D', folder.data, '-j', '-c', 'log_min_messages=fatal', 'postgres'];
  const done = await runToEnd(
    binaries,
    binaries.postgres,
    args,
    initdbMsMax,
    `ALTER ROLE ${ownerRole} PASSWORD '${password}';\n\n`,
  );
  if (!done.ok) throw problemFrom(done.output.replaceAll(password, '…'), { dataDir: folder.root });
  writeWhole(folder.password, `${password}\n`);
}

/** 256 bits, in characters that neither SQL nor a URL escapes. */
function newPassword(): string {
  return randomBytes(32).toString('base64url');
}

/** What `postmaster.pid` claims: line 1 the pid, line 4 the port, line 8 the state. */
export function namedPostmaster(
  folder: Folder,
): { pid: number; port: number; ready: boolean } | undefined {
  const lines = readIfThere(pidFile(folder))?.split('\n') ?? [];
  const pid = Number(lines[0]);
  const named = { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  return Number.isSafeInteger(pid) && pid > 0 ? named : undefined;
}

export function pidFile(folder: Folder): string {
  return join(folder.data, 'postmaster.pid');
}

/** The bytes the log held before, so that only what a start adds is read as its words. */
export function logFrom(folder: Folder, offset: number): string {
  return existsSync(folder.log)
    ? readFileSync(folder.log).subarray(offset).toString('utf8').slice(-20_000)
    : '';
}
