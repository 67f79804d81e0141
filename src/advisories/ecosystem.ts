/**
 * Which ecosystems an advisory of ours can speak about, and how OSV and purl name the same package
 * there. OSV says `Debian:12` and `openssl`; purl says `pkg:deb/debian/openssl?distro=debian-12`.
 * The two must be one package or the affected sets cannot be compared, so the table works both ways.
 *
 * Ecosystem names are OSV's, exactly (OSV schema, `affected[].package`). A vers scheme is the purl
 * type in every row (vers-spec). Go is absent: canonical purls lower-case its names and Go does not.
 */
import { buildPurl, parsePurl, PurlError, type Purl } from '#standards/purl';

interface EcosystemRow {
  /** Without the release: `Debian`. */
  name: string;
  purlType: string;
  namespace?: string;
  /** `Debian:12` has a release; `npm` has none. */
  release?: RegExp;
  /** OSV: versions of npm and crates.io are SemVer 2.0.0, the others have an order of their own. */
  rangeType: 'SEMVER' | 'ECOSYSTEM';
  /** How OSV writes a namespaced name; absent where purl has no namespace of its own there. */
  joiner?: '/' | ':';
}

const rows: readonly EcosystemRow[] = [
  { name: 'npm', purlType: 'npm', rangeType: 'SEMVER', joiner: '/' },
  { name: 'PyPI', purlType: 'pypi', rangeType: 'ECOSYSTEM' },
  {
    name: 'Debian',
    purlType: 'deb',
    namespace: 'debian',
    release: /^[1-9][0-9]?$/,
    rangeType: 'ECOSYSTEM',
  },
  { name: 'crates.io', purlType: 'cargo', rangeType: 'SEMVER' },
  { name: 'Maven', purlType: 'maven', rangeType: 'ECOSYSTEM', joiner: ':' },
  { name: 'NuGet', purlType: 'nuget', rangeType: 'ECOSYSTEM' },
  { name: 'RubyGems', purlType: 'gem', rangeType: 'ECOSYSTEM' },
  { name: 'Packagist', purlType: 'composer', rangeType: 'ECOSYSTEM', joiner: '/' },
];

/** One package in one ecosystem, as each standard names it. */
export interface PackageIdentity {
  /** OSV's name, with release: `Debian:12`. */
  ecosystem: string;
  /** OSV's package name: `@scope/name`, `group:artifact`, `openssl`. */
  name: string;
  /** Canonical, without version, with `distro` where the ecosystem has releases. */
  purl: string;
  /** Also the vers scheme. */
  purlType: string;
  rangeType: 'SEMVER' | 'ECOSYSTEM';
}

/** `version` is what the purl said, if it said one. */
export type IdentityReading =
  | { isValid: true; identity: PackageIdentity; version: string | null }
  | { isValid: false; message: string };

/** Every ecosystem an advisory may name, `:N` standing for a release. */
export const advisoryEcosystems: readonly string[] = rows.map((row) =>
  row.release === undefined ? row.name : `${row.name}:N`,
);

/**
 * The package a purl names. `ecosystem` is needed where the purl does not tell the release.
 * Qualifiers other than `distro` are refused: an advisory is about a package, not about one
 * architecture's file.
 */
export function identify(purlText: string, ecosystem?: string): IdentityReading {
  const parsed = read(purlText);
  if ('message' in parsed) return { isValid: false, message: parsed.message };
  const row = rows.find(
    ({ purlType, namespace }) =>
      purlType === parsed.type && (namespace === undefined || namespace === parsed.namespace),
  );
  if (row === undefined)
    return { isValid: false, message: `no ecosystem of ours has purls like \`${purlText}\`` };
  const strange = Object.keys(parsed.qualifiers).filter(
    (key) => !(key === 'distro' && row.release),
  );
  if (strange.length > 0)
    return { isValid: false, message: `leave \`${strange.join('`, `')}\` out of \`${purlText}\`` };
  if (parsed.subpath !== null)
    return { isValid: false, message: `leave the subpath out of \`${purlText}\`` };
  const release = releaseOf(row, parsed, ecosystem);
  if ('message' in release) return { isValid: false, message: release.message };
  const qualifiers: Record<string, string> =
    release.release === ''
      ? {}
      : { distro: `${row.purlType === 'deb' ? parsed.namespace : row.name}-${release.release}` };
  const name =
    row.joiner !== undefined && parsed.namespace !== null
      ? `${parsed.namespace}${row.joiner}${parsed.name}`
      : parsed.name;
  return {
    isValid: true,
    identity: {
      ecosystem: release.release === '' ? row.name : `${row.name}:${release.release}`,
      name,
      purl: buildPurl({
        type: parsed.type,
        namespace: parsed.namespace,
        name: parsed.name,
        qualifiers,
      }),
      purlType: row.purlType,
      rangeType: row.rangeType,
    },
    version: parsed.version,
  };
}

/** The purl of one version of a package. */
export function purlOfVersion({ purl }: PackageIdentity, version: string): string {
  return buildPurl({ ...parsePurl(purl), version });
}

function read(text: string): Purl | { message: string } {
  try {
    return parsePurl(text);
  } catch (error) {
    if (error instanceof PurlError) return { message: error.message };
    throw error;
  }
}

function releaseOf(
  row: EcosystemRow,
  purl: Purl,
  ecosystem: string | undefined,
): { release: string } | { message: string } {
  if (row.release === undefined) {
    return ecosystem === undefined || ecosystem === row.name
      ? { release: '' }
      : {
          message: `a \`pkg:${row.purlType}\` package is in ecosystem \`${row.name}\`, not \`${ecosystem}\``,
        };
  }
  const distro = purl.qualifiers['distro'];
  const prefix = `${purl.namespace}-`;
  if (distro !== undefined && !distro.startsWith(prefix)) {
    return {
      message: `\`distro=${distro}\` does not name a release; write \`distro=${prefix}12\``,
    };
  }
  const fromPurl = distro?.slice(prefix.length);
  const fromEcosystem = ecosystem?.startsWith(`${row.name}:`)
    ? ecosystem.slice(row.name.length + 1)
    : undefined;
  if (ecosystem !== undefined && fromEcosystem === undefined) {
    return {
      message: `a \`pkg:${row.purlType}\` package is in an ecosystem like \`${row.name}:12\`, not \`${ecosystem}\``,
    };
  }
  const release = fromEcosystem ?? fromPurl ?? '';
  if (fromPurl !== undefined && fromPurl !== release) {
    return {
      message: `\`distro=${distro}\` and ecosystem \`${ecosystem}\` name two releases; keep one`,
    };
  }
  return row.release.test(release)
    ? { release }
    : { message: `\`${row.name}\` needs its release number, as in \`${row.name}:12\`` };
}
