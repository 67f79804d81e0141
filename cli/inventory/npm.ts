/**
 * Installed npm packages: what a lock file in a project says is installed, or where there is
 * none, the package.json files in node_modules. Nothing is run and no registry is asked.
 */
import { buildPurl, PurlError } from '#standards/purl';
import type { InventoryComponent } from '#standards/sbom';
import type { HostFiles } from './host-files.ts';

const lockBytesMax = 256 * 1024 * 1024;
const packagesMax = 200_000;
const depthMax = 50;

/** Folders of packages installed for the whole host. */
export const globalNpmFolders = ['usr/lib', 'usr/local/lib'];

/** A project's packages; the lock that npm keeps inside node_modules is the truest. */
export async function npmPackages(
  files: HostFiles,
  project: string,
): Promise<InventoryComponent[]> {
  for (const lock of [
    'node_modules/.package-lock.json',
    'package-lock.json',
    'npm-shrinkwrap.json',
  ]) {
    const name = `${project}/${lock}`;
    const text = await files.text(name, lockBytesMax);
    const locked = text === undefined ? undefined : lockedPackages(text);
    if (locked !== undefined) return componentsOf(locked, `npm ${name}`);
    if (text !== undefined)
      files.problems.push(`\`${name}\` is no package lock; run \`npm install\` again`);
  }
  return componentsOf(
    await walk(files, `${project}/node_modules`, 0),
    `npm ${project}/node_modules`,
  );
}

interface NpmPackage {
  name: string;
  version: string;
}

/** From lock versions 1 to 3; nothing when the text is no lock. */
export function lockedPackages(text: string): NpmPackage[] | undefined {
  let lock: Record<string, unknown> | undefined;
  try {
    lock = recordOf(JSON.parse(text));
  } catch {
    return undefined;
  }
  const packages = recordOf(lock?.['packages']);
  if (packages === undefined) {
    const dependencies = recordOf(lock?.['dependencies']);
    return dependencies === undefined ? undefined : fromTree(dependencies);
  }
  const found: NpmPackage[] = [];
  for (const [place, given] of Object.entries(packages)) {
    const entry = recordOf(given);
    const folder = place.lastIndexOf('node_modules/');
    // What is not in node_modules, or only linked there, is the project's own source.
    if (entry === undefined || folder === -1 || entry['link'] === true) continue;
    add(found, entry['name'] ?? place.slice(folder + 'node_modules/'.length), entry['version']);
  }
  return found;
}

/** Lock version 1 nests dependencies in each other. */
function fromTree(dependencies: Record<string, unknown>): NpmPackage[] {
  const found: NpmPackage[] = [];
  const waiting = [{ dependencies, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const [name, given] of Object.entries(next.dependencies)) {
      const entry = recordOf(given);
      const nested = recordOf(entry?.['dependencies']);
      add(found, name, entry?.['version']);
      if (nested !== undefined && next.depth < depthMax) {
        waiting.push({ dependencies: nested, depth: next.depth + 1 });
      }
    }
  }
  return found;
}

/** The packages in a node_modules folder, and in theirs. */
async function walk(files: HostFiles, folder: string, depth: number): Promise<NpmPackage[]> {
  const found: NpmPackage[] = [];
  if (depth > depthMax) return found;
  for (const name of await files.names(folder)) {
    if (name.startsWith('.')) continue;
    const inScope = name.startsWith('@') ? await files.names(`${folder}/${name}`) : undefined;
    for (const each of inScope?.map((scoped) => `${name}/${scoped}`) ?? [name]) {
      const manifest = await files.text(`${folder}/${each}/package.json`);
      if (manifest === undefined || found.length >= packagesMax) continue;
      let read: Record<string, unknown> | undefined;
      try {
        read = recordOf(JSON.parse(manifest));
      } catch {
        files.problems.push(
          `\`${folder}/${each}/package.json\` is broken JSON; install the package again`,
        );
        continue;
      }
      add(found, read?.['name'], read?.['version']);
      const nested = await walk(files, `${folder}/${each}/node_modules`, depth + 1);
      for (const inner of nested) found.push(inner);
    }
  }
  return found;
}

/** A version that is an address (`git+ssh://…`, `file:…`) is not the registry's package. */
function add(found: NpmPackage[], name: unknown, version: unknown): void {
  if (typeof name !== 'string' || typeof version !== 'string' || version.includes(':')) return;
  if (name !== '' && version !== '' && found.length < packagesMax) found.push({ name, version });
}

function componentsOf(packages: NpmPackage[], foundIn: string): InventoryComponent[] {
  return packages.flatMap(({ name, version }) => {
    const [, namespace, bare] = /^(?:(@[^/]+)\/)?(.+)$/s.exec(name) ?? [];
    try {
      const purl = buildPurl({ type: 'npm', namespace, name: bare ?? name, version });
      return [{ name, version, purl, foundIn: [foundIn] }];
    } catch (error) {
      if (error instanceof PurlError) return [];
      throw error;
    }
  });
}

function recordOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
