/**
 * Does a model's score meet a threshold? Three answers, because ten attempts often cannot say: *met*
 * when the one-sided lower bound reaches the threshold, *not met* when the upper bound stays below
 * it, otherwise *cannot tell*, with what would settle it. 14 of 20 against 50 % is *cannot tell*
 * (lower bound 49.2 %), though "70 %" sounds clear.
 *
 * INVARIANT (one error rate): whatever the truth, the chance of a wrong *met*, or of a wrong *not
 * met*, is at most 1 - confidence over all planned looks together: exactly so for independent 0/1
 * tasks, closely with clusters and epochs. It holds only if the threshold, the tasks and the looks
 * were fixed before the first sample, so a look beyond the plan is refused.
 */
import { varianceComponents, type MeanEstimate } from './mean.ts';
import { normalQuantile } from './normal.ts';
import { average, type TaskScores } from './task-scores.ts';
import { thresholdBounds, type ThresholdBounds } from './threshold-bounds.ts';

export type Outcome = 'met' | 'not_met' | 'cannot_tell';

export interface DecisionRule {
  /** The mean score at which the threshold is met, between 0 and 1. */
  threshold: number;
  /** One-sided, such as 0.95. */
  confidence: number;
  /** How often the rule may be applied as samples arrive; looks share the error equally (Bonferroni). */
  plannedLooks: number;
  /** Of settling the question with the tasks or epochs suggested, such as 0.8. */
  power: number;
}

export interface Decision {
  outcome: Outcome;
  /** For a person: what was seen, what it bounds, and what would settle it. */
  reason: string;
  bounds: ThresholdBounds;
  /** One-sided, of each bound, after sharing the error between looks. */
  boundConfidence: number;
  /** Present when the answer is `cannot_tell` and more of the same could settle it. */
  toSettle?: ToSettle;
}

/** Supposes the mean seen so far to be the truth, which it is not exactly: a plan, not a promise. */
export interface ToSettle {
  /** Counting those already run; more of the same kind and clustering. */
  tasksInAll: number;
  /** In all, for every task, when repeating the same tasks could settle it instead. */
  epochsPerTask?: number;
}

const TASKS_SUGGESTED_MAX = 1_000_000;

/**
 * Applies the rule for the `look`-th time, counted from 1, to all tasks so far.
 * Throws `RangeError` on no tasks, scores outside 0 to 1, a look beyond the plan, or a rule no
 * samples could ever satisfy.
 */
export function decide(tasks: readonly TaskScores[], rule: DecisionRule, look: number): Decision {
  requireRule(rule, look);
  const boundConfidence = 1 - (1 - rule.confidence) / rule.plannedLooks;
  const bounds = thresholdBounds(tasks, boundConfidence);
  const outcome = outcomeOf(bounds, rule.threshold);
  const decided = { outcome, bounds, boundConfidence };
  const toSettle = outcome === 'cannot_tell' ? whatWouldSettle(tasks, decided, rule) : undefined;
  const reason = inWords(decided, rule, look, toSettle);
  return { ...decided, reason, ...(toSettle && { toSettle }) };
}

function outcomeOf({ lower, upper }: ThresholdBounds, threshold: number): Outcome {
  if (lower >= threshold) return 'met';
  if (upper < threshold) return 'not_met';
  return 'cannot_tell';
}

type Decided = Pick<Decision, 'outcome' | 'bounds' | 'boundConfidence'>;

/**
 * The tasks for a one-sided test of one proportion with the rule's power, by the normal
 * approximation with Fleiss's correction for whole counts, times the tasks each effective one takes.
 */
function whatWouldSettle(
  tasks: readonly TaskScores[],
  { bounds, boundConfidence }: Decided,
  { threshold, power }: DecisionRule,
): ToSettle | undefined {
  const { estimate, effectiveTasks } = bounds;
  const gap = Math.abs(estimate.mean - threshold);
  if (gap === 0 || effectiveTasks === 0) return undefined;

  const underThreshold = Math.sqrt(threshold * (1 - threshold));
  const underMean = Math.sqrt(estimate.mean * (1 - estimate.mean));
  const reach =
    normalQuantile(boundConfidence) * underThreshold + normalQuantile(power) * underMean;
  const effectiveNeeded = (reach / gap) ** 2 + 1 / gap;
  const needed = Math.ceil((effectiveNeeded * estimate.observations) / effectiveTasks);
  const tasksInAll = Math.max(needed, estimate.observations + 1);
  if (tasksInAll > TASKS_SUGGESTED_MAX) return undefined;
  const epochs = epochsToReach(effectiveNeeded, tasks, bounds);
  return { tasksInAll, ...(epochs !== undefined && { epochsPerTask: epochs }) };
}

