/**
 * The report on an engagement's grant: one person proposes its exact content, another signs exactly that,
 * while the grant is in force; or somebody says that it was not completed, and why. Pure. A report says what
 * was measured. It is not a permission, and its absence is not a refusal.
 */
import { IllegalTransition } from '#platform/problems';

export const reportStates = ['proposed', 'signed', 'withdrawn', 'not_completed'] as const;
export type ReportState = (typeof reportStates)[number];

export const reportTriggers = ['sign', 'withdraw'] as const;
export type ReportTrigger = (typeof reportTriggers)[number];

const table: Record<ReportState, Partial<Record<ReportTrigger, ReportState>>> = {
  proposed: { sign: 'signed', withdraw: 'withdrawn' },
  signed: {},
  withdrawn: {},
  not_completed: {},
};

export function nextReportState(from: ReportState, trigger: ReportTrigger): ReportState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('report', from, trigger);
  return to;
}
