/**
 * Installed Python packages, from the metadata beside them (the core metadata and "recording
 * installed projects" specifications); no interpreter is started. What dpkg installed is left to
 * dpkg: a distribution mends it without changing the version PyPI's advisories speak of.
 */
import { buildPurl } from '#standards/purl';
import type { InventoryComponent } from '#standards/sbom';
import { dpkgOwnedPython, fieldsOf } from './dpkg.ts';
import type { HostFiles } from './host-files.ts';

const venvsMax = 1_000;

/** Every site-packages folder of the host: system, local, the given homes', and those in /opt. */
export async function sitePackages(files: HostFiles, homes: readonly string[]): Promise<string[]> {
  const roots = ['usr/lib', 'usr/local/lib', ...homes.map((home) => `${home}/.local/lib`)];
  for (const name of (await files.names('opt')).slice(0, venvsMax)) roots.push(`opt/${name}/lib`);
  return (await Promise.all(roots.map((root) => inLibrary(files, root)))).flat();
}

/** The site-packages of a folder that is a virtual environment, or holds one where they usually are. */
export async function projectSitePackages(files: HostFiles, project: string): Promise<string[]> {
  const roots = ['', '/.venv', '/venv', '/env'].map((venv) => `${project}${venv}/lib`);
  return (await Promise.all(roots.map((root) => inLibrary(files, root)))).flat();
}

async function inLibrary(files: HostFiles, library: string): Promise<string[]> {
  const pythons = (await files.names(library)).filter((name) => /^python3(?:\.\d+)?$/.test(name));
  return pythons.flatMap((python) => [
    `${library}/${python}/site-packages`,
    `${library}/${python}/dist-packages`,
  ]);
}

/** The packages in these folders, without those dpkg owns; `leftToDpkg` counts the latter. */
export async function pipPackages(
  files: HostFiles,
  folders: readonly string[],
): Promise<{ components: InventoryComponent[]; leftToDpkg: number }> {
  const owned = await dpkgOwnedPython(files);
  const components: InventoryComponent[] = [];
  let leftToDpkg = 0;
  for (const folder of new Set(folders)) {
    for (const name of await files.names(folder)) {
      if (!/\.(?:dist|egg)-info$/.test(name)) continue;
      if (owned.has(`${folder}/${name}`)) leftToDpkg++;
      else {
        const component = await componentAt(files, folder, name);
        if (component !== undefined) components.push(component);
      }
    }
  }
  return { components, leftToDpkg };
}

async function componentAt(
  files: HostFiles,
  folder: string,
  info: string,
): Promise<InventoryComponent | undefined> {
  const at = `${folder}/${info}`;
  // An .egg-info is a folder with PKG-INFO, or, from distutils, that file itself.
  const places = info.endsWith('.dist-info') ? [`${at}/METADATA`] : [`${at}/PKG-INFO`, at];
  for (const place of places) {
    const text = await files.text(place);
    if (text === undefined) continue;
    const headers = fieldsOf(text.split(/\r?\n\r?\n/, 1)[0] ?? '');
    const [name, version] = [headers.get('name'), headers.get('version')];
    if (name && version) {
      const purl = buildPurl({ type: 'pypi', name, version });
      return { name, version, purl, foundIn: [`pip ${folder}`] };
    }
    break;
  }
  files.problems.push(`\`${at}\` names no package and version; reinstall the package`);
  return undefined;
}
