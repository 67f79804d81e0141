/** What goes over HTTP: requests and views of reports, cases and fixes. */
import { z } from 'zod';
import { words } from '#platform/fields';
import { caseStates } from './case.ts';
import { fixStates } from './fix.ts';
import { reportStates } from './report.ts';

/** The receipt: answered in milliseconds, before anything is run. */
export const receiptView = z.object({
  reportId: z.string(),
  receivedAt: z.date(),
  bundleSha256: z.string(),
  embargo: z.object({ eligibility: z.enum(['eligible', 'none']), because: z.string() }),
  /** What this installation promises, in its own words. */
  notice: z.string(),
});

export const provenanceView = z.object({
  finder: z.string(),
  model: z.string().optional(),
  harness: z.string().optional(),
  toolPrivacy: z.enum(['private', 'enterprise', 'public', 'unknown']),
  humanSigner: z.string().optional(),
  aiUse: z.string().optional(),
});

export const verdictView = z.object({
  verdict: z.string(),
  assurance: z.enum(['observed', 'differential', 'claimed']).nullable(),
  hits: z.number().int(),
  runs: z.number().int(),
  benignHits: z.number().int(),
  oracle: z.string(),
  tier: z.string().nullable(),
  evidenceSha256: z.string().nullable(),
  crash: z
    .object({ type: z.string(), state: z.array(z.string()), securityRelevant: z.boolean() })
    .optional(),
  /** Why it is not confirmed, in words for the finder. */
  reason: z.string().optional(),
  durationMs: z.number().optional(),
});

export const reportSummary = z.object({
  id: z.string(),
  title: z.string(),
  target: z.string(),
  state: z.enum(reportStates),
  receivedAt: z.date(),
  finder: z.string(),
  caseId: z.string().nullable(),
  duplicateOf: z.string().nullable(),
});

export const reportView = reportSummary.extend({
  environment: z.string(),
  oracle: z.string(),
  bundleSha256: z.string(),
  provenance: provenanceView,
  embargo: z.object({ eligibility: z.enum(['eligible', 'none']), because: z.string() }),
  verdict: verdictView.nullable(),
  hasEvidence: z.boolean(),
  /** For a coordinator: the case's name; null for others and where there is none. */
  caseName: z.string().nullable(),
  /** For a coordinator: a case it likely belongs to, to be decided. */
  candidate: z.object({ caseId: z.string(), caseName: z.string(), because: z.string() }).nullable(),
});

export const caseSummary = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  target: z.string(),
  state: z.enum(caseStates),
  owner: z.string().nullable(),
  openedAt: z.date(),
  embargoEligibility: z.enum(['eligible', 'none']),
  reports: z.number().int(),
});

export const fixView = z.object({
  id: z.string(),
  kind: z.enum(['diff', 'version']),
  version: z.string().nullable(),
  state: z.enum(fixStates),
  proposedBy: z.string(),
  proposedAt: z.date(),
  result: z
    .object({
      verdict: z.string(),
      stopped: z.array(z.string()),
      regressions: z.array(z.string()),
      negativeControls: z.string(),
      reason: z.string().optional(),
    })
    .nullable(),
});

export const caseView = caseSummary.extend({
  ownerId: z.string().nullable(),
  rootKey: z.string(),
  members: z.array(reportSummary),
  fixes: z.array(fixView),
});

export const proposeFix = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('version'), version: words(1, 200) }),
  z.object({
    kind: z.literal('diff'),
    diff: z
      .string()
      .min(1)
      .max(512 * 1024),
  }),
]);

/** The case a report belongs to; null opens one of its own. */
export const placement = z.object({ caseId: z.string().max(64).nullable() });
