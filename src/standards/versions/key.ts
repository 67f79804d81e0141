/**
 * The bytes a version key is made of. A key is printable ASCII (0x21 to 0x7e), so comparing keys
 * as JavaScript strings, as bytes, or as PostgreSQL text under COLLATE "C" gives one answer.
 * Every piece here is self-delimiting: no piece is a prefix of another, so pieces can be joined
 * and the joined keys still sort piece by piece.
 */

/** Ends a text piece; sorts before every character a text piece can hold. */
export const END = '!';

/**
 * A run of decimal digits of any length, in numeric order: first how many digits, then the
 * digits. Leading zeros do not count, so `007` and `7` give one key and `` is zero.
 */
export function numberKey(digits: string): string {
  let start = 0;
  while (start < digits.length && digits.charCodeAt(start) === 0x30) start++;
  const significant = start === 0 ? digits : digits.slice(start);
  const length = significant.length;
  if (length < 64) return String.fromCharCode(0x30 + length) + significant;
  return `p${String(length).padStart(4, '0')}${significant}`;
}

/** Text in the order of its UTF-8 bytes, ended so that a prefix sorts first. */
export function textKey(text: string): string {
  if (/^[#-}]*$/.test(text)) return text + END;
  let key = '';
  for (const byte of Buffer.from(text, 'utf8')) key += byteKey(byte);
  return key + END;
}

function byteKey(byte: number): string {
  if (byte >= 0x23 && byte <= 0x7d) return String.fromCharCode(byte);
  const hex = byte.toString(16).padStart(2, '0');
  return byte < 0x23 ? `"${hex}` : `~${hex}`;
}
