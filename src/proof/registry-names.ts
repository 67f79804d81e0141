/** Which purls name something a registry could have. Pure. */
import { buildPurl, parsePurl } from '#standards/purl';

/**
 * What each registry accepts as a name and a version. They end in addresses, in paths and among the
 * words of a command, so nothing else gets past here.
 */
const registryRules: Record<string, { name: RegExp; version: RegExp }> = {
  npm: {
    name: /^(@[a-z0-9~_][a-z0-9._~-]*\/)?[A-Za-z0-9_~][A-Za-z0-9._~-]*$/,
    version: /^[0-9][0-9A-Za-z.+-]*$/,
  },
  pypi: {
    name: /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/,
    version: /^[0-9A-Za-z][0-9A-Za-z.+!_-]*$/,
  },
  // Debian Policy 5.6.1 and 5.6.12; the namespace is the distribution's, and ends nowhere.
  deb: { name: /^[a-z0-9][a-z0-9.+-]+$/, version: /^[0-9][0-9A-Za-z.+~:-]*$/ },
};

/** Says what is wrong with a purl that is to be fetched, or nothing. */
export function problemInPurl(text: string): string | undefined {
  try {
    const { type, namespace, name, version } = parsePurl(text);
    const rules = registryRules[type];
    if (rules === undefined) return 'use a purl of type `npm`, `pypi` or `deb`, or give `source`';
    if (version === null) return 'end the purl with one exact version, as in `pkg:npm/name@1.2.3`';
    const full = type === 'npm' && namespace !== null ? `${namespace}/${name}` : name;
    if (!rules.name.test(full)) return `\`${type}\` has no package of such a name; correct it`;
    if (!rules.version.test(version))
      return `\`${type}\` has no version of such a form; correct it`;
    return undefined;
  } catch (error) {
    return `not a purl: ${(error as Error).message}`;
  }
}

/** The same package at another version. */
export function atVersion(purl: string, version: string): string {
  return buildPurl({ ...parsePurl(purl), version });
}
