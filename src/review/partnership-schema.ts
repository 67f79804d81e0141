/** What goes over HTTP: partnerships. */
import { z } from 'zod';
import { budget, endpoint, sides, windowSMax } from '#gateway';
import { digest, id, line, words } from '#platform/fields';
import { partnerCategories, partnershipStates, relations } from './partnership-state.ts';

export const partnershipParams = z.object({ partnershipId: id });

/** Whole, or its signature lines alone where the text is here already. */
const note = z
  .string()
  .min(1)
  .max(64 * 1024);

export const statementView = z.object({ text: z.string(), sha256: z.string() });
/** The statement as written for you, with your signature. */
export const nominatePartner = z.object({ note });
export const signPartnership = z.object({ note });
/** Names the exact statement that the partner read. */
export const acceptPartnership = z.object({ statementSha256: digest });
export const refusePartner = z.object({
  /** One of the reasons that the criteria of the nomination list. */
  code: z.string().max(100),
  because: words(10, 2000),
});
export const endPartnership = z.object({ because: z.string().trim().max(1000).default('') });

/** Access for the partner, asked for as any grant is; kind, office, surface and assets are the partnership's. */
export const provisionPartner = z.object({
  runner: z.object({
    pseudonym: line(100),
    /** SHA-256 of the runner's public key (SubjectPublicKeyInfo, DER). */
    keySha256: digest,
    /** Sealed at once, opened by two people in a dispute. */
    name: line(200),
  }),
  /** Of those on the surface. */
  endpoints: z.array(endpoint).min(1).max(50),
  lengthS: z.int().min(1).max(windowSMax),
  budget,
});

/** What the two sides said of the partner; the partner itself does not read it. */
const nominationView = z.object({
  side: z.enum(sides),
  by: z.string(),
  at: z.date(),
  criteriaSha256: z.string(),
  criteriaMet: z.string(),
  relation: z.enum(relations),
  relationWords: z.string(),
  signatures: z.array(
    z.object({ side: z.enum(sides), person: z.string(), keyName: z.string(), at: z.date() }),
  ),
});

export const partnershipView = z.object({
  id: z.string(),
  submissionId: z.string(),
  developer: z.string(),
  evaluator: z.string(),
  organisationId: z.string(),
  organisation: z.string(),
  category: z.enum(partnerCategories),
  state: z.enum(partnershipStates),
  /** Which model, where and on what; null to a partner that was not added. */
  access: z
    .object({
      declaredAs: z.string(),
      surface: z.string(),
      endpoints: z.array(endpoint),
      assets: z.array(z.string()),
    })
    .nullable(),
  statementSha256: z.string(),
  expiresAt: z.date(),
  addedAt: z.date().nullable(),
  acceptedBy: z.string().nullable(),
  acceptedAt: z.date().nullable(),
  grantId: z.string().nullable(),
  nomination: nominationView.nullable(),
  settled: z
    .object({
      at: z.date(),
      /** `clock` when it expired, `engagement` when that was withdrawn. */
      side: z.enum([...sides, 'partner', 'clock', 'engagement']),
      by: z.string().nullable(),
      code: z.string().nullable(),
      because: z.string(),
    })
    .nullable(),
  /** Some of the words here are not visible to a reader; they stand as they were sent. */
  hasHiddenCharacters: z.boolean(),
  /** Findings that the partner sent to the clearinghouse from here. */
  findings: z.number().int(),
  may: z.array(
    z.enum(['sign', 'refuse', 'withdraw', 'accept', 'provision', 'end', 'send_finding']),
  ),
});

export const partnerMixView = z.object({
  categories: z.array(
    z.object({
      category: z.enum(partnerCategories),
      /** Partners that are added; null where there are some and fewer than five. */
      count: z.number().int().nullable(),
    }),
  ),
});
