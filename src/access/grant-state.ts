/**
 * The life of a grant: asked for, offered in exact words, signed by four people, in force at the gateway,
 * ended (requirements S05, S11). Pure.
 *
 * INVARIANT (four people open, one person ends): only `activate` leads to `active`, and it is applied for a
 * note with two verified signatures of each side, when the gateway's own log says so; any one approver of
 * either side ends it, and nothing leads out of an end.
 */
import { IllegalTransition } from '#platform/problems';

export const grantStates = [
  'requested',
  'offered',
  'signing',
  'active',
  'expired',
  'withdrawn',
  'revoked',
  'exhausted',
  'declined',
] as const;
export type GrantState = (typeof grantStates)[number];

export const grantTriggers = [
  'offer',
  'sign',
  'activate',
  'decline',
  'withdraw',
  'revoke',
  'expire',
  'exhaust',
] as const;
export type GrantTrigger = (typeof grantTriggers)[number];

/** `request` makes a grant; it has no state before. */
export const firstGrantState: GrantState = 'requested';

const table: Record<GrantState, Partial<Record<GrantTrigger, GrantState>>> = {
  requested: { offer: 'offered', decline: 'declined', withdraw: 'withdrawn' },
  // Terms may be rewritten until the first person signs them.
  offered: {
    offer: 'offered',
    sign: 'signing',
    activate: 'active',
    decline: 'declined',
    withdraw: 'withdrawn',
    expire: 'expired',
  },
  // Whoever holds four signatures can put a grant in force, so a complete one is revoked, not withdrawn.
  signing: {
    sign: 'signing',
    activate: 'active',
    decline: 'declined',
    withdraw: 'withdrawn',
    revoke: 'revoked',
    expire: 'expired',
  },
  active: {
    withdraw: 'withdrawn',
    revoke: 'revoked',
    expire: 'expired',
    exhaust: 'exhausted',
  },
  expired: {},
  withdrawn: {},
  revoked: {},
  exhausted: {},
  declined: {},
};

export function nextGrantState(from: GrantState, trigger: GrantTrigger): GrantState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('grant', from, trigger);
  return to;
}

/** Nothing more can come of it. */
export const isOver = (state: GrantState): boolean => Object.keys(table[state]).length === 0;
