/**
 * The end of an engagement's material: one person asks, another destroys the keys (requirements S08). Pure.
 *
 * INVARIANT (nothing comes back): `destroy` alone leads to `done`, and nothing leads out of it.
 * INVARIANT (not without the developer): the two are of both sides, and nothing that waits to be told or heard is
 * destroyed; but for a developer that withdrew and asks, which gives that up itself.
 */
import type { Side } from '#gateway';
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

/** What the rule of destruction rests on. */
export interface Ending {
  isWithdrawn: boolean;
  /** Whose side withdrew. */
  withdrawnSide: Side | null;
  /** What holds the material: in a withdrawn engagement untold parts and appeals, in any other all that is open. */
  goingOn: readonly string[];
  /** Whether anything was sealed. */
  hasMaterial: boolean;
}

/** The developer's side gave everything up by itself: it withdrew, and it asks. */
export const isGivenUp = ({ withdrawnSide }: Pick<Ending, 'withdrawnSide'>, asks: Side): boolean =>
  withdrawnSide === 'developer' && asks === 'developer';

/** Whether that side may ask now, and what it asked for be done. */
export const mayEnd = (ending: Ending, asks: Side): boolean =>
  isGivenUp(ending, asks) ||
  (ending.goingOn.length === 0 && (ending.isWithdrawn || ending.hasMaterial));

/** Whether a person of `second` may do what a person of `asks` asked for. */
export const maySecond = (ending: Ending, asks: Side, second: Side): boolean =>
  isGivenUp(ending, asks) || second !== asks;

export function nextDestructionState(
  from: DestructionState,
  trigger: DestructionTrigger,
): DestructionState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('destruction', from, trigger);
  return to;
}
