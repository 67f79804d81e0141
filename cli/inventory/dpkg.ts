/**
 * Installed Debian packages, from dpkg's own status file (deb-control(5)); nothing is run. Each
 * purl names the source package, which is what a distribution's advisories are about, and the
 * release they are for.
 */
import { buildPurl } from '#standards/purl';
import type { InventoryComponent } from '#standards/sbom';
import type { HostFiles } from './host-files.ts';

const statusBytesMax = 256 * 1024 * 1024;
const packagesMax = 200_000;

/** The distribution as os-release(5) names it, such as `debian` and `12`. */
export interface Distribution {
  id: string;
  /** Absent where there is none, as in Debian unstable. */
  release: string | undefined;
}

export async function distributionOf(files: HostFiles): Promise<Distribution> {
  const text =
    (await files.text('etc/os-release')) ?? (await files.text('usr/lib/os-release')) ?? '';
  const value = (key: string) =>
    new RegExp(`^${key}=["']?([^"'\\n]*)`, 'm').exec(text)?.[1] || undefined;
  return { id: value('ID') ?? 'debian', release: value('VERSION_ID') ?? value('VERSION_CODENAME') };
}

export async function dpkgPackages(files: HostFiles): Promise<InventoryComponent[]> {
  const distribution = await distributionOf(files);
  const texts = [await files.text('var/lib/dpkg/status', statusBytesMax)];
  // Images without dpkg itself keep one such file for each package.
  for (const name of await files.names('var/lib/dpkg/status.d')) {
    if (!name.endsWith('.md5sums')) texts.push(await files.text(`var/lib/dpkg/status.d/${name}`));
  }
  const components: InventoryComponent[] = [];
  for (const text of texts) {
    for (const stanza of (text ?? '').split(/\n\n+/)) {
      const component = componentOf(fieldsOf(stanza), distribution);
      if (component !== undefined && components.length < packagesMax) components.push(component);
    }
  }
  return components;
}

/** The fields of one stanza by lower-case name, without continuation lines. */
export function fieldsOf(stanza: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of stanza.split('\n')) {
    const [, name, value] = /^([A-Za-z0-9-]+):[ \t]*(.*?)\r?$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined && !fields.has(name.toLowerCase())) {
      fields.set(name.toLowerCase(), value);
    }
  }
  return fields;
}

function componentOf(
  fields: Map<string, string>,
  { id, release }: Distribution,
): InventoryComponent | undefined {
  const name = fields.get('package');
  const version = fields.get('version');
  const state = fields.get('status')?.split(' ')[2] ?? 'installed';
  if (!name || !version || state === 'not-installed' || state === 'config-files') return undefined;
  // `Source: glibc (2.36-9)`; the version stands there only where it differs.
  const [, source, sourceVersion] =
    /^(\S+)(?:\s+\(([^)]+)\))?/.exec(fields.get('source') ?? '') ?? [];
  const upstream = sourceVersion === undefined ? source : `${source ?? ''}@${sourceVersion}`;
  const purl = buildPurl({
    type: 'deb',
    namespace: id,
    name,
    version,
    qualifiers: {
      arch: fields.get('architecture') ?? '',
      distro: release === undefined ? '' : `${id}-${release}`,
      upstream: upstream ?? '',
    },
  });
  return { name, version, purl, foundIn: ['dpkg'] };
}

/** Python metadata folders that dpkg installed: the distribution patches these, and owns them. */
export async function dpkgOwnedPython(files: HostFiles): Promise<Set<string>> {
  const owned = new Set<string>();
  for (const name of await files.names('var/lib/dpkg/info')) {
    if (!name.endsWith('.list')) continue;
    const list = (await files.text(`var/lib/dpkg/info/${name}`, 64 * 1024 * 1024)) ?? '';
    if (!list.includes('-info')) continue;
    for (const line of list.split('\n')) {
      if (/\.(?:dist|egg)-info$/.test(line)) owned.add(line.replace(/^\/+/, ''));
    }
  }
  return owned;
}
