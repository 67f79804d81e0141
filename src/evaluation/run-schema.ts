/** What goes over HTTP: runs, samples, reviews, decisions and comparisons. */
import { z } from 'zod';
import { digest, id, line, visibleCharactersIn } from '#platform/fields';
import { purposes, tiers } from './admissible.ts';
import { dispositions } from './engine/disposition.ts';
import { reviewStates, verdicts } from './review-state.ts';
import { runStates } from './run-state.ts';
import { chainedSample } from './sample.ts';

const budget = z.object({
  /** Input and output together, over all samples. */
  tokens: z.int().min(1).max(1_000_000_000_000),
  wallS: z.int().min(1).max(2_592_000),
});

export const planRun = z.object({
  grantId: id,
  procedureId: id,
  suiteId: id,
  /** Needed for a determination. */
  thresholdId: id.nullable(),
  /** What the endpoint is asked for; one of the grant's names. */
  modelName: line(200),
  epochs: z.int().min(1).max(1000),
  budget,
  tier: z.enum(tiers),
  purpose: z.enum(purposes),
});

/** What the endpoint says and shows of itself. */
export const fingerprint = z.object({
  digest,
  details: z.record(z.string().max(100), z.string().max(500)).default({}),
});
export const startRun = z.object({ tier: z.enum(tiers), fingerprint });

/** Samples of one batch; a JSON body is at most a megabyte. */
export const batchMax = 500;
export const recordSamples = z.object({
  samples: z.array(chainedSample).max(batchMax),
  fingerprint: fingerprint.nullable().default(null),
});
/** How many are recorded: the position of the next. */
export const recordedView = z.object({ next: z.number().int(), chain: z.string() });

export const endRun = z
  .object({
    as: z.enum(['complete', 'incomplete']),
    reason: z.string().trim().max(1000).default(''),
    fingerprint: fingerprint.nullable().default(null),
  })
  .refine(({ as, reason }) => as === 'complete' || visibleCharactersIn(reason) >= 3, {
    path: ['reason'],
    message: 'say why it is incomplete',
  });
export const withdrawRun = z.object({ because: z.string().trim().max(1000).default('') });

export const runSummary = z.object({
  id: z.string(),
  submissionId: z.string(),
  grantId: z.string(),
  /** What the developer declares one model. */
  declaredAs: z.string(),
  modelName: z.string(),
  purpose: z.enum(purposes),
  tier: z.enum(tiers),
  state: z.enum(runStates),
  suite: z.object({
    id: z.string(),
    name: z.string(),
    version: z.string(),
    kind: z.enum(['sealed', 'open']),
  }),
  epochs: z.number().int(),
  samplesPlanned: z.number().int(),
  samplesRecorded: z.number().int(),
  plannedBy: z.string(),
  plannedAt: z.date(),
  startedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  endReason: z.string().nullable(),
  /** When access ends; null where its window has not opened. */
  closesAt: z.date().nullable(),
  isGrantInForce: z.boolean(),
});

const score = z.object({
  mean: z.number(),
  /** Of the 95 % interval. */
  lower: z.number(),
  upper: z.number(),
  tasks: z.number().int(),
  clusters: z.number().int(),
  attempts: z.number().int(),
});
const decisionView = z.object({
  look: z.number().int(),
  /** Says how a score stands to a threshold; never a certificate of anything. */
  outcome: z.enum(['met', 'not_met', 'cannot_tell']),
  reason: z.string(),
  facts: z.object({
    mean: z.number(),
    lower: z.number(),
    upper: z.number(),
    boundConfidence: z.number(),
    tasks: z.number().int(),
    effectiveTasks: z.number(),
    toSettle: z
      .object({ tasksInAll: z.number().int(), epochsPerTask: z.number().int().nullable() })
      .nullable(),
  }),
  decidedBy: z.string(),
  decidedAt: z.date(),
});

export const runView = runSummary.extend({
  procedure: z.object({ id: z.string(), key: z.string() }),
  suiteRoot: z.string(),
  modelDigest: z.string(),
  budget,
  /** Used so far, over recorded samples. */
  tokensUsed: z.number().int(),
  threshold: z.object({ id: z.string(), commitment: z.string(), committedAt: z.date() }).nullable(),
  queuedBy: z.string().nullable(),
  queuedAt: z.date().nullable(),
  endedBy: z.string().nullable(),
  chain: z.string(),
  endpoint: z.object({
    /** False once a fingerprint differed from the first. */
    isSteady: z.boolean(),
    fingerprints: z.array(
      z.object({
        phase: z.enum(['start', 'during', 'end']),
        digest: z.string(),
        details: z.record(z.string(), z.string()),
        at: z.date(),
      }),
    ),
  }),
  result: z.object({
    dispositions: z.record(z.enum(dispositions), z.number().int()),
    refusals: z.number().int(),
    reviewed: z.object({
      agreed: z.number().int(),
      disputed: z.number().int(),
      changed: z.number().int(),
    }),
    exclusions: z.array(
      z.object({ task: z.string(), because: z.string(), by: z.string(), confirmedBy: z.string() }),
    ),
    asRecorded: score.nullable(),
    asReviewed: score.nullable(),
    /** In the suite's order; null for tasks that name no family. */
    families: z.array(
      z.object({
        family: z.string().nullable(),
        asRecorded: score.nullable(),
        asReviewed: score.nullable(),
      }),
    ),
  }),
  decisions: z.array(decisionView),
  may: z.array(
    z.enum(['queue', 'start', 'record', 'end', 'withdraw', 'decide', 'review', 'write_finding']),
  ),
});

export const sampleView = chainedSample.extend({
  recordedAt: z.date(),
  review: z.object({
    state: z.enum(reviewStates),
    verdict: z.enum(verdicts).nullable(),
    value: z.number().nullable(),
    because: z.string(),
    proposedBy: z.string().nullable(),
    settledBy: z.string().nullable(),
  }),
});
export const reviewSample = z.object({
  verdict: z.enum(verdicts),
  /** The score it should have; with `mis_scored` only. */
  value: z.number().min(0).max(1).nullable().default(null),
  because: z.string().trim().max(2000).default(''),
});
export const settleReview = z.object({ settlement: z.enum(['confirm', 'reject']) });

export const comparisonQuery = z.object({ with: id });
export const comparisonView = z.object({
  first: z.object({ runId: z.string(), declaredAs: z.string(), modelName: z.string() }),
  second: z.object({ runId: z.string(), declaredAs: z.string(), modelName: z.string() }),
  /** First minus second, task by task, with its 95 % interval; null where the tasks bound nothing. */
  difference: z.object({
    mean: z.number(),
    interval: z.object({ lower: z.number(), upper: z.number() }).nullable(),
    standardError: z.number(),
  }),
  pValue: z.number().nullable(),
  mcNemar: z
    .object({ exactP: z.number(), chiSquared: z.number(), chiSquaredCorrected: z.number() })
    .nullable(),
  tasks: z.number().int(),
  /** Mean scores of the tasks on which the two differ; on every other task they are the same. */
  differing: z.array(z.object({ task: z.string(), first: z.number(), second: z.number() })),
  excluded: z.array(z.string()),
});
