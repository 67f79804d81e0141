/**
 * Text from files, made safe and even for a terminal: names and versions are untrusted and may
 * carry escape sequences that move the cursor or rewrite what was printed before.
 */

/** Control and direction-changing characters as `\u{…}`, so that they are seen and do nothing. */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** The same of text of many lines, whose breaks it keeps. */
export const visibleLines = (text: string): string =>
  text.split('\n').map(visible).join('\n').trimEnd();

/** Columns of equal width, two spaces apart; the last column is left as it is. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((row) => row.map(visible));
  const widths = head.map((_, column) =>
    lines.reduce((widest, line) => Math.max(widest, line[column]?.length ?? 0), 0),
  );
  return lines
    .map((line) =>
      line
        .map((cell, at) => (at === line.length - 1 ? cell : cell.padEnd(widths[at] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

/** A count with thousands separated, such as `18,144`. */
export function counted(count: number): string {
  return count.toLocaleString('en');
}
