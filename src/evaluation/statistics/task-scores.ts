/**
 * What every estimate starts from: one entry a task, with the score of each epoch. A task is the
 * unit that would be drawn again; its epochs are averaged first, because ten attempts at one task
 * are not ten tasks. A cluster is what makes tasks alike (a project, a vulnerability family, a
 * range): tasks of one cluster succeed and fail together more often than chance.
 */

export interface TaskScores {
  task: string;
  /** The task's own name where it stands alone. */
  cluster: string;
  /** One a epoch, each in 0 to 1. Refusals and errors are scores of 0 here, never left out. */
  scores: readonly number[];
}

export interface Observation {
  value: number;
  cluster: string;
}

/**
 * Each task's mean score. Throws `RangeError` on a task without a score, with one outside 0 to 1, or
 * given twice, which would count it twice.
 */
export function observationsOf(tasks: readonly TaskScores[]): Observation[] {
  const names = new Set<string>();
  return tasks.map(({ task, cluster, scores }) => {
    if (names.has(task)) {
      throw new RangeError(`task \`${task}\` appears twice; give all its epochs in one entry`);
    }
    names.add(task);
    if (scores.length === 0) throw new RangeError(`task \`${task}\` has no score`);
    const wrong = scores.find((score) => !(score >= 0 && score <= 1));
    if (wrong !== undefined) {
      throw new RangeError(`task \`${task}\` has a score of ${wrong}, which is not in 0 to 1`);
    }
    return { value: average(scores), cluster };
  });
}

/** The arithmetic mean of at least one number. */
export function average(values: readonly number[]): number {
  return sum(values) / values.length;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The sample variance (divisor n - 1) of at least two numbers. */
export function variance(values: readonly number[]): number {
  const centre = average(values);
  return sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1);
}
