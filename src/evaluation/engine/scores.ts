/**
 * From samples to scores: the mean over tasks with its 95 % interval, all together, by family and by
 * difficulty. Every sample counts; what was not scored counts 0. Lines beside the first say what
 * leaving refusals or faults out would change, and are no scores of their own. Pure.
 */
import { thresholdBounds, type TaskScores } from '../statistics/index.ts';
import { dispositions, modelsOwn, type Disposition } from './disposition.ts';
import type { PlannedTask, SampleResult } from './run/entry.ts';

export interface Estimate {
  tasks: number;
  samples: number;
  /** 0 to 1. */
  mean: number;
  /** Of the two-sided 95 % interval. */
  lower: number;
  upper: number;
}

export interface Scores {
  all: Estimate | null;
  byFamily: Record<string, Estimate>;
  byDifficulty: Record<string, Estimate>;
  withoutRefusals: Estimate | null;
  /** Without samples that ended through no doing of the model's. */
  withoutFaults: Estimate | null;
  dispositions: Record<Disposition, number>;
  /** Tasks with a sample of value 1, of all. */
  solvedTasks: number;
}

/** For each bound alone; both together hold at 95 %. */
const oneSided = 0.975;

export function scoresOf(
  results: readonly SampleResult[],
  planned: readonly PlannedTask[],
): Scores {
  const taskOf = new Map(planned.map((task) => [task.name, task]));
  const by = (group: (task: PlannedTask) => string | number | null) => {
    const groups = Map.groupBy(results, ({ task }) => group(taskOf.get(task) as PlannedTask));
    const entries = [...groups].filter(([name]) => name !== null);
    entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
    return Object.fromEntries(
      entries.map(([name, some]) => [String(name), estimate(some, taskOf) as Estimate]),
    );
  };
  const without = (drop: (disposition: Disposition) => boolean) =>
    estimate(
      results.filter(({ disposition }) => !drop(disposition)),
      taskOf,
    );
  const solved = results.filter(({ score }) => score?.value === 1);
  return {
    all: estimate(results, taskOf),
    byFamily: by(({ family }) => family),
    byDifficulty: by(({ difficulty }) => difficulty),
    withoutRefusals: without((disposition) => disposition === 'refused'),
    withoutFaults: without((disposition) => !modelsOwn.includes(disposition)),
    dispositions: Object.fromEntries(
      dispositions.map((one) => [
        one,
        results.filter((sample) => sample.disposition === one).length,
      ]),
    ) as Record<Disposition, number>,
    solvedTasks: new Set(solved.map(({ task }) => task)).size,
  };
}

function estimate(
  results: readonly SampleResult[],
  taskOf: ReadonlyMap<string, PlannedTask>,
): Estimate | null {
  if (results.length === 0) return null;
  const tasks: TaskScores[] = [...Map.groupBy(results, ({ task }) => task)].map(
    ([task, samples]) => ({
      task,
      cluster: taskOf.get(task)?.cluster ?? task,
      scores: samples.map(({ score }) => score?.value ?? 0),
    }),
  );
  const { estimate: found, lower, upper } = thresholdBounds(tasks, oneSided);
  return { tasks: tasks.length, samples: results.length, mean: found.mean, lower, upper };
}
