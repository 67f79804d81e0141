/**
 * A trusted partner of one submission (requirements S10, S11): nominated by one side, added by the other,
 * in force once the partner took its terms, and over. Pure.
 *
 * INVARIANT (two keys): only `sign` leads to `added`, and it takes a signature of a person of the side that did
 * not nominate. INVARIANT (one ends it): from whatever is added, either side or the partner alone ends it, and
 * nothing leads out of an end.
 */
import { IllegalTransition } from '#platform/problems';

export const partnershipStates = [
  'nominated',
  'added',
  'accepted',
  'refused',
  'withdrawn',
  'ended',
  'expired',
] as const;
export type PartnershipState = (typeof partnershipStates)[number];

/** `close` is what a withdrawn engagement does to its partnerships. */
export const partnershipTriggers = [
  'sign',
  'refuse',
  'withdraw',
  'accept',
  'end',
  'expire',
  'close',
] as const;
export type PartnershipTrigger = (typeof partnershipTriggers)[number];

export const firstPartnershipState: PartnershipState = 'nominated';

const table: Record<PartnershipState, Partial<Record<PartnershipTrigger, PartnershipState>>> = {
  nominated: {
    sign: 'added',
    refuse: 'refused',
    withdraw: 'withdrawn',
    expire: 'expired',
    close: 'withdrawn',
  },
  added: { accept: 'accepted', end: 'ended', expire: 'expired', close: 'ended' },
  accepted: { end: 'ended', expire: 'expired', close: 'ended' },
  refused: {},
  withdrawn: {},
  ended: {},
  expired: {},
};

export function nextPartnershipState(
  from: PartnershipState,
  trigger: PartnershipTrigger,
): PartnershipState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('partnership', from, trigger);
  return to;
}

/** Something may still come of it, so its organisation is not nominated a second time. */
export const isPartnershipOpen = (state: PartnershipState): boolean =>
  Object.keys(table[state]).length > 0;

export const partnerCategories = [
  'hospital',
  'bank',
  'utility',
  'agency',
  'vendor',
  'maintainer',
  'research',
  'other',
] as const;
export type PartnerCategory = (typeof partnerCategories)[number];

/** What the two organisations' own declarations say of a relation between the partner and a side. */
export const relations = ['none_declared', 'declared'] as const;
export type Relation = (typeof relations)[number];
