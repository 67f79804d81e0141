/**
 * States in the words, shapes and tones of the page. Shape and word carry the meaning alone; tone only
 * helps (WCAG 1.4.1). No word here says that anything is approved.
 */
import type { Action, AdvisorySummary, CaseSummary, Fix, ReportSummary } from '../api/views.ts';

export type Shape = 'ring' | 'half' | 'tick' | 'cross' | 'pause' | 'shield' | 'dot';
export type Tone = 'quiet' | 'busy' | 'good' | 'bad' | 'wait';

export interface StateWord {
  word: string;
  shape: Shape;
  tone: Tone;
}

export const reportWords: Record<ReportSummary['state'], StateWord> = {
  received: { word: 'Received', shape: 'ring', tone: 'quiet' },
  validating: { word: 'Being reproduced', shape: 'half', tone: 'busy' },
  held: { word: 'Held: our side failed', shape: 'pause', tone: 'wait' },
  confirmed: { word: 'Confirmed', shape: 'tick', tone: 'good' },
  not_confirmed: { word: 'Not confirmed', shape: 'cross', tone: 'bad' },
};

export const caseWords: Record<CaseSummary['state'], StateWord> = {
  open: { word: 'Open', shape: 'ring', tone: 'wait' },
  coordinating: { word: 'Coordinating', shape: 'half', tone: 'busy' },
  fix_verified: { word: 'Fix verified', shape: 'tick', tone: 'good' },
  published: { word: 'Published', shape: 'tick', tone: 'good' },
  closed: { word: 'Closed', shape: 'dot', tone: 'quiet' },
};

export const fixWords: Record<Fix['state'], StateWord> = {
  proposed: { word: 'Proposed', shape: 'ring', tone: 'quiet' },
  verifying: { word: 'Being checked', shape: 'half', tone: 'busy' },
  verified: { word: 'Verified', shape: 'tick', tone: 'good' },
  refused: { word: 'Refused', shape: 'cross', tone: 'bad' },
  held: { word: 'Held: our side failed', shape: 'pause', tone: 'wait' },
};

export const advisoryWords: Record<AdvisorySummary['state'], StateWord> = {
  draft: { word: 'Draft', shape: 'ring', tone: 'quiet' },
  published: { word: 'Published', shape: 'tick', tone: 'good' },
  withdrawn: { word: 'Withdrawn', shape: 'cross', tone: 'bad' },
};

export const actionWords: Record<Action['state'], StateWord> = {
  due: { word: 'To patch', shape: 'ring', tone: 'wait' },
  confirmed: { word: 'Patched', shape: 'tick', tone: 'good' },
  mitigated: { word: 'Protected, not patched', shape: 'shield', tone: 'busy' },
  not_affected: { word: 'Not affected', shape: 'dot', tone: 'quiet' },
};

export const officeWords = {
  finder: 'Finder',
  coordinator: 'Coordinator',
  operator: 'Operator',
  developer: 'Developer',
  evaluator: 'Evaluator',
  overseer: 'Overseer',
  administrator: 'Administrator',
} as const;
