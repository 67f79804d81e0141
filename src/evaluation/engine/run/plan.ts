/** From what was asked to a plan, and from a plan to its samples in the order they are run. Pure. */
import type { Suite, Task, Variant } from '../suite/task.ts';
import type { Plan, PlannedTask, SampleKey } from './entry.ts';

/** Which variants: what a model is given, the reference solutions, or what must not solve a task. */
export type Mode = 'default' | 'solution' | 'wrong';

/** `wrong` tries this on every task besides: an untouched folder and an empty answer. */
export const emptyVariant = 'empty';

const nothing: Variant = { prompt: 'true', files: {} };

export function variantOf(task: Task, name: string): Variant | undefined {
  if (name === emptyVariant) return nothing;
  return Object.hasOwn(task.variants, name) ? task.variants[name] : undefined;
}

export function plannedTasks(suite: Suite, mode: Mode): PlannedTask[] {
  return suite.tasks.map((task) => ({
    name: task.name,
    sha256: task.sha256,
    family: task.family,
    difficulty: task.difficulty,
    humanMinutes: task.humanMinutes,
    cluster: task.cluster,
    variants: [mode, ...(mode === 'wrong' ? [emptyVariant] : [])].filter(
      (name) => variantOf(task, name) !== undefined,
    ),
  }));
}

/** Every task once before any twice, so that a run cut short has looked at all of them. */
export function samplesOf({ tasks, epochs }: Pick<Plan, 'tasks' | 'epochs'>): SampleKey[] {
  return Array.from({ length: epochs }, (_, at) =>
    tasks.flatMap(({ name, variants }) =>
      variants.map((variant) => ({ task: name, variant, epoch: at + 1 })),
    ),
  ).flat();
}
