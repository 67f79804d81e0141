/**
 * Semantic Versioning 2.0.0 precedence (clause 11), for npm, crates.io and Go, whose modules
 * write a leading `v`. Numbers have no upper bound and build metadata never counts.
 *
 * Other strings are placed too: a leading run of dotted numbers counts
 * whatever its length (`1.2` is `1.2.0`; `1.2.0.1` comes after it), what follows is read as a
 * pre-release, and text that starts with no number comes before every version, by its bytes.
 */
import { END, numberKey, textKey } from './key.ts';
import type { VersionOrder } from './order.ts';

/** What reads without doubt: also `1.20`, Go's own releases, and `1.2.3.4`, as OSV records hold. */
const regular = /^v?\d+(?:\.\d+)*(?:-[0-9a-z-]+(?:\.[0-9a-z-]+)*)?(?:\+[0-9a-z.-]+)?$/i;
const numbers = /^\d+(?:\.\d+)*/;

const UNNUMBERED = '0';
const NUMBERED = '1';
const MORE = '1';
const NO_MORE = '0';
const PRERELEASE = '0';
const RELEASE = '1';
const NUMERIC_IDENTIFIER = '1';
const TEXT_IDENTIFIER = '2';

export const semver: VersionOrder = {
  name: 'semantic versioning',
  ecosystems: ['npm', 'crates.io', 'cargo', 'Go', 'golang', 'SEMVER'],
  key: semverKey,
  isRegular: (version) => regular.test(version.trim()),
};

function semverKey(version: string): string {
  const text = version.trim().replace(/^[=v]+/i, '');
  const plus = text.indexOf('+');
  const precedence = plus === -1 ? text : text.slice(0, plus);
  const dotted = numbers.exec(precedence)?.[0];
  if (dotted === undefined) return UNNUMBERED + textKey(version.trim());
  return NUMBERED + coreKey(dotted) + prereleaseKey(precedence.slice(dotted.length));
}

/** Numbers in order; trailing zeros are dropped, so `1`, `1.0` and `1.0.0` are one key. */
function coreKey(dotted: string): string {
  const parts = dotted.split('.');
  let count = parts.length;
  while (count > 0 && /^0+$/.test(parts[count - 1] ?? '')) count--;
  let key = '';
  for (let index = 0; index < count; index++) key += MORE + numberKey(parts[index] ?? '');
  return key + NO_MORE;
}

function prereleaseKey(rest: string): string {
  if (rest === '') return RELEASE;
  const identifiers = rest.replace(/^[-.]/, '').split('.');
  return PRERELEASE + identifiers.map(identifierKey).join('') + END;
}

function identifierKey(identifier: string): string {
  return /^\d+$/.test(identifier)
    ? NUMERIC_IDENTIFIER + numberKey(identifier)
    : TEXT_IDENTIFIER + textKey(identifier);
}
