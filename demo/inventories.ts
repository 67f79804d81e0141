/** A system's real inventory before and after its operator acts. What is changed is always a copy. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '#app';
import type { Player } from './cast.ts';
import {
  copyOfHost,
  copyOfProject,
  installedVersion,
  installUpdates,
  moveDependency,
  sbomOfProject,
} from './operator-inventories.ts';

const run = promisify(execFile);
const sbomBytesMax = 64 * 1024 * 1024;

export interface Uploaded {
  name: string;
  components: number;
  opened: number;
  confirmed: number;
}

/** An inventory taken and sent; `update` does what the card says, to the copy, and sends the new one. */
export interface TakenInventory {
  update(): Promise<{ uploaded: Uploaded; evidence: string }>;
}

export interface LivingInventory {
  system: string;
  before(operator: Player, folder: string): Promise<{ value: TakenInventory; evidence: string }>;
}

/** This project's own lock file, moved back to an affected release: `npm sbom` of it before and after. */
export function projectInventory(
  project: string,
  name: string,
  affected: string,
  fixed: string,
): LivingInventory {
  const system = 'Web application (this project)';
  return {
    system,
    async before(operator, folder) {
      const copy = await copyOfProject(project, join(folder, '..', 'operator', 'project'));
      await moveDependency(copy, name, affected);
      const first = await send(operator, system, await sbomOfProject(copy));
      return {
        evidence: `npm sbom: ${first.components} components, ${name} ${affected}`,
        value: {
          async update() {
            await moveDependency(copy, name, fixed);
            const uploaded = await send(operator, system, await sbomOfProject(copy));
            return {
              uploaded,
              evidence: `npm install ${name}@${fixed}; npm sbom again: ${uploaded.components} components`,
            };
          },
        },
      };
    },
  };
}

/** This host's packages as dpkg knows them; the update goes into a copy of its package database. */
export function hostInventory(source: string, packageName: string): LivingInventory {
  const system = 'Front desk computer (this host)';
  return {
    system,
    async before(operator, folder) {
      const copy = await copyOfHost(join(folder, '..', 'operator', 'host'));
      const first = await send(operator, system, await inventoryOf(copy));
      const version = await installedVersion(packageName, copy);
      return {
        evidence: `sallyport inventory: ${first.components} components, ${packageName} ${version ?? 'absent'}`,
        value: {
          async update() {
            await installUpdates(copy, await installedOfSource(copy, source));
            const uploaded = await send(operator, system, await inventoryOf(copy));
            const now = await installedVersion(packageName, copy);
            return {
              uploaded,
              evidence: `apt-get download and dpkg --install into the copy: ${packageName} ${now ?? 'absent'}`,
            };
          },
        },
      };
    },
  };
}

/** Every installed package built from one source: they are updated together or not at all. */
async function installedOfSource(copy: string, source: string): Promise<string[]> {
  const { stdout } = await run('dpkg-query', [
    `--admindir=${join(copy, 'var/lib/dpkg')}`,
    '--show',
    '--showformat=${source:Package} ${db:Status-Status} ${Package}\\n',
  ]);
  const rows = stdout.split('\n').map((line) => line.split(' '));
  return rows.flatMap(([from, status, name]) =>
    from === source && status === 'installed' && name !== undefined ? [name] : [],
  );
}

async function inventoryOf(root: string): Promise<string> {
  const { stdout } = await run(
    join(packageRoot, 'sallyport'),
    ['inventory', '--root', root, '--name', 'front-desk'],
    { maxBuffer: sbomBytesMax },
  );
  return stdout;
}

async function send(operator: Player, system: string, sbom: string): Promise<Uploaded> {
  const path = `/api/systems?name=${encodeURIComponent(system)}`;
  return (await operator.upload(
    path,
    'application/vnd.cyclonedx+json',
    Buffer.from(sbom, 'utf8'),
  )) as Uploaded;
}
