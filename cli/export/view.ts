/** An export as a server tells it, and in words. */
import { z } from 'zod';
import { viewed } from '../view.ts';

const instant = z.iso.datetime();

export const exportView = z.object({
  id: z.string(),
  submissionId: z.string(),
  what: z.enum(['ledger', 'log', 'determination']),
  subject: z.string(),
  filter: z.record(z.string(), z.string()),
  purpose: z.string(),
  state: z.string(),
  askedBy: z.string(),
  askedAt: instant,
  agreedBy: z.string().nullable(),
  agreedAt: instant.nullable(),
  closedBy: z.string().nullable(),
  closedAt: instant.nullable(),
  because: z.string().nullable(),
  lapsesAt: instant.nullable(),
  may: z.array(z.string()),
});
export type ExportView = z.output<typeof exportView>;

export const exportPath = (id: string, part = ''): string =>
  `/api/exports/${encodeURIComponent(id)}${part}`;

export const { viewOf, stepped, shown } = viewed(exportView, exportPath, rowsOf);

function rowsOf(view: ExportView): [string, string][] {
  const filters = Object.entries(view.filter).map(([name, value]) => `${name} ${value}`);
  return [
    ['export', view.id],
    ['of', whatInWords[view.what](view)],
    ...(filters.length === 0 ? [] : ([['entries', filters.join(', ')]] as [string, string][])),
    ['purpose', view.purpose],
    ['state', view.state],
    ['asked', `by ${view.askedBy} at ${view.askedAt}`],
    ...happened('agreed', view.agreedBy, view.agreedAt),
    ...happened(view.state, view.closedBy, view.closedAt),
    ...(view.because === null ? [] : ([['because', view.because]] as [string, string][])),
    ...nextOf(view),
  ];
}

const whatInWords: Record<ExportView['what'], (view: ExportView) => string> = {
  ledger: ({ submissionId }) => `the access ledger of ${submissionId}`,
  log: ({ submissionId }) => `the gateway’s log of ${submissionId}`,
  determination: ({ subject }) => `the proof of ${subject}`,
};

const happened = (word: string, by: string | null, at: string | null): [string, string][] =>
  by === null || at === null ? [] : [[word, `by ${by} at ${at}`]];

function nextOf({ id, state, lapsesAt }: ExportView): [string, string][] {
  if (state === 'asked') {
    return [['next', `a colleague agrees by ${lapsesAt ?? ''}: sallyport export agree ${id}`]];
  }
  if (state !== 'agreed') return [];
  return [['next', `who asked, by ${lapsesAt ?? ''}: sallyport export download ${id} --out FILE`]];
}