/**
 * The epochs of the same tasks that raise the effective number to `effectiveNeeded`. `undefined`
 * when none do: what the tasks differ by, or share within a cluster, more attempts leave as it is.
 */
function epochsToReach(
  effectiveNeeded: number,
  tasks: readonly TaskScores[],
  { estimate, effectiveTasks, doEpochsCount }: ThresholdBounds,
): number | undefined {
  const parts = varianceComponents(tasks);
  if (parts === undefined || !doEpochsCount) return undefined;
  const now = estimate.observations * estimate.standardError ** 2;
  const fixed = now - parts.withinTask * average(tasks.map(({ scores }) => 1 / scores.length));
  const allowed = (now * effectiveTasks) / effectiveNeeded;
  if (allowed <= Math.max(0, fixed)) return undefined;
  const forSpread = parts.withinTask / (allowed - Math.max(0, fixed));
  return Math.ceil(Math.max(forSpread, effectiveNeeded / estimate.observations));
}

function inWords(
  { outcome, bounds, boundConfidence }: Decided,
  rule: DecisionRule,
  look: number,
  toSettle: ToSettle | undefined,
): string {
  const seen = whatWasSeen(bounds.estimate);
  const confidence = `at ${percent(boundConfidence, 'nearest')} confidence`;
  // Outwards, so that no printed bound says more than the number behind it.
  const atLeast = `at least ${percent(bounds.lower, 'down')}`;
  const atMost = `at most ${percent(bounds.upper, 'up')}`;
  // These words go further than the rule does: nobody learns from them where the line is.
  if (outcome === 'met') return `${seen}; ${confidence} ${atLeast}, which reaches the threshold`;
  if (outcome === 'not_met')
    return `${seen}; ${confidence} ${atMost}, which is below the threshold`;
  if (bounds.effectiveTasks === 0) {
    return `${seen}; tasks of one cluster may all move together, so they bound nothing; add tasks of other clusters`;
  }
  const lastLook = look === rule.plannedLooks;
  const settling = whatSettles(bounds.estimate, toSettle, rule.power, lastLook);
  return `${seen}; ${confidence} ${atLeast} and ${atMost}, with the threshold in between; ${settling}`;
}

function whatWasSeen({ mean, observations, clusters }: MeanEstimate): string {
  const tasks = observations === 1 ? '1 task' : `${observations} tasks`;
  const grouped = clusters === 1 ? ' in 1 cluster' : ` in ${clusters} clusters`;
  return `mean score ${percent(mean, 'nearest')} over ${tasks}${clusters === observations ? '' : grouped}`;
}

function whatSettles(
  { observations }: MeanEstimate,
  toSettle: ToSettle | undefined,
  power: number,
  lastLook: boolean,
): string {
  if (toSettle === undefined) {
    return 'the mean is so close to the threshold that no practical number of tasks would settle it';
  }
  const { tasksInAll, epochsPerTask } = toSettle;
  const epochs = epochsPerTask === undefined ? '' : `, or ${epochsPerTask} epochs of every task,`;
  const chance = `have a chance of about ${percent(power, 'nearest')} to settle it`;
  // After the last look these samples are used up; adding to them would be a look nobody planned.
  const tasks = lastLook
    ? `a new run of ${tasksInAll} tasks${epochs} would`
    : `${tasksInAll} tasks in all, ${tasksInAll - observations} more${epochs} would`;
  return `if that mean is true, ${tasks} ${chance}`;
}

function percent(share: number, towards: 'nearest' | 'down' | 'up'): string {
  const round = { nearest: Math.round, down: Math.floor, up: Math.ceil }[towards];
  // Whole tenths of a percent; the product is cleaned of its last bits before it is rounded.
  return `${round(Number((1000 * share).toPrecision(12))) / 10} %`;
}

function requireRule(rule: DecisionRule, look: number): void {
  const { threshold, confidence, plannedLooks, power } = rule;
  if (!(threshold > 0 && threshold < 1)) {
    throw new RangeError(
      `a threshold lies between 0 and 1, not at ${threshold}: samples can never show a rate of exactly 0 or 1`,
    );
  }
  if (!(confidence > 0.5 && confidence < 1 && power > 0.5 && power < 1)) {
    throw new RangeError('confidence and power lie between 0.5 and 1');
  }
  if (!(Number.isInteger(plannedLooks) && Number.isInteger(look) && look >= 1)) {
    throw new RangeError('looks are counted in whole numbers from 1');
  }
  if (look > plannedLooks) {
    throw new RangeError(
      `look ${look} was not planned (${plannedLooks} were): plan a new run and decide on it alone`,
    );
  }
}
