/** What goes over HTTP: materials, reads of sealed content, and what a second person made of them. */
import { z } from 'zod';
import { id, reason } from '#platform/fields';
import { pageQuery, pageSchema } from '#platform/http';
import { readRules, readVerdicts } from './read-rules.ts';

export const materialParams = z.object({ submissionId: id, ref: id });
export const readParams = z.object({ submissionId: id, eventId: z.string().max(64) });

/** Of `onlyUnusual=true`, those that a rule names. */
export const readsQuery = pageQuery.extend({ onlyUnusual: z.stringbool().default(false) });
export const reviewRead = z.object({ verdict: z.enum(readVerdicts), words: reason });

const readView = z.object({
  /** The commitment of the read's event, by which it is found in the ledger. */
  eventId: z.string(),
  at: z.date(),
  by: z.string(),
  kind: z.string(),
  subject: z.string(),
  purpose: z.string(),
  /** Of purpose and review, some is not visible to a reader; it stands as it was sent. */
  hasHiddenCharacters: z.boolean(),
  /** Rules that it stands out by; most have none. */
  unusual: z.array(z.enum(readRules)),
  review: z
    .object({ verdict: z.enum(readVerdicts), words: z.string(), by: z.string(), at: z.date() })
    .nullable(),
  may: z.array(z.literal('review')),
});
/** One that waits for a second person. */
export const unusualRead = readView.extend({ submissionId: z.string(), declaredAs: z.string() });
export const readsView = pageSchema(readView).extend({
  /** What makes a read unusual, as published. */
  rules: z.array(z.object({ rule: z.enum(readRules), words: z.string() })),
});

export const materialView = z.object({
  /** Names it for opening, which asks for a purpose and is on record. */
  ref: z.string(),
  kind: z.string(),
  at: z.date(),
});
