/**
 * The life of an engagement, as its developer chooses it: open, paused, open again, withdrawn; or it runs its
 * course and ends with its material (requirements S01, S04, S08). Pure. What it takes part in now, its scope, is
 * narrowed and widened by the developer alone.
 *
 * INVARIANT (withdrawal always works): from every state that is no end, with no reason, in one step; nothing
 * leads out of an end.
 */
import type { GrantKind } from '#gateway';
import { isListed } from '#platform/auth';
import { IllegalTransition, Refusal } from '#platform/problems';

export const engagementStates = ['open', 'paused', 'withdrawn', 'ended'] as const;
export type EngagementState = (typeof engagementStates)[number];

/** What a side does by itself. */
export const engagementSteps = ['pause', 'resume', 'choose_scope', 'withdraw'] as const;
/** `end` comes with the destruction of its material, by both sides. */
export const engagementTriggers = [...engagementSteps, 'end'] as const;
export type EngagementTrigger = (typeof engagementTriggers)[number];

/** What a developer takes part in; asking a question is always possible. */
export const engagementScopes = ['access', 'determination', 'partners'] as const;
export type EngagementScope = (typeof engagementScopes)[number];

export const firstEngagementState: EngagementState = 'open';

const table: Record<EngagementState, Partial<Record<EngagementTrigger, EngagementState>>> = {
  open: { pause: 'paused', choose_scope: 'open', withdraw: 'withdrawn', end: 'ended' },
  paused: { resume: 'open', choose_scope: 'paused', withdraw: 'withdrawn', end: 'ended' },
  withdrawn: {},
  ended: {},
};

export const leadsOn = (from: EngagementState, trigger: EngagementTrigger): boolean =>
  table[from][trigger] !== undefined;

export function nextEngagementState(
  from: EngagementState,
  trigger: EngagementTrigger,
): EngagementState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('engagement', from, trigger);
  return to;
}

/** What a grant of this kind is part of. */
export const scopeOfKind = (kind: GrantKind): EngagementScope =>
  kind === 'partner' ? 'partners' : 'access';

export type Engagement = Readonly<{ state: EngagementState; scope: readonly EngagementScope[] }>;

export const takesPart = ({ state, scope }: Engagement, within: EngagementScope): boolean =>
  state === 'open' && isListed(within, scope);

/** Looked at by every step that takes an engagement further; reading and ending never ask. */
export function requireOpen({ state, scope }: Engagement, within?: EngagementScope): void {
  if (state === 'withdrawn') {
    throw new Refusal(
      'engagement_withdrawn',
      'the engagement was withdrawn; what is on record stays, and nothing more can begin',
    );
  }
  if (state === 'ended') {
    throw new Refusal(
      'engagement_ended',
      'the engagement ended and its material was destroyed; what is on record stays, and nothing more can begin',
    );
  }
  if (state !== 'open') {
    throw new Refusal(
      'engagement_paused',
      'the developer paused the engagement; ask it to resume, or wait until it does',
    );
  }
  if (within !== undefined && !isListed(within, scope)) {
    throw new Refusal(
      'out_of_scope',
      `the developer does not take part in \`${within}\` now; ask it to add that to the scope`,
    );
  }
}
