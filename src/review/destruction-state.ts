/**
 * The end of an engagement's material: one person asks, another destroys the keys (requirements S08). Pure.
 *
 * INVARIANT (nothing comes back): `destroy` alone leads to `done`, and nothing leads out of it.
 */
import { IllegalTransition } from '#platform/problems';

export const destructionStates = ['asked', 'done'] as const;
export type DestructionState = (typeof destructionStates)[number];

export const destructionTriggers = ['destroy'] as const;
export type DestructionTrigger = (typeof destructionTriggers)[number];

export const firstDestructionState: DestructionState = 'asked';

const table: Record<DestructionState, Partial<Record<DestructionTrigger, DestructionState>>> = {
  asked: { destroy: 'done' },
  done: {},
};

export function nextDestructionState(
  from: DestructionState,
  trigger: DestructionTrigger,
): DestructionState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('destruction', from, trigger);
  return to;
}
