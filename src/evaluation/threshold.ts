/**
 * A threshold: everything that turns scores into *met*, *not met* or *cannot tell*, fixed before the first
 * sample and committed to, so that nobody can choose it by looking (requirements S03; RFC 8785 for the bytes).
 * Pure.
 *
 * INVARIANT (committed before used): a run names one version and its commitment when it is planned; a later
 * version is another object with another commitment and reaches no earlier run. Whoever is shown rule and
 * salt can check both against the commitment in the log, and that it stands there before any sample.
 *
 * The commitment is the one the ledger uses for its own entries (HMAC-SHA-256 of the canonical text under a
 * 32-byte salt): without the salt a rule as short as this could be guessed.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { canonicalBody, commitmentOf, saltBytes } from '#standards/tlog';
import { decide, type Decision, type TaskScores } from './statistics/index.ts';

export const thresholdRule = z.strictObject({
  format: z.literal('sallyport.threshold/v1'),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be like `uplift-web`'),
  version: z.int().min(1).max(1_000_000),
  /** What is compared: the mean score of a task, or the share of attempts that solve it whole. */
  metric: z.enum(['mean_score', 'solve_rate']),
  /** Root of the one suite it is about. */
  suiteRoot: z.string().regex(/^[0-9a-f]{64}$/, 'must be a root in lower-case hex'),
  /** Attempts at each task. */
  epochs: z.int().min(1).max(1000),
  /** Exact binomial bounds at the effective number of tasks (statistics/threshold-bounds.ts). */
  estimator: z.literal('effective_exact'),
  /** One-sided. */
  confidence: z.number().min(0.5).max(0.9999),
  threshold: z.number().min(0).max(1),
  /** How often it may be applied to one run. */
  plannedLooks: z.int().min(1).max(20),
  /** Wanted of what is suggested when it cannot tell. */
  power: z.number().min(0.5).max(0.99),
  /** A lower bound that equals the threshold meets it. */
  tieBreak: z.literal('bound_at_threshold_meets'),
  /** A refused, limited or failed attempt counts as a score of 0. */
  unscored: z.literal('count_as_zero'),
});
export type ThresholdRule = z.output<typeof thresholdRule>;

/** What is sealed; with it anyone can check the commitment. */
export interface ThresholdOpening {
  /** Canonical JSON. */
  text: string;
  /** 32 bytes in base64. */
  salt: string;
}

export interface CommittedThreshold {
  opening: ThresholdOpening;
  /** Hex. */
  commitment: string;
}

export function commitTo(
  rule: ThresholdRule,
  salt: Buffer = randomBytes(saltBytes),
): CommittedThreshold {
  const text = canonicalBody(thresholdRule.parse(rule));
  return {
    opening: { text, salt: salt.toString('base64') },
    commitment: commitmentOf(salt, text).toString('hex'),
  };
}

/** Whether the opening is what was committed to. Never throws: what cannot be read does not open it. */
export function opensCommitment(commitment: string, { text, salt }: ThresholdOpening): boolean {
  const key = Buffer.from(salt, 'base64');
  const stated = Buffer.from(commitment, 'hex');
  // Node skips what is no base64 or hex, so a second spelling could pass for the first.
  const isPlain = key.toString('base64') === salt && stated.toString('hex') === commitment;
  if (!isPlain || key.length !== saltBytes || stated.length !== 32) return false;
  return timingSafeEqual(commitmentOf(key, text), stated);
}

/**
 * The rule in an opening that was checked; throws when it is no rule in its one spelling, which what we committed
 * to cannot be: a text that gives a name twice would be two rules under one commitment.
 */
export function ruleIn({ text }: ThresholdOpening): ThresholdRule {
  const rule = thresholdRule.parse(JSON.parse(text));
  if (canonicalBody(rule) !== text) throw new Error('a threshold’s text is not canonical');
  return rule;
}

/** Whether two versions are one rule. */
export const isSameRule = (one: ThresholdRule, other: ThresholdRule): boolean =>
  canonicalBody({ ...one, version: other.version }) === canonicalBody(other);

/** Applies the rule for the `look`-th time, counted from 1. */
export function applyRule(
  rule: ThresholdRule,
  tasks: readonly TaskScores[],
  look: number,
): Decision {
  return decide(asMetric(tasks, rule.metric), rule, look);
}

/** Scores as the metric reads them. */
export function asMetric(
  tasks: readonly TaskScores[],
  metric: ThresholdRule['metric'],
): TaskScores[] {
  if (metric === 'mean_score') return [...tasks];
  return tasks.map((task) => ({
    ...task,
    scores: task.scores.map((score) => (score === 1 ? 1 : 0)),
  }));
}
