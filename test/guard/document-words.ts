/** What documents say: templates that both sides agree to, and the tables of docs/, row by row. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#test/architecture';
import type { Utterance } from './permission.ts';

/** Terms, procedures, criteria and tiers as they ship: a sentence or a heading each. */
export const wordsOfTemplates = (): Utterance[] =>
  globSync('documents/**/*.md', { cwd: root })
    .sort()
    .flatMap((path) => sentencesOf(path, readFileSync(join(root, path), 'utf8')));

export const sentencesOf = (place: string, text: string): Utterance[] =>
  text
    .split(/\n\s*\n|(?<=[.;:?!])\s+/)
    .filter((sentence) => sentence.trim() !== '')
    .map((sentence) => ({ place, text: sentence }));

export interface Row {
  /** Words in back-quotes of the first column. */
  words: string[];
  cells: string[];
}

/** The rows of every table under a heading; under all of them where none is named. */
export const rowsOf = (path: string, heading?: string): Row[] =>
  rowsIn(readFileSync(join(root, path), 'utf8'), heading);

export function rowsIn(text: string, heading?: string): Row[] {
  const part = heading === undefined ? text : text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0];
  return (part ?? '').split('\n').flatMap((line) => {
    if (!line.startsWith('|')) return [];
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    const words = [...(cells[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
    return words.length === 0 ? [] : [{ words, cells }];
  });
}

/** Every event, its payload's fields and what it means, from the page that is held to the code. */
export const wordsOfEvents = (rows: readonly Row[] = rowsOf('docs/events.md')): Utterance[] =>
  rows.flatMap(({ words: [type = ''], cells }) => cells.map((text) => ({ place: type, text })));
