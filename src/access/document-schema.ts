/** Documents, agreements and declarations over HTTP. */
import { z } from 'zod';
import { visibleCharactersIn } from '#platform/fields';
import { documentKinds } from './document.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex');

export const documentParams = z.object({ documentSha256: z.string().max(64) });

export const documentView = z.object({
  /** Of the file; what is accepted is named by it. */
  sha256: z.string(),
  kind: z.enum(documentKinds),
  name: z.string(),
  version: z.number().int(),
  title: z.string(),
  /** Invented, and to be replaced by the installation’s own. */
  isSample: z.boolean(),
  /** Put forward now; one that is not can be read, and no longer be accepted. */
  isInForce: z.boolean(),
  /** Of criteria the reasons for refusing, of tiers the tiers. */
  codes: z.array(z.object({ code: z.string(), meaning: z.string() })),
});

export const documentsView = z.object({ documents: z.array(documentView) });

/** The digest of the text that was read. */
export const acceptDocument = z.object({ sha256 });

const accepted = z.object({ person: z.string(), at: z.date() }).nullable();
export const agreementsView = z.object({
  agreements: z.array(
    z.object({
      document: documentView,
      developer: accepted,
      evaluator: accepted,
      /** Both sides accepted this very text. */
      isAgreed: z.boolean(),
    }),
  ),
});

export const declareInterest = z
  .object({
    hasInterest: z.boolean(),
    /** What kind: about the person, and not about the model. */
    words: z.string().trim().max(1000).default(''),
  })
  .refine(({ hasInterest, words }) => !hasInterest || visibleCharactersIn(words) >= 3, {
    path: ['words'],
    message: 'say in a few words what kind of interest it is',
  });
export const declarationsView = z.object({
  declarations: z.array(
    z.object({
      person: z.string(),
      hasInterest: z.boolean(),
      /** Null to the developer’s side, which sees that and when. */
      words: z.string().nullable(),
      at: z.date(),
    }),
  ),
});
