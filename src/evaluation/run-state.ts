/**
 * The life of a run: planned in every respect that could be chosen after seeing results, queued, running,
 * over. Pure. *Complete* means that every planned sample was recorded; anything less is *incomplete*, with
 * its reason, and decides nothing. A withdrawn run was given up by its own side.
 *
 * INVARIANT (nothing disappears): no trigger leads out of an end, and no command deletes a run, so a report
 * lists every run that was ever planned under its grant.
 */
import { IllegalTransition } from '#platform/problems';

export const runStates = [
  'planned',
  'queued',
  'running',
  'complete',
  'incomplete',
  'withdrawn',
] as const;
export type RunState = (typeof runStates)[number];

export const runTriggers = ['queue', 'start', 'complete', 'stop', 'withdraw'] as const;
export type RunTrigger = (typeof runTriggers)[number];

export const firstRunState: RunState = 'planned';

const table: Record<RunState, Partial<Record<RunTrigger, RunState>>> = {
  // Stopped before it began: the access it was planned for ended.
  planned: { queue: 'queued', stop: 'incomplete', withdraw: 'withdrawn' },
  queued: { start: 'running', stop: 'incomplete', withdraw: 'withdrawn' },
  running: { complete: 'complete', stop: 'incomplete', withdraw: 'withdrawn' },
  complete: {},
  incomplete: {},
  withdrawn: {},
};

export function nextRunState(from: RunState, trigger: RunTrigger): RunState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('run', from, trigger);
  return to;
}

export const isRunOver = (state: RunState): boolean => Object.keys(table[state]).length === 0;
