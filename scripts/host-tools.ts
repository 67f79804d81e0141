/**
 * What npm cannot bring: found, or installed where this process may (root with apt), or named in the one
 * line to type. `doctor` prints the same table.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface HostTool {
  name: string;
  /** Any of these programs will do. */
  programs: string[];
  aptPackages: string[];
  /** What does not work without it. */
  without: string;
  /** Read before the PATH, where the tool has a variable of its own. */
  variable?: string;
}

export const hostTools: HostTool[] = [
  {
    name: 'bubblewrap',
    programs: ['bwrap'],
    aptPackages: ['bubblewrap'],
    without: 'nothing can be proved: no sandbox, no run',
  },
  {
    name: 'gVisor',
    programs: ['runsc'],
    aptPackages: ['runsc'],
    without: 'proofs share the host’s kernel; the stronger tier is absent',
  },
  {
    name: 'C compiler',
    programs: ['gcc'],
    aptPackages: ['gcc', 'libc6-dev', 'make', 'patch'],
    without: 'reports about C programs cannot be built',
  },
  {
    name: 'Python',
    programs: ['python3'],
    aptPackages: ['python3'],
    without: 'reports about Python programs cannot be run',
  },
  {
    name: 'Chromium',
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    aptPackages: ['chromium'],
    without: 'the browser tests are left out',
    variable: 'CHROMIUM_PATH',
  },
];

export interface FoundTool extends HostTool {
  path: string | undefined;
}

export function findTools(): FoundTool[] {
  return hostTools.map((tool) => ({ ...tool, path: pathOf(tool) }));
}

function pathOf({ programs, variable }: HostTool): string | undefined {
  const named = variable === undefined ? undefined : process.env[variable];
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    '/usr/bin',
    '/usr/sbin',
    '/usr/local/bin',
  ];
  const candidates = programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  return [...(named === undefined ? [] : [named]), ...candidates].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function installLine(missing: readonly HostTool[]): string {
  const packages = missing.flatMap(({ aptPackages }) => aptPackages);
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/** Installs what is missing where it may; otherwise says what to type. Never fails: the parts say for themselves. */
export function ensureHostTools(): void {
  const missing = findTools().filter(({ path }) => path === undefined);
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
    process.stderr.write(
      `missing on this host: ${names}. To install:\n  ${installLine(missing)}\n`,
    );
    return;
  }
  process.stderr.write(`installing from Debian: ${names} …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
  // One by one: a package this release does not have must not keep the others from being installed.
  for (const tool of missing) {
    const { status } = spawnSync(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', ...tool.aptPackages],
      { env, stdio: 'ignore' },
    );
    if (status !== 0)
      process.stderr.write(
        `could not install ${tool.name}; ${tool.without}. To try by hand:\n  ${installLine([tool])}\n`,
      );
  }
}
