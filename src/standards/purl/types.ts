/**
 * What each registered purl type adds to the general rules of ECMA-427: whether it has a
 * namespace, what is lower-cased, and what a name may hold. Taken from the registered type
 * definitions; a type that is not here follows the general rules alone.
 */
import type { Purl } from './purl.ts';

export interface PurlType {
  /** Absent means optional. */
  namespace?: 'required' | 'prohibited';
  /** Components compared without case, and therefore written in lower case. */
  lower?: readonly ('namespace' | 'name' | 'version' | 'subpath')[];
  /** Further normalisation of the name, after lower-casing. */
  normaliseName?: (name: string, purl: Purl) => string;
  /** The names and versions the type permits, and how to say so. */
  name?: { pattern: RegExp; rule: string };
  version?: { pattern: RegExp; rule: string };
  requiredQualifiers?: readonly string[];
  /** The namespace is one segment, a host; every further segment belongs to the name. */
  nameIsPath?: true;
}

const bothLower = { lower: ['namespace', 'name'] } as const;
const bare: PurlType = { namespace: 'prohibited' };

const purlTypes: Readonly<Record<string, PurlType>> = {
  alpm: { namespace: 'required', ...bothLower },
  apk: { namespace: 'required', ...bothLower },
  bazel: bare,
  bitbucket: { namespace: 'required', ...bothLower },
  bitnami: { ...bare, lower: ['name'] },
  brew: bothLower,
  cargo: bare,
  'chrome-extension': {
    ...bare,
    lower: ['name'],
    name: { pattern: /^[a-p]{32}$/, rule: '32 letters from a to p' },
    version: { pattern: /^\d+(?:\.\d+){0,3}$/, rule: 'one to four numbers joined by dots' },
  },
  cocoapods: {
    ...bare,
    name: { pattern: /^[^.\s+][^\s+]*$/, rule: 'no whitespace, no plus and no leading dot' },
  },
  composer: { namespace: 'required', ...bothLower },
  conda: bare,
  cpan: {
    name: { pattern: /^(?!.*::)/s, rule: 'a distribution name, which has no `::`' },
  },
  cran: bare,
  deb: { namespace: 'required', ...bothLower },
  gem: bare,
  git: { namespace: 'required', nameIsPath: true, normaliseName: gitName },
  github: { namespace: 'required', ...bothLower },
  golang: bothLower,
  hackage: bare,
  hex: bothLower,
  huggingface: { namespace: 'required', lower: ['version'] },
  julia: { ...bare, requiredQualifiers: ['uuid'] },
  luarocks: bothLower,
  maven: { namespace: 'required' },
  mlflow: { ...bare, normaliseName: mlflowName },
  nuget: bare,
  oci: { ...bare, lower: ['name', 'version'] },
  opam: bare,
  otp: { ...bare, lower: ['name', 'subpath'] },
  pub: {
    ...bare,
    lower: ['name'],
    normaliseName: (name) => name.replace(/[^a-z0-9_]/g, '_'),
  },
  pypi: {
    ...bare,
    lower: ['name', 'version'],
    normaliseName: (name) => name.replaceAll('_', '-'),
  },
  qpkg: { namespace: 'required', lower: ['namespace'] },
  rpm: { namespace: 'required', lower: ['namespace'] },
  swid: { requiredQualifiers: ['tag_id'] },
  swift: { namespace: 'required' },
  vcpkg: bare,
  'vscode-extension': { namespace: 'required', lower: ['namespace', 'name', 'version'] },
  yocto: { lower: ['namespace'] },
};

/** GitHub tells no repositories apart by case; of other hosts we know nothing. */
function gitName(name: string, purl: Purl): string {
  return /^github(?:\.com)?$/i.test(purl.namespace ?? '') ? name.toLowerCase() : name;
}

/** The rules a type adds; none for a type that is not registered. */
export function rulesOf(type: string): PurlType {
  return Object.hasOwn(purlTypes, type) ? (purlTypes[type] ?? {}) : {};
}

/** Databricks registries hold model names without case, Azure's with it. */
function mlflowName(name: string, purl: Purl): string {
  return purl.qualifiers['repository_url']?.includes('databricks') ? name.toLowerCase() : name;
}
