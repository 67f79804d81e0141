/**
 * Determinations that officials took back before they signed another: each stands in the statement of every later
 * one of the engagement, with why, what consulted offices had answered by then, and dissent. An engagement is about
 * one model, so nobody sheds an answer by taking back a determination and opening the next, on the same run or on
 * another, for the same question or for one that was asked anew. Pure.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { consultationStates } from './determination-state.ts';
import { consultedOffice, digest, dissentOf, instant, named } from './statement-fields.ts';

/** Word for word; or its SHA-256, where everything said before is too long for one text. */
const said = z.union([z.string(), z.strictObject({ sha256: digest })]);
export type Said = z.output<typeof said>;

export const withdrawnBefore = z.strictObject({
  determination: z.string(),
  openedAt: instant,
  withdrawnAt: instant,
  withdrawnBy: named,
  /** As both sides read it. */
  because: said,
  /** `asked`: it was taken back before the office had answered, and before its time ran out. */
  consultations: z.array(consultedOffice(consultationStates, said)),
  dissents: z.array(dissentOf(said)),
});
export type WithdrawnBefore = z.output<typeof withdrawnBefore>;

export const sha256Of = (words: string): string =>
  createHash('sha256').update(words, 'utf8').digest('hex');

/** Whether these are the words that are meant. */
export const isSaid = (meant: Said, words: string): boolean =>
  typeof meant === 'string' ? meant === words : meant.sha256 === sha256Of(words);

/** That it was said, by whom and which way stays; the words are read where the determination is. */
export function withoutWords(earlier: WithdrawnBefore): WithdrawnBefore {
  return {
    ...earlier,
    because: digestOf(earlier.because),
    consultations: earlier.consultations.map((each) => ({
      ...each,
      words: each.words === null ? null : digestOf(each.words),
    })),
    dissents: earlier.dissents.map((each) => ({ ...each, words: digestOf(each.words) })),
  };
}

const digestOf = (words: Said): Said =>
  typeof words === 'string' ? { sha256: sha256Of(words) } : words;
