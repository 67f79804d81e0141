/** What goes over HTTP: drafts for the case team, published advisories for everyone. */
import { z } from 'zod';

export const advisorySummary = z.object({
  id: z.string(),
  caseId: z.string().nullable(),
  title: z.string(),
  state: z.enum(['draft', 'published', 'withdrawn']),
  publishedAt: z.date().nullable(),
});

export const advisoryView = advisorySummary.extend({
  summary: z.string(),
  impact: z.string(),
  affected: z.array(
    z.object({
      ecosystem: z.string(),
      purl: z.string(),
      ranges: z.array(
        z.object({
          introduced: z.string(),
          fixed: z.string().optional(),
          lastAffected: z.string().optional(),
        }),
      ),
      versions: z.array(z.string()),
    }),
  ),
  aliases: z.array(z.string()),
  remediation: z.array(
    z.object({
      kind: z.string(),
      what: z.string(),
      downtime: z.string(),
      restart: z.string(),
      check: z.string(),
      url: z.string().optional(),
    }),
  ),
  references: z.array(z.object({ kind: z.string(), url: z.string(), title: z.string() })),
  /** SHA-256 of the two published documents, hex; null in a draft. */
  csafSha256: z.string().nullable(),
  osvSha256: z.string().nullable(),
});
