/**
 * The door of version orders: is `a` older than `b`, as its own ecosystem sees it? Each order is
 * a key whose byte order is the version order (`key.ts`), so comparing in memory and comparing in
 * a database index are the same act, and every order is total by construction.
 *
 * Orders we do not have are refused by name. A wrong order makes an operator miss a patch.
 */
import { debian } from './debian.ts';
import type { VersionOrder } from './order.ts';
import { pypi } from './pypi.ts';
import { semver } from './semver.ts';

const orders: readonly VersionOrder[] = [semver, pypi, debian];

/** The longest version read, in UTF-16 units; its key stays at most 2,400 bytes, one index entry. */
export const versionCharsMax = 200;

const byName = new Map(
  orders.flatMap((order) => order.ecosystems.map((name) => [name.toLowerCase(), order] as const)),
);

/** Every ecosystem name and purl type with an order here, sorted. */
export const supportedEcosystems: readonly string[] = orders
  .flatMap((order) => [...order.ecosystems])
  .sort((a, b) => a.localeCompare(b, 'en'));

export type VersionRefusalCode = 'ecosystem_unsupported' | 'version_too_long';

/** Thrown when a comparison would be a guess. `code` says why, the message says what to do. */
export class VersionRefusal extends Error {
  override readonly name = 'VersionRefusal';
  readonly code: VersionRefusalCode;
  constructor(code: VersionRefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Whether versions of this ecosystem can be ordered. Names are OSV ecosystems or purl types, in
 * any case; an OSV release suffix (`Debian:12`) is ignored.
 */
export function hasVersionOrder(ecosystem: string): boolean {
  return byName.has(baseName(ecosystem));
}

/**
 * The order-preserving key of a version: printable ASCII, at most 2,400 bytes. Equal keys are
 * equal versions (`1.0` and `1.0.0` in npm). In PostgreSQL, store it as text COLLATE "C".
 * Throws `VersionRefusal`.
 */
export function versionKey(ecosystem: string, version: string): string {
  const order = orderOf(ecosystem);
  if (version.length > versionCharsMax) {
    throw new VersionRefusal(
      'version_too_long',
      `the version starting \`${version.slice(0, 40)}\` has ${version.length} characters; give at most ${versionCharsMax}`,
    );
  }
  return order.key(version);
}

/** -1 if `a` is older than `b`, 0 if the ecosystem holds them equal, 1 if newer. Throws `VersionRefusal`. */
export function compareVersions(ecosystem: string, a: string, b: string): -1 | 0 | 1 {
  if (a === b && a.length <= versionCharsMax && hasVersionOrder(ecosystem)) return 0;
  const keyA = versionKey(ecosystem, a);
  const keyB = versionKey(ecosystem, b);
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
}

/** A new list, oldest first; versions the ecosystem holds equal keep their order. Throws `VersionRefusal`. */
export function sortVersions(ecosystem: string, versions: readonly string[]): string[] {
  const keyed = versions.map((version) => ({ version, key: versionKey(ecosystem, version) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ version }) => version);
}

/**
 * Whether the version reads without doubt in its ecosystem. The others are ordered too, by a
 * documented convention, but a match must not rest on it. Throws `VersionRefusal`.
 */
export function isRegularVersion(ecosystem: string, version: string): boolean {
  return version.length <= versionCharsMax && orderOf(ecosystem).isRegular(version);
}

function orderOf(ecosystem: string): VersionOrder {
  const order = byName.get(baseName(ecosystem));
  if (order !== undefined) return order;
  throw new VersionRefusal(
    'ecosystem_unsupported',
    `no version order for ecosystem \`${ecosystem.slice(0, 80)}\`; give one of ${supportedEcosystems.map((name) => `\`${name}\``).join(', ')}`,
  );
}

function baseName(ecosystem: string): string {
  const colon = ecosystem.indexOf(':');
  return (colon === -1 ? ecosystem : ecosystem.slice(0, colon)).toLowerCase();
}
