/**
 * One advisory, every format. `writeAdvisory` is what a publication stores: both documents as
 * their final bytes, already compared; it returns a refusal instead when they disagree.
 */
import type { CsafDocument } from '#standards/csaf';
import type { Advisory } from './advisory.ts';
import { compareAffected, type Equivalence } from './equivalence.ts';
import { toCsaf, type Publisher } from './to-csaf.ts';
import { toOsv, type WrittenOsv } from './to-osv.ts';

export { toCsaf, type Publisher } from './to-csaf.ts';
export { toOsv, type WrittenOsv } from './to-osv.ts';

export interface WrittenAdvisory {
  csaf: CsafDocument;
  osv: WrittenOsv;
  /** UTF-8 text to serve and hash, ending in a newline. */
  csafText: string;
  osvText: string;
  /** The affected set both say, in the normal form of `equivalence.ts`. */
  affectedLines: string[];
}

export type WriteResult =
  | { isWritten: true; written: WrittenAdvisory }
  | { isWritten: false; difference: Extract<Equivalence, { isEqual: false }> };

/** Writes both formats and proves them equal by reading the texts back. */
export function writeAdvisory(advisory: Advisory, publisher: Publisher): WriteResult {
  const csaf = toCsaf(advisory, publisher);
  const osv = toOsv(advisory, publisher);
  const csafText = textOf(csaf);
  const osvText = textOf(osv);
  const equivalence = compareAffected(JSON.parse(csafText), JSON.parse(osvText));
  if (!equivalence.isEqual) return { isWritten: false, difference: equivalence };
  return {
    isWritten: true,
    written: { csaf, osv, csafText, osvText, affectedLines: equivalence.lines },
  };
}

/** The bytes of a document, the same for the same document. */
export function textOf(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
