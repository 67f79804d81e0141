/**
 * How the mirror of a gateway's log stands: what the last looks at it showed. Pure.
 *
 * INVARIANT (a lie is kept): once a log signed two histories, or said what cannot be, no later answer makes
 * the state better; both sides can see it, and what proves it is kept.
 */

/**
 * `unseen`: never answered. `unreachable`: nothing that holds the pinned certificate answers. `garbled`: it
 * answers what cannot be read. `rolled_back`: it shows less than it signed before. `forked`: it signed two
 * histories. `untrue`: its entries say what cannot be, such as a window of more than thirty days.
 */
export const gatewayStates = [
  'unseen',
  'in_step',
  'unreachable',
  'garbled',
  'rolled_back',
  'forked',
  'untrue',
] as const;
export type GatewayState = (typeof gatewayStates)[number];

export interface GatewayStanding {
  state: GatewayState;
  /** In words; null when nothing is wrong. */
  problem: string | null;
  since: Date;
  seenAt: Date | null;
  rivalCheckpoint: string | null;
  /** Looks in a row that failed. */
  failures: number;
}

export type Saw =
  /** It answered, and all of it held. */
  | { kind: 'held' }
  | {
      kind: 'failed';
      state: 'unreachable' | 'garbled' | 'rolled_back' | 'forked' | 'untrue';
      problem: string;
      rival?: string;
    };

/** Looks that may go unanswered before that is called a state: a restart is no news. */
export const silentLooksMax = 3;

const weightOf: Partial<Record<GatewayState, number>> = { untrue: 1, forked: 2 };
const weight = (state: GatewayState): number => weightOf[state] ?? 0;

export function nextStanding(now: GatewayStanding, saw: Saw, at: Date): GatewayStanding {
  if (saw.kind === 'held') {
    const seen = { ...now, seenAt: at, failures: 0 };
    if (weight(now.state) > 0 || now.state === 'in_step') return seen;
    return { ...seen, state: 'in_step', problem: null, since: at };
  }
  const { state, problem, rival } = saw;
  const failures = now.failures + 1;
  const counted = {
    ...now,
    failures,
    seenAt: state === 'untrue' ? at : now.seenAt,
    rivalCheckpoint: now.rivalCheckpoint ?? rival ?? null,
  };
  if (weight(state) < weight(now.state) || (state === now.state && weight(state) > 0))
    return counted;
  if (state === 'unreachable' && failures < silentLooksMax && now.state !== 'unseen')
    return counted;
  if (state === now.state) return { ...counted, problem };
  // Before its first answer a gateway that is not there yet is simply not there yet.
  if (now.state === 'unseen' && state === 'unreachable') return { ...counted, problem };
  return { ...counted, state, problem, since: at };
}
