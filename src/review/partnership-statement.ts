/**
 * What makes an organisation a trusted partner, word for word: one head line and one line of canonical JSON
 * (RFC 8785), signed by a person of each side with a key that only they hold. Pure; loads without a database,
 * so that whoever signs reads the text on their own machine.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { assets, endpoint, endpointKey, instantText, sides } from '#gateway';
import { digest, id, line, words } from '#platform/fields';
import { canonicalBody } from '#standards/tlog';
import { partnerCategories, relations } from './partnership-state.ts';

const head = 'sallyport partnership v2';

/** What a side chooses; everything else in the statement is filled in. */
export const nomination = z.strictObject({
  organisationId: id,
  category: z.enum(partnerCategories),
  /** The published criteria that were looked at, by their digest. */
  criteriaSha256: digest,
  /** How the organisation meets them. */
  criteriaMet: words(20, 4000),
  /** Where the partner uses the model: the name of a surface, as the developer's gateway has it. */
  surface: line(200),
  /** All that is on that surface; its access reaches nothing else. */
  endpoints: z
    .array(endpoint)
    .min(1)
    .max(50)
    .refine((each) => new Set(each.map(endpointKey)).size === each.length, 'each endpoint once'),
  /** What it may be used on: the partner's own systems and code. Each of its requests names one. */
  assets,
  expiresAt: instantText,
  relation: z.enum(relations),
  /** What was declared, or that nothing was, in words that both sides read. */
  relationWords: words(1, 2000),
});
export type Nomination = z.output<typeof nomination>;

const statement = nomination.extend({
  submissionId: id,
  developer: z.string().max(300),
  evaluator: z.string().max(300),
  organisation: z.string().max(300),
  nominatedSide: z.enum(sides),
  /** So that no two nominations have one text, and an old signature is of an old text. */
  writtenAt: instantText,
});
export type PartnershipStatement = z.output<typeof statement>;

export const partnershipText = (said: PartnershipStatement): string =>
  `${head}\n${canonicalBody(said)}\n`;

export const partnershipSha256 = (text: string): string =>
  createHash('sha256').update(text).digest('hex');

/** Undefined for every spelling but the canonical one. */
export function readPartnershipStatement(text: string): PartnershipStatement | undefined {
  const [first, body = '', rest, ...more] = text.split('\n');
  if (first !== head || rest !== '' || more.length > 0) return undefined;
  try {
    const read = statement.safeParse(JSON.parse(body));
    return read.success && partnershipText(read.data) === text ? read.data : undefined;
  } catch {
    return undefined;
  }
}
