/**
 * The two inventories the demonstration's operators have, and how each changes when the operator
 * acts. Both are real: this project's own lock file as npm reads it, and this host's own packages as
 * dpkg knows them. Neither the project nor the host is changed; what is moved is a copy.
 *
 * npm, apt-get and dpkg are the host's, with the host's own settings for where packages come from.
 */
import { execFile } from 'node:child_process';
import { cp, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const limits = { timeout: 120_000, maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' as const };

/** A copy of the project's manifest and lock file in `folder`, which npm may change. */
export async function copyOfProject(project: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) {
    await copyFile(join(project, name), join(folder, name));
  }
  return folder;
}

/** Moves one direct dependency of the copy, and what hangs on it, to `version`. Runs no script. */
export async function moveDependency(copy: string, name: string, version: string): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await run(
    'npm',
    ['install', '--package-lock-only', '--save-exact', ...quiet, `${name}@${version}`],
    {
      ...limits,
      cwd: copy,
    },
  );
}

/** What `npm sbom` says of the copy: CycloneDX, JSON text. */
export async function sbomOfProject(copy: string): Promise<string> {
  const words = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--loglevel=error'];
  return (await run('npm', words, { ...limits, cwd: copy })).stdout;
}

/**
 * A copy of this host's package database below `folder`, as the root of a host of its own:
 * `sallyport inventory --root FOLDER` reads it.
 */
export async function copyOfHost(folder: string): Promise<string> {
  await mkdir(join(folder, 'var/lib'), { recursive: true });
  await cp('/var/lib/dpkg', join(folder, 'var/lib/dpkg'), {
    recursive: true,
    // Locks belong to the host's own dpkg; `parts` and `updates` to a run of it.
    filter: (path) => !/^\/var\/lib\/dpkg\/(lock|lock-frontend|triggers\/Lock)$/.test(path),
  });
  // The release, without which a Debian version says nothing: `/etc/os-release` is often a link.
  await mkdir(join(folder, 'etc'), { recursive: true });
  await writeFile(join(folder, 'etc/os-release'), await readFile('/etc/os-release'));
  return folder;
}

/** The installed version of a binary package on the host or in a copy; undefined if it is not. */
export async function installedVersion(name: string, copy?: string): Promise<string | undefined> {
  const where = copy === undefined ? [] : [`--admindir=${join(copy, 'var/lib/dpkg')}`];
  const words = [...where, '--show', '--showformat=${db:Status-Status} ${Version}\n', name];
  try {
    const { stdout } = await run('dpkg-query', words, limits);
    return /^installed (\S+)$/m.exec(stdout)?.[1];
  } catch (error) {
    // dpkg-query exits 1 for a package it has never heard of; anything else is a broken host.
    if ((error as { code?: unknown }).code === 1) return undefined;
    throw error;
  }
}

/**
 * Downloads the newest build of installed packages that this host's release has, and installs them
 * into the copy together, as `apt-get install --only-upgrade` would. Their own scripts, if they have
 * any, run unconfined: name libraries and tools that have none.
 */
export async function installUpdates(copy: string, names: readonly string[]): Promise<void> {
  const apt = join(copy, 'apt');
  const downloads = join(apt, 'downloads');
  await rm(downloads, { recursive: true, force: true });
  for (const part of ['lists/partial', 'archives/partial', 'downloads']) {
    await mkdir(join(apt, part), { recursive: true });
  }
  const acquire = (await run('apt-config', ['dump', 'Acquire'], limits)).stdout;
  const configuration = join(apt, 'apt.conf');
  await writeFile(configuration, privateConfiguration(apt, acquire), { mode: 0o600 });
  const env = { ...process.env, APT_CONFIG: configuration };
  await run('apt-get', ['--quiet', 'update'], { ...limits, env });
  await run('apt-get', ['--quiet', 'download', ...names], { ...limits, env, cwd: downloads });
  const files = (await readdir(downloads)).map((name) => join(downloads, name));
  if (files.length !== names.length) {
    throw new Error(
      `apt downloaded ${files.length} of ${names.length} packages; try \`apt-cache policy\``,
    );
  }
  // A copy has no programs of its own to chroot into, and need not be root's.
  const relaxed = ['--force-script-chrootless', '--force-not-root', '--force-bad-path'];
  const words = [`--root=${copy}`, ...relaxed, '--no-triggers', '--log=/dev/null', '--install'];
  await run('dpkg', [...words, ...files], limits);
}

/**
 * The host's sources, keys and ways out (`acquire` may name a proxy), but lists of our own, because
 * the host's may be old, locked or absent, and none of the hooks that other packages hang on apt.
 */
function privateConfiguration(folder: string, acquire: string): string {
  return [
    acquire,
    'Dir::Etc::Main "/dev/null";',
    'Dir::Etc::Parts "/dev/null";',
    `Dir::State::Lists "${folder}/lists";`,
    `Dir::Cache "${folder}";`,
    'APT::Sandbox::User "";',
    'Acquire::Languages "none";',
    'Acquire::http::Timeout "30";',
    '',
  ].join('\n');
}
