/**
 * A case: one root cause, coordinated until its fix is published and followed (first form; the RM, EM,
 * PEC and CS machines of cvd-protocol come with full coordination).
 *
 * INVARIANT (no publication without a verified fix): only `fix_verified` leads to `published`, and a
 * reproducer that joins later, which no fix was checked against, leads back.
 */
import { IllegalTransition } from '#platform/problems';

export const caseStates = ['open', 'coordinating', 'fix_verified', 'published', 'closed'] as const;
export type CaseState = (typeof caseStates)[number];
export const caseTriggers = ['take', 'join_reproducer', 'verify_fix', 'publish', 'close'] as const;
export type CaseTrigger = (typeof caseTriggers)[number];

const table: Record<CaseState, Partial<Record<CaseTrigger, CaseState>>> = {
  open: { take: 'coordinating', join_reproducer: 'open' },
  // Another coordinator may take over at any time before publication.
  coordinating: {
    take: 'coordinating',
    join_reproducer: 'coordinating',
    verify_fix: 'fix_verified',
  },
  fix_verified: {
    take: 'fix_verified',
    join_reproducer: 'coordinating',
    verify_fix: 'fix_verified',
    publish: 'published',
  },
  // What is public stays so; a late report keeps its credit.
  published: { join_reproducer: 'published', close: 'closed' },
  closed: { join_reproducer: 'closed' },
};

export function nextCaseState(from: CaseState, trigger: CaseTrigger): CaseState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('case', from, trigger);
  return to;
}

/** The number people say aloud: `CH-0007`. */
export function caseName(number: number): string {
  return `CH-${String(number).padStart(4, '0')}`;
}
