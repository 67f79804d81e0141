/** What goes over HTTP: findings and reports. */
import { z } from 'zod';
import { id, reason } from '#platform/fields';
import { audiences, findingKinds, findingText, severities } from './finding.ts';
import { reportStates } from './report-state.ts';

const position = z
  .int('must be the place of a sample, counted from 0')
  .min(0, 'must be the place of a sample, counted from 0')
  .max(10_000_000);

export const writeFinding = findingText.extend({
  kind: z.enum(findingKinds),
  severity: z.enum(severities),
  audience: z.enum(audiences),
  /** Positions of the samples that show it. */
  evidence: z
    .array(position)
    .min(1)
    .max(100)
    .refine((all) => new Set(all).size === all.length, 'names a sample twice'),
});
export const findingView = z.object({
  id: z.string(),
  runId: z.string(),
  kind: z.enum(findingKinds),
  severity: z.enum(severities),
  audience: z.enum(audiences),
  evidence: z.array(z.number().int()),
  writtenBy: z.string(),
  writtenAt: z.date(),
});

export const proposeReport = z.object({
  grantId: id,
  /** Whether the developer reads it once it is signed. */
  isShared: z.boolean(),
});
export const stateNotCompleted = z.object({ grantId: id, reason });
export const withdrawReport = z.object({ because: z.string().trim().max(1000).default('') });
export const reportView = z.object({
  id: z.string(),
  submissionId: z.string(),
  grantId: z.string(),
  state: z.enum(reportStates),
  isShared: z.boolean(),
  contentSha256: z.string().nullable(),
  /** Why it was not completed. */
  reason: z.string().nullable(),
  proposedBy: z.string(),
  proposedAt: z.date(),
  settledBy: z.string().nullable(),
  settledAt: z.date().nullable(),
  may: z.array(z.enum(['sign', 'withdraw', 'read'])),
});
