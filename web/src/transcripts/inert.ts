/**
 * A hostile program's output made fit to look at: what would move a terminal, or turn the direction of
 * writing, stands there as a sign and does nothing. Line breaks and tabs stay. Pure.
 */
const picturesFrom = 0x2400;
const spaceCode = 0x20;

export function inert(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|\p{Cf}|\p{Cs}|\u2028|\u2029/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < spaceCode
      ? String.fromCodePoint(picturesFrom + code)
      : `\\u{${code.toString(16)}}`;
  });
}
