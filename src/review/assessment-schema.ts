/** What goes over HTTP: what a developer is told of a determination, tier by tier. */
import { z } from 'zod';
import { instantText } from '#gateway';
import { digest, id, reason, words } from '#platform/fields';
import { assessmentStates, withholdingReasons } from './assessment-state.ts';

export const tierParams = z.object({ determinationId: id, tier: id });

export const withholdAssessment = z.object({
  /** As the developer reads it. */
  reasonClass: z.enum(withholdingReasons),
  /** In words, for officials and overseers. */
  reason,
  /** When it must be looked at again; at most 90 days from now. */
  reviewBy: instantText,
});
export const proposeAssessment = z.object({
  /** What the developer will read, word for word. */
  text: words(1, 50_000),
});
/** The second person names the text that they read. */
export const releaseAssessment = z.object({ contentSha256: digest });
export const returnAssessment = z.object({ because: reason });

export const assessmentView = z.object({
  determinationId: z.string(),
  submissionId: z.string(),
  tier: z.string(),
  state: z.enum(assessmentStates),
  stateSince: z.date(),
  /** While it is withheld: why, in one word. */
  reasonClass: z.enum(withholdingReasons).nullable(),
  /** When it must be looked at again, or officials mean to have looked at it: policy; null once it is told. */
  reviewBy: z.date().nullable(),
  /** It waits for officials, and that date has passed. Nothing is told by that. */
  isOverdue: z.boolean(),
  /** For officials and overseers. */
  reason: z.string().nullable(),
  hasHiddenCharacters: z.boolean(),
  withheldBy: z.string().nullable(),
  proposedBy: z.string().nullable(),
  settledBy: z.string().nullable(),
  /** SHA-256 of the text in UTF-8; for the developer once it is released. */
  contentSha256: z.string().nullable(),
  may: z.array(z.enum(['withhold', 'propose', 'return', 'release', 'read'])),
});
/** As many as the document of tiers has. */
export const assessmentsView = z.object({ tiers: z.array(assessmentView) });

/** One that waits for officials. */
export const waitingAssessment = assessmentView.extend({ declaredAs: z.string() });

/** Sealed; every reading is on record. */
export const assessmentText = z.object({
  text: z.string(),
  contentSha256: z.string(),
  hasHiddenCharacters: z.boolean(),
});
