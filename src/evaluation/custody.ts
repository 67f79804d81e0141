/**
 * Who knows a sealed task: nobody (*held*), a runner it was given to (*issued*), the endpoint of a developer
 * who therefore may know it (*exposed*), or the world, as far as anybody can tell (*burned*). Pure.
 *
 * INVARIANT (custody only widens): no trigger leads back to a narrower circle, because nothing makes a
 * reader forget; and nothing is issued once it is burned.
 */
import { IllegalTransition } from '#platform/problems';

export const taskStates = ['held', 'issued', 'exposed', 'burned'] as const;
export type TaskState = (typeof taskStates)[number];

export const taskTriggers = ['issue', 'expose', 'burn'] as const;
export type TaskTrigger = (typeof taskTriggers)[number];

export const firstTaskState: TaskState = 'held';

const table: Record<TaskState, Partial<Record<TaskTrigger, TaskState>>> = {
  // A prompt cannot be sent by who was not given it.
  held: { issue: 'issued', burn: 'burned' },
  issued: { issue: 'issued', expose: 'exposed', burn: 'burned' },
  exposed: { issue: 'exposed', expose: 'exposed', burn: 'burned' },
  // A run under way when a leak is noticed goes on sending what it holds.
  burned: { expose: 'burned' },
};

export function nextTaskState(from: TaskState, trigger: TaskTrigger): TaskState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('task', from, trigger);
  return to;
}
