/**
 * What a committed threshold says of a run's scores at one look, as a run's decision states it and as anybody
 * recomputes it later. Pure.
 */
import type { Decision, Outcome, TaskScores } from './statistics/index.ts';
import { applyRule, type ThresholdRule } from './threshold.ts';

/** What the answer rests on, in numbers. */
export interface DecisionFacts {
  mean: number;
  lower: number;
  upper: number;
  /** One-sided, of each bound. */
  boundConfidence: number;
  tasks: number;
  effectiveTasks: number;
  /** What would settle it; null where it is settled, or nothing would. */
  toSettle: { tasksInAll: number; epochsPerTask: number | null } | null;
}

export interface Proposal {
  outcome: Outcome;
  reason: string;
  facts: DecisionFacts;
}

/** `endpoints`: how many different fingerprints the endpoint showed. Throws `RangeError` as `decide` does. */
export function proposalOf(
  rule: ThresholdRule,
  tasks: readonly TaskScores[],
  look: number,
  endpoints: number,
): Proposal {
  const decision = applyRule(rule, tasks, look);
  return { ...heldAgainst(decision, endpoints), facts: factsOf(decision) };
}

/** Samples of an endpoint that changed are not of one model, whatever they add up to. */
function heldAgainst(
  { outcome, reason }: Decision,
  endpoints: number,
): { outcome: Outcome; reason: string } {
  if (endpoints <= 1) return { outcome, reason };
  return {
    outcome: 'cannot_tell',
    reason: `the endpoint changed during the run, so its samples may not be of one model; by themselves they say: ${reason}`,
  };
}

function factsOf({ bounds, boundConfidence, toSettle }: Decision): DecisionFacts {
  return {
    mean: bounds.estimate.mean,
    lower: bounds.lower,
    upper: bounds.upper,
    boundConfidence,
    tasks: bounds.estimate.observations,
    effectiveTasks: bounds.effectiveTasks,
    toSettle:
      toSettle === undefined
        ? null
        : { tasksInAll: toSettle.tasksInAll, epochsPerTask: toSettle.epochsPerTask ?? null },
  };
}
