/** docs/words-about-models.md as tests read it, and hold it to what they found. */
import assert from 'node:assert/strict';
import { rowsOf, type Row } from './document-words.ts';

const page = 'docs/words-about-models.md';

/** What a section lists, in its own order; no word twice, and each row says what it means. */
export function listed(heading: string, of = ({ words }: Row): string[] => words): string[] {
  const rows = rowsOf(page, heading);
  assert.ok(rows.length > 0, `\`${heading}\` has no table`);
  for (const { words, cells } of rows) assert.match(cells.at(-1) ?? '', /\.$/, words.join());
  const words = rows.flatMap(of);
  assert.deepEqual(
    words.filter((word, index) => words.indexOf(word) !== index),
    [],
    `\`${heading}\` lists a word twice`,
  );
  return words;
}

/** Both ways, so that a failure names only what is missing and what is gone. */
export function same(heading: string, found: Iterable<string>, on: readonly string[]): void {
  const [known, there] = [new Set(on), new Set(found)];
  const missing = [...there].filter((word) => !known.has(word)).sort();
  const gone = on.filter((word) => !there.has(word));
  assert.deepEqual({ missing, gone }, { missing: [], gone: [] }, `${page}, \`${heading}\``);
}
