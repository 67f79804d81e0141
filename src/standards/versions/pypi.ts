/**
 * Python's version order: PEP 440 (the version specifiers specification of the Python packaging
 * guide, "summary of permitted suffixes and relative ordering"), with numbers of any size. What
 * PEP 440 refuses is ordered as setuptools did before it, and comes before every PEP 440 version.
 */
import { END, numberKey, textKey } from './key.ts';
import type { VersionOrder } from './order.ts';

const pep440 =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/;

const LEGACY = '0';
const STANDARD = '1';
const MORE = '1';
const NO_MORE = '0';

/** How a release's phases follow each other: 1.0.dev1 < 1.0a1 < 1.0b1 < 1.0rc1 < 1.0. */
const phase = { onlyDev: '0', a: '1', b: '2', rc: '3', final: '4' } as const;
const ABSENT_FIRST = '0';
const PRESENT = '1';
const ABSENT_LAST = '2';

export const pypi: VersionOrder = {
  name: 'PEP 440',
  ecosystems: ['PyPI'],
  key: (version) => pep440Key(version) ?? legacyKey(version),
  isRegular: (version) => pep440.test(version.trim().toLowerCase()),
};

function pep440Key(version: string): string | undefined {
  const match = pep440.exec(version.trim().toLowerCase());
  if (match === null) return undefined;
  const [, epoch, release, preLabel, preNumber, dashPost, postLabel, postNumber, dev, devNumber] =
    match;
  const isPost = dashPost !== undefined || postLabel !== undefined;
  return [
    STANDARD,
    numberKey(epoch ?? ''),
    releaseKey(release ?? ''),
    preKey(preLabel, preNumber, dev !== undefined && !isPost),
    isPost ? PRESENT + numberKey(dashPost ?? postNumber ?? '') : ABSENT_FIRST,
    dev === undefined ? ABSENT_LAST : PRESENT + numberKey(devNumber ?? ''),
    localKey(match[10]),
  ].join('');
}

/** Trailing zeros do not count: 1.0 is 1. */
function releaseKey(release: string): string {
  const parts = release.split('.');
  while (parts.length > 0 && /^0+$/.test(parts.at(-1) ?? '')) parts.pop();
  return parts.map((part) => MORE + numberKey(part)).join('') + NO_MORE;
}

function preKey(label: string | undefined, number: string | undefined, onlyDev: boolean): string {
  if (label === undefined) return onlyDev ? phase.onlyDev : phase.final;
  const letter = label.startsWith('a') ? phase.a : label.startsWith('b') ? phase.b : phase.rc;
  return letter + numberKey(number ?? '');
}

/** A local version follows its public one; its numbers come after its words. */
function localKey(local: string | undefined): string {
  if (local === undefined) return ABSENT_FIRST;
  const parts = local.split(/[-_.]/).map((part) => {
    return /^\d+$/.test(part) ? `2${numberKey(part)}` : `1${textKey(part)}`;
  });
  return PRESENT + parts.join('') + NO_MORE;
}

/**
 * The order of setuptools' `parse_version` before PEP 440: words and numbers alternate, numbers
 * padded to eight digits and compared as text, `*final` ends the list, and words before it drop
 * the zeros and `-` they follow.
 */
function legacyKey(version: string): string {
  const parts: string[] = [];
  for (const part of [...legacyParts(version.toLowerCase()), '*final']) {
    if (part.startsWith('*')) {
      if (part < '*final') while (parts.at(-1) === '*final-') parts.pop();
      while (parts.at(-1) === '00000000') parts.pop();
    }
    parts.push(part);
  }
  return LEGACY + parts.map((part) => textKey(part)).join('') + END;
}

const renamed: Record<string, string> = {
  pre: 'c',
  preview: 'c',
  '-': 'final-',
  rc: 'c',
  dev: '@',
};

function legacyParts(text: string): string[] {
  return text
    .split(/(\d+|[a-z]+|\.|-)/)
    .map((part) => (Object.hasOwn(renamed, part) ? (renamed[part] ?? part) : part))
    .filter((part) => part !== '' && part !== '.')
    .map((part) => (/^\d/.test(part) ? part.padStart(8, '0') : `*${part}`));
}
