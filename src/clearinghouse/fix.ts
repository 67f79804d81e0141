/**
 * A fix: a diff or a fixed version, put forward for a case and checked by running it against every
 * reproducer the case has (cvd-protocol §7, invariant 10).
 */
import { IllegalTransition } from '#platform/problems';

export const fixStates = ['proposed', 'verifying', 'verified', 'refused', 'held'] as const;
export type FixState = (typeof fixStates)[number];
export const fixTriggers = ['start_check', 'verify', 'refuse', 'hold'] as const;
export type FixTrigger = (typeof fixTriggers)[number];

const table: Record<FixState, Partial<Record<FixTrigger, FixState>>> = {
  proposed: { start_check: 'verifying' },
  verifying: { start_check: 'verifying', verify: 'verified', refuse: 'refused', hold: 'held' },
  held: { start_check: 'verifying' },
  verified: {},
  refused: {},
};

export function nextFixState(from: FixState, trigger: FixTrigger): FixState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('fix', from, trigger);
  return to;
}
