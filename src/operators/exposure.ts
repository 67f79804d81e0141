/**
 * An exposure: one advisory meets one component of one system. What an operator sees of it is an action
 * card. Only `confirmed` counts as patched, and it needs an inventory that shows the fixed version or a
 * named person's word (cvd-protocol §7, invariant 12); a mitigated system is protected, not patched.
 */
import { IllegalTransition } from '#platform/problems';

export const exposureStates = ['due', 'confirmed', 'mitigated', 'not_affected'] as const;
export type ExposureState = (typeof exposureStates)[number];
export const exposureTriggers = ['confirm', 'mitigate', 'withdraw', 'reappear'] as const;
export type ExposureTrigger = (typeof exposureTriggers)[number];

const table: Record<ExposureState, Partial<Record<ExposureTrigger, ExposureState>>> = {
  due: { confirm: 'confirmed', mitigate: 'mitigated', withdraw: 'not_affected' },
  mitigated: { confirm: 'confirmed', withdraw: 'not_affected' },
  // A later inventory with an affected version opens the card again, whatever was said before.
  confirmed: { reappear: 'due', withdraw: 'not_affected' },
  not_affected: { reappear: 'due' },
};

export function nextExposureState(from: ExposureState, trigger: ExposureTrigger): ExposureState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('action', from, trigger);
  return to;
}

/**
 * Guidance when nothing better is known: two weeks, the middle row of CISA BOD 26-04 (CERT/CC decision
 * table `cisa:DT_BOD2604:1.0.0`). The full table needs exposure and exploitation data and comes later.
 */
export const guidanceDays = 14;
export const guidanceBecause =
  'guidance: within 14 days of publication. It is not a duty, and no deadline was computed for this system';
