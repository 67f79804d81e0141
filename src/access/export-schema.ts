/** What goes over HTTP of exports. */
import { z } from 'zod';
import { id, reason } from '#platform/fields';
import { pageQuery } from '#platform/http';
import { exportables, exportStates } from './export-state.ts';
import { ledgerFilter } from './ledger-schema.ts';

export const exportParams = z.object({ exportId: id });
/** `of` is what they are of: the submission itself, or one determination. */
export const exportsQuery = pageQuery.extend({ of: id.optional() });
/** Named by whoever downloads what two people agreed to take out. */
export const exportQuery = z.object({ exportId: id.optional() });

/** What for: read by the colleague who agrees, and on record for both sides. */
export const purpose = z.object({ purpose: reason });
export const askExport = purpose.extend({
  what: z.enum(exportables).exclude(['determination']),
  /** Which entries of the access ledger; the log is taken whole. */
  filter: ledgerFilter.default({}),
});
export const exportAsked = z.object({ exportId: z.string() });
export const refuseExport = z.object({ because: reason });

export const exportView = z.object({
  id: z.string(),
  submissionId: z.string(),
  what: z.enum(exportables),
  /** The submission itself, or the determination. */
  subject: z.string(),
  filter: ledgerFilter,
  purpose: z.string(),
  state: z.enum(exportStates),
  askedBy: z.string(),
  askedAt: z.date(),
  agreedBy: z.string().nullable(),
  agreedAt: z.date().nullable(),
  closedBy: z.string().nullable(),
  closedAt: z.date().nullable(),
  /** Why it was refused. */
  because: z.string().nullable(),
  /** When it lapses by itself, or did; null for what was refused or withdrawn. */
  lapsesAt: z.date().nullable(),
  /** What the reader may do now; only who asked downloads. */
  may: z.array(z.enum(['agree', 'refuse', 'withdraw', 'download'])),
});
export type ExportView = z.output<typeof exportView>;
