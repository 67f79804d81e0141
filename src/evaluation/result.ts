/**
 * What a run's samples add up to. Pure. Every recorded sample counts: a refusal, a limit and a failure are
 * scores of 0, and are counted by what they were. Two scores stand side by side: as recorded, with nothing
 * left out, and as reviewed, with changed scores and without tasks that two people called broken, each by
 * name. An interval is drawn with every score.
 */
import { dispositions, type Disposition } from './engine/disposition.ts';
import type { ReviewState, Verdict } from './review-state.ts';
import { thresholdBounds, type TaskScores } from './statistics/index.ts';

export interface RecordedSample {
  position: number;
  task: string;
  epoch: number;
  disposition: Disposition;
  value: number;
  refusals: number;
}

export interface SampleReview {
  position: number;
  state: Exclude<ReviewState, 'unreviewed'>;
  verdict: Verdict;
  value: number | null;
  because: string;
  proposedBy: string;
  settledBy: string | null;
}

/** Two-sided. */
export const intervalConfidence = 0.95;

export interface Score {
  mean: number;
  lower: number;
  upper: number;
  tasks: number;
  clusters: number;
  attempts: number;
}

export interface Exclusion {
  task: string;
  because: string;
  /** The person who proposed it, and the one who confirmed. */
  by: string;
  confirmedBy: string;
}

export interface RunResult {
  dispositions: Record<Disposition, number>;
  refusals: number;
  reviewed: { agreed: number; disputed: number; changed: number };
  exclusions: Exclusion[];
  /** Null where nothing is left to score. */
  asRecorded: Score | null;
  asReviewed: Score | null;
}

export function resultOf(
  samples: readonly RecordedSample[],
  reviews: readonly SampleReview[],
  clusterOf: ReadonlyMap<string, string>,
): RunResult {
  const counts = Object.fromEntries(dispositions.map((name) => [name, 0])) as Record<
    Disposition,
    number
  >;
  for (const { disposition } of samples) counts[disposition] += 1;
  const inState = (state: SampleReview['state']) =>
    reviews.filter((review) => review.state === state).length;
  return {
    dispositions: counts,
    refusals: samples.reduce((sum, { refusals }) => sum + refusals, 0),
    reviewed: {
      agreed: inState('agreed'),
      disputed: inState('disputed'),
      changed: inState('changed'),
    },
    exclusions: exclusionsOf(samples, reviews),
    asRecorded: scoreOf(tasksAsRecorded(samples, clusterOf)),
    asReviewed: scoreOf(tasksAsReviewed(samples, reviews, clusterOf)),
  };
}

export interface FamilyScore {
  /** Null: tasks that name none. */
  family: string | null;
  asRecorded: Score | null;
  asReviewed: Score | null;
}

/** The same two scores over the tasks of each family, in the suite's order of families. */
export function familyScores(
  samples: readonly RecordedSample[],
  reviews: readonly SampleReview[],
  tasks: readonly { name: string; cluster: string; family: string | null }[],
): FamilyScore[] {
  const clusterOf = new Map(tasks.map(({ name, cluster }) => [name, cluster]));
  return [...Map.groupBy(tasks, ({ family }) => family)].map(([family, members]) => {
    const names = new Set(members.map(({ name }) => name));
    const own = samples.filter(({ task }) => names.has(task));
    const { asRecorded, asReviewed } = resultOf(own, reviews, clusterOf);
    return { family, asRecorded, asReviewed };
  });
}

export const tasksAsRecorded = (
  samples: readonly RecordedSample[],
  clusterOf: ReadonlyMap<string, string>,
): TaskScores[] => tasksAsReviewed(samples, [], clusterOf);

/** One entry a task, in the order of first samples, with what two people changed. */
export function tasksAsReviewed(
  samples: readonly RecordedSample[],
  reviews: readonly SampleReview[],
  clusterOf: ReadonlyMap<string, string>,
): TaskScores[] {
  const excluded = new Set(exclusionsOf(samples, reviews).map(({ task }) => task));
  const changed = new Map(
    reviews.flatMap(({ state, position, value }) =>
      state === 'changed' && value !== null ? [[position, value] as const] : [],
    ),
  );
  const byTask = Map.groupBy(
    samples.filter(({ task }) => !excluded.has(task)),
    ({ task }) => task,
  );
  return [...byTask].map(([task, attempts]) => ({
    task,
    cluster: clusterOf.get(task) ?? task,
    scores: attempts.map(({ position, value }) => changed.get(position) ?? value),
  }));
}

/** A task called broken by two people leaves with all its attempts: choosing among them would be choosing. */
export function exclusionsOf(
  samples: readonly RecordedSample[],
  reviews: readonly SampleReview[],
): Exclusion[] {
  const taskAt = new Map(samples.map(({ position, task }) => [position, task]));
  const found = new Map<string, Exclusion>();
  for (const { state, verdict, position, because, proposedBy, settledBy } of reviews) {
    const task = taskAt.get(position);
    if (state !== 'changed' || verdict !== 'broken_task' || task === undefined) continue;
    found.set(task, { task, because, by: proposedBy, confirmedBy: settledBy ?? '' });
  }
  return [...found.values()];
}

function scoreOf(tasks: readonly TaskScores[]): Score | null {
  if (tasks.length === 0) return null;
  const { estimate, lower, upper } = thresholdBounds(tasks, (1 + intervalConfidence) / 2);
  const attempts = tasks.reduce((sum, { scores }) => sum + scores.length, 0);
  return {
    mean: estimate.mean,
    lower,
    upper,
    tasks: estimate.observations,
    clusters: estimate.clusters,
    attempts,
  };
}
