/**
 * A request to give tasks to a runner: one custodian asks and gives their half, the other approves by giving
 * theirs. Pure.
 *
 * INVARIANT (two custodians): `executed` is reached by `approve` alone, and only by the custodian who did not
 * ask; the server could not execute it alone, since it has neither half.
 */
import { IllegalTransition } from '#platform/problems';

export const unsealStates = ['requested', 'executed', 'refused', 'withdrawn'] as const;
export type UnsealState = (typeof unsealStates)[number];

export const unsealTriggers = ['approve', 'refuse', 'withdraw'] as const;
export type UnsealTrigger = (typeof unsealTriggers)[number];

export const firstUnsealState: UnsealState = 'requested';

const table: Record<UnsealState, Partial<Record<UnsealTrigger, UnsealState>>> = {
  requested: { approve: 'executed', refuse: 'refused', withdraw: 'withdrawn' },
  executed: {},
  refused: {},
  withdrawn: {},
};

export function nextUnsealState(from: UnsealState, trigger: UnsealTrigger): UnsealState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('unseal', from, trigger);
  return to;
}
