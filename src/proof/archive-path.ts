/**
 * Which paths an archive or a folder from outside may name. Refused, never mended: a mended path is
 * a path nobody signed. Unicode is NFC, so one name has one spelling (Unicode Annex 15).
 */

/** UTF-8 bytes; a run's mount prefix must still fit below PATH_MAX. */
export const pathBytesMax = 240;
const depthMax = 12;

/** Says what is wrong with `path`, or nothing. */
export function problemInPath(path: string): string | undefined {
  if (path === '') return 'name a file';
  if (Buffer.byteLength(path) > pathBytesMax) return `use a path of at most ${pathBytesMax} bytes`;
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'use a path relative to the bundle';
  if (path.includes('\\')) return 'use `/` between folders';
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029\ufffd]/u.test(path)) {
    return 'remove control, formatting and undecodable characters from the path';
  }
  if (path.normalize('NFC') !== path) return 'write the path in Unicode NFC';
  const segments = path.split('/');
  if (segments.length > depthMax) return `use at most ${depthMax} folders`;
  for (const segment of segments) {
    if (segment === '') return 'remove the empty segment from the path';
    if (segment === '.' || segment === '..') return 'remove `.` and `..` from the path';
    if (/[ .]$/.test(segment)) return 'end no segment with a dot or a space';
  }
  return undefined;
}

/**
 * Two paths with one key are one file somewhere: on a case-folding disk, or to a reader's eye.
 * NFKC, so compatibility forms (full-width letters, ligatures) fold too.
 */
export function foldedPath(path: string): string {
  return path.normalize('NFKC').toLowerCase().normalize('NFKC');
}
