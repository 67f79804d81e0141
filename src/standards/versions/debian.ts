/**
 * Debian's version order (Debian Policy 5.6.12, deb-version(7)), for Debian, Ubuntu and every
 * `deb` package: `[epoch:]upstream[-revision]`. Text and numbers alternate; `~` sorts before the
 * end, letters before other signs, and a missing number is zero, so a `-0` revision equals none.
 *
 * Strings the policy refuses are placed by the same rules: an epoch that is not a number is part
 * of the upstream version, and characters outside the policy's set come last, by their bytes.
 */
import { numberKey } from './key.ts';
import type { VersionOrder } from './order.ts';

const regular = /^(?:\d+:)?\d[A-Za-z0-9.+~:-]*$/;

const TILDE = '!';
/** Where a text run ends, and where the version does: a missing run is empty text, then zero. */
const RUN_END = '"';
const FIRST_LETTER = 0x23;
const FIRST_SIGN = FIRST_LETTER + 52;

/** The code of every ASCII character in Debian's order; '' for digits, which are never text. */
const codes = buildCodes();

export const debian: VersionOrder = {
  name: 'Debian policy',
  ecosystems: ['Debian', 'Ubuntu', 'deb'],
  key: debianKey,
  isRegular: (version) => {
    const text = version.trim();
    if (!regular.test(text)) return false;
    return text.includes(':') ? /^\d+:\d/.test(text) : true;
  },
};

function debianKey(version: string): string {
  const { epoch, upstream, revision } = split(version.trim());
  return numberKey(epoch) + partKey(upstream) + partKey(revision);
}

function split(text: string): { epoch: string; upstream: string; revision: string } {
  const epoch = /^(\d+):/.exec(text)?.[1] ?? '';
  const rest = epoch === '' ? text : text.slice(epoch.length + 1);
  const dash = rest.lastIndexOf('-');
  if (dash === -1) return { epoch, upstream: rest, revision: '' };
  return { epoch, upstream: rest.slice(0, dash), revision: rest.slice(dash + 1) };
}

/** Pairs of (text, number); the end of the part reads as one more pair of empty text and zero. */
function partKey(part: string): string {
  let key = '';
  let at = 0;
  do {
    while (at < part.length && !isDigit(part.charCodeAt(at))) {
      const point = part.codePointAt(at) ?? 0;
      key += point < 0x80 ? (codes[point] ?? '') : foreignKey(point);
      at += point > 0xffff ? 2 : 1;
    }
    const start = at;
    while (at < part.length && isDigit(part.charCodeAt(at))) at++;
    key += RUN_END + numberKey(part.slice(start, at));
  } while (at < part.length);
  return key + RUN_END;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function buildCodes(): string[] {
  const table: string[] = Array.from({ length: 0x80 }, (_, point) =>
    point < 0x20 || point === 0x7f ? foreignKey(point) : '',
  );
  let letter = FIRST_LETTER;
  let sign = FIRST_SIGN;
  for (let point = 0x20; point < 0x7f; point++) {
    const character = String.fromCharCode(point);
    if (character === '~') table[point] = TILDE;
    else if (/[A-Za-z]/.test(character)) table[point] = String.fromCharCode(letter++);
    else if (!isDigit(point)) table[point] = String.fromCharCode(sign++);
  }
  return table;
}

/** Control and non-ASCII characters: after everything the policy knows, by code point. */
function foreignKey(point: number): string {
  return `~${point.toString(16).padStart(6, '0')}`;
}
