/**
 * What two officials sign: `sallyport determination v1\n` and one line of canonical JSON (RFC 8785), which
 * holds everything the determination rests on and everything people said. Pure.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { tasksAsReviewed, type SampleReview } from '#evaluation/offline';
import { canonicalBody, noteBytesMax } from '#standards/tlog';
import { outcomes } from './determination-state.ts';
import { consultedOffice, digest, dissentOf, instant, named } from './statement-fields.ts';
import { withdrawnBefore } from './withdrawn-before.ts';

export const proposalFacts = z.object({
  mean: z.number(),
  lower: z.number(),
  upper: z.number(),
  boundConfidence: z.number(),
  tasks: z.int(),
  effectiveTasks: z.number(),
  toSettle: z.object({ tasksInAll: z.int(), epochsPerTask: z.int().nullable() }).nullable(),
});

export const determinationStatement = z.strictObject({
  /** By chance: the digest stands in a log that the developer reads, and nothing can be guessed from it. */
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  determination: z.string(),
  submission: z.string(),
  model: z.strictObject({ declaredAs: z.string(), digest: z.string().nullable() }),
  /** The organisation whose officials determine. */
  office: named,
  run: z.strictObject({
    id: z.string(),
    suiteRoot: digest,
    epochs: z.int(),
    samples: z.int(),
    /** Commits to every sample, in order. */
    chain: digest,
    /** SHA-256 of the canonical JSON of the scores as two people left them, task by task. */
    scoresSha256: digest,
    /** How many different fingerprints the endpoint showed. */
    endpoints: z.int(),
  }),
  threshold: z.strictObject({
    commitment: digest,
    committedAt: instant,
    firstSampleAt: instant,
    look: z.int(),
  }),
  proposal: z.strictObject({
    outcome: z.enum(['met', 'not_met', 'cannot_tell']),
    reason: z.string(),
    facts: proposalFacts,
  }),
  linkedSamples: z.array(z.int()),
  consultations: z.array(consultedOffice(['answered', 'timed_out'], z.string())),
  dissents: z.array(dissentOf(z.string())),
  /** The oldest first. A statement that was made before they were named is without it. */
  withdrawnBefore: z.array(withdrawnBefore).optional(),
  outcome: z.enum(outcomes),
  reason: z.string(),
  differsBecause: z.string().nullable(),
  decidedBy: named,
  decidedAt: instant,
});
export type DeterminationStatement = z.output<typeof determinationStatement>;

const head = 'sallyport determination v1\n';
/** What two signature lines take, with room to spare. */
const signaturesBytesMax = 2048;

export const statementText = (statement: DeterminationStatement): string =>
  `${head}${canonicalBody(determinationStatement.parse(statement))}\n`;

/** Whether it can still be signed as a note. */
export const fitsNote = (text: string): boolean =>
  Buffer.byteLength(text, 'utf8') <= noteBytesMax - signaturesBytesMax;

export const statementSha256 = (text: string): string =>
  createHash('sha256').update(text, 'utf8').digest('hex');

/** Undefined for a text that is no statement, or one that is not written in the one way there is. */
export function readStatement(text: string): DeterminationStatement | undefined {
  if (!text.startsWith(head)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text.slice(head.length));
  } catch {
    return undefined;
  }
  const read = determinationStatement.safeParse(value);
  return read.success && statementText(read.data) === text ? read.data : undefined;
}

/** Commits to the scores that the threshold was applied to, with what two people changed. */
export function scoresSha256(
  samples: Parameters<typeof tasksAsReviewed>[0],
  changes: readonly SampleReview[],
  clusters: ReadonlyMap<string, string>,
): string {
  const scores = canonicalBody(tasksAsReviewed(samples, changes, clusters));
  return createHash('sha256').update(scores, 'utf8').digest('hex');
}
