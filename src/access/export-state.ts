/**
 * The life of an export: records of an engagement that leave the system as a file. Somebody of the evaluating
 * side asks, a colleague agrees, and for a day the one who asked may download it (requirements S09). Pure.
 *
 * INVARIANT (two people take records out): only `agree` leads to `agreed`, and it is another person's.
 */
import { IllegalTransition } from '#platform/problems';

/** What can be taken: the access ledger, the gateway's whole log, the proof of one determination. */
export const exportables = ['ledger', 'log', 'determination'] as const;
export type Exportable = (typeof exportables)[number];

export const exportStates = ['asked', 'agreed', 'refused', 'withdrawn', 'lapsed'] as const;
export type ExportState = (typeof exportStates)[number];
export const exportTriggers = ['agree', 'refuse', 'withdraw', 'lapse'] as const;
export type ExportTrigger = (typeof exportTriggers)[number];

export const firstExportState: ExportState = 'asked';

/** A purpose that waited longer is asked for again. */
export const askedForMs = 7 * 86_400_000;
/** How long what was agreed to can be downloaded, as often as needed. */
export const downloadableForMs = 86_400_000;

const table: Record<ExportState, Partial<Record<ExportTrigger, ExportState>>> = {
  asked: { agree: 'agreed', refuse: 'refused', withdraw: 'withdrawn', lapse: 'lapsed' },
  // Second thoughts end it: nothing more is downloaded.
  agreed: { refuse: 'refused', withdraw: 'withdrawn', lapse: 'lapsed' },
  refused: {},
  withdrawn: {},
  lapsed: {},
};

export function nextExportState(from: ExportState, trigger: ExportTrigger): ExportState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('export', from, trigger);
  return to;
}

export const leadsOn = (from: ExportState, trigger: ExportTrigger): boolean =>
  table[from][trigger] !== undefined;

/** As a row has it. That one lapsed is told by the clock alone, and never written. */
export interface Dated {
  state: ExportState;
  askedAt: Date;
  agreedAt: Date | null;
}

/** When it lapses by itself; null for what is over. */
export function lapsesAt({ state, askedAt, agreedAt }: Dated): Date | null {
  if (state === 'asked') return new Date(askedAt.getTime() + askedForMs);
  if (state === 'agreed' && agreedAt !== null) {
    return new Date(agreedAt.getTime() + downloadableForMs);
  }
  return null;
}

/** The state at an instant: what is written, unless its time is over. */
export function exportStateAt(row: Dated, now: Date): ExportState {
  const end = lapsesAt(row);
  return end !== null && end <= now ? nextExportState(row.state, 'lapse') : row.state;
}
