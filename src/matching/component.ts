/**
 * A package an operator has, in the words advisories use: OSV ecosystems and package names. A
 * distribution's package is only ever compared with that distribution's advisories, release by
 * release: `openssl` of Red Hat is not `openssl` of AlmaLinux, though the name is the same.
 */
import { buildPurl, parsePurl, PurlError, type Purl } from '#standards/purl';

/** As inventories give it; see `SbomComponent` of `#standards/sbom`. */
export interface Component {
  purl?: string;
  otherPurls?: readonly string[];
  name: string;
  version: string | null;
}

export interface PackageIdentity {
  /** Canonical, with the version where one is known. */
  purl: string;
  /** Where advisories for it may be, such as `Debian:12` and `Debian`, the closest first. */
  ecosystems: readonly string[];
  /** As `packageName` writes it. */
  name: string;
  version: string | null;
}

export type IdentityCode = 'purl_invalid' | 'type_without_advisories' | 'release_unknown';

export type Identification =
  | { kind: 'package'; identity: PackageIdentity }
  | { kind: 'none'; purl: string; code: IdentityCode; reason: string };

/** Reads one purl of a component; `version` is the component's own, used where the purl has none. */
export function identify(text: string, version: string | null): Identification {
  let purl: Purl;
  let canonical: string;
  try {
    const given = parsePurl(text);
    purl = { ...given, version: given.version ?? version };
    canonical = buildPurl(purl);
  } catch (error) {
    if (!(error instanceof PurlError)) throw error;
    return { kind: 'none', purl: text.slice(0, 200), code: 'purl_invalid', reason: error.message };
  }
  const reader = Object.hasOwn(readers, purl.type) ? readers[purl.type] : undefined;
  if (reader === undefined) {
    return {
      kind: 'none',
      purl: canonical,
      code: 'type_without_advisories',
      reason: `no advisories are kept for purls of type \`${purl.type}\`; look them up at its maker`,
    };
  }
  const read = reader(purl);
  if ('reason' in read) return { kind: 'none', purl: canonical, ...read };
  const { ecosystems, name } = read;
  return {
    kind: 'package',
    identity: {
      purl: canonical,
      ecosystems,
      name: packageName(ecosystems[0] ?? '', name),
      version: read.version === undefined ? purl.version : read.version,
    },
  };
}

/** One spelling for names an ecosystem does not tell apart; the others stay as they are. */
export function packageName(ecosystem: string, name: string): string {
  switch (ecosystem) {
    case 'PyPI':
      return name.toLowerCase().replace(/[-_.]+/g, '-');
    case 'Go':
    case 'NuGet':
    case 'Packagist':
    case 'SwiftURL':
      return name.toLowerCase();
    default:
      return name;
  }
}

type Read =
  | { ecosystems: readonly string[]; name: string; version?: string | null }
  | { code: IdentityCode; reason: string };

const readers: Readonly<Record<string, (purl: Purl) => Read>> = {
  npm: (purl) => ({ ecosystems: ['npm'], name: pathName(purl) }),
  pypi: ({ name }) => ({ ecosystems: ['PyPI'], name }),
  golang: goModule,
  cargo: ({ name }) => ({ ecosystems: ['crates.io'], name }),
  maven: ({ namespace, name }) => ({ ecosystems: ['Maven'], name: `${namespace ?? ''}:${name}` }),
  nuget: ({ name }) => ({ ecosystems: ['NuGet'], name }),
  gem: ({ name }) => ({ ecosystems: ['RubyGems'], name }),
  composer: (purl) => ({ ecosystems: ['Packagist'], name: pathName(purl) }),
  hex: ({ name }) => ({ ecosystems: ['Hex'], name }),
  pub: ({ name }) => ({ ecosystems: ['Pub'], name }),
  hackage: ({ name }) => ({ ecosystems: ['Hackage'], name }),
  cran: ({ name }) => ({ ecosystems: ['CRAN'], name }),
  swift: (purl) => ({ ecosystems: ['SwiftURL'], name: pathName(purl) }),
  bitnami: bitnamiPackage,
  deb: distributionPackage,
  rpm: distributionPackage,
  apk: distributionPackage,
  alpine: (purl) => distributionPackage({ ...purl, namespace: 'alpine' }),
};

function pathName({ namespace, name }: Purl): string {
  return namespace === null ? name : `${namespace}/${name}`;
}

/** The standard library is `stdlib` in advisories; a release `go1.21rc2` is version 1.21.0-rc.2. */
function goModule(purl: Purl): Read {
  const name = pathName(purl);
  const isStandard = name === 'std' || name === 'stdlib' || name === 'toolchain';
  const release = /^(?:go|v)?(\d+\.\d+(?:\.\d+)?)(?:(beta|rc)(\d+))?$/.exec(purl.version ?? '');
  if (!isStandard || release === null) return { ecosystems: ['Go'], name };
  const [, numbers = '', kind, count] = release;
  const version = kind === undefined ? numbers : `${numbers}.0-${kind}.${count ?? ''}`;
  return { ecosystems: ['Go'], name: name === 'std' ? 'stdlib' : name, version };
}

/** A Bitnami version ends in the packaging's own revision, `6.2.0-3`, which is no pre-release. */
function bitnamiPackage({ name, version }: Purl): Read {
  return { ecosystems: ['Bitnami'], name, version: version?.replace(/-\d+$/, '') ?? null };
}

/** OSV's name of a distribution, and how it names a release. */
interface Distribution {
  ecosystem: string;
  releases(release: string): readonly string[];
  codenames?: Readonly<Record<string, string>>;
}

const major = (release: string) => [/^\d+/.exec(release)?.[0] ?? release];

const distributions: Readonly<Record<string, Distribution>> = {
  'deb/debian': {
    ecosystem: 'Debian',
    releases: major,
    codenames: { buster: '10', bullseye: '11', bookworm: '12', trixie: '13', forky: '14' },
  },
  'deb/ubuntu': {
    ecosystem: 'Ubuntu',
    // An even year's April release has long-term support, and OSV says so in its name.
    releases: (release) =>
      /^\d?[02468]\.04$/.test(release) ? [`${release}:LTS`, release] : [release],
    codenames: {
      bionic: '18.04',
      focal: '20.04',
      jammy: '22.04',
      noble: '24.04',
      resolute: '26.04',
    },
  },
  'apk/alpine': {
    ecosystem: 'Alpine',
    releases: (release) => [`v${release.split('.').slice(0, 2).join('.')}`],
  },
  'rpm/almalinux': { ecosystem: 'AlmaLinux', releases: major },
  'rpm/rocky': { ecosystem: 'Rocky Linux', releases: major },
};

/**
 * A distribution's advisories are by source package: the `upstream` qualifier names it (with its
 * own version, where that differs), else the package is its own source.
 */
function distributionPackage(purl: Purl): Read {
  const type = purl.type === 'alpine' ? 'apk' : purl.type;
  const vendor = `${type}/${purl.namespace ?? ''}`;
  const distribution = Object.hasOwn(distributions, vendor) ? distributions[vendor] : undefined;
  if (distribution === undefined) {
    return {
      code: 'type_without_advisories',
      reason: `no advisories are kept for \`${vendor}\` packages; other distributions' do not apply to them`,
    };
  }
  const release = releaseOf(purl, distribution);
  if (release === null) {
    return {
      code: 'release_unknown',
      reason: `the purl does not say which ${distribution.ecosystem} release; add \`?distro=${purl.namespace ?? ''}-RELEASE\``,
    };
  }
  const { ecosystem } = distribution;
  const ecosystems = distribution.releases(release).map((each) => `${ecosystem}:${each}`);
  const source = /^([^@]+)(?:@(.+))?$/.exec(purl.qualifiers['upstream'] ?? '');
  const name = type === 'rpm' ? purl.name : (source?.[1] ?? purl.name);
  const version = type === 'rpm' ? undefined : source?.[2];
  return { ecosystems: [...ecosystems, ecosystem], name, ...(version ? { version } : {}) };
}

/** From `distro=debian-12.5`, `debian-bookworm` or `bookworm`; another vendor's release is none. */
function releaseOf(purl: Purl, { codenames }: Distribution): string | null {
  const [, vendor, stated = ''] =
    /^(?:([a-z]+)-)?([a-z0-9.]+)$/.exec((purl.qualifiers['distro'] ?? '').toLowerCase()) ?? [];
  if (vendor !== undefined && !(purl.namespace ?? '').startsWith(vendor)) return null;
  const release = codenames?.[stated] ?? stated;
  return /^\d+(?:\.\d+)*$/.test(release) ? release : null;
}
