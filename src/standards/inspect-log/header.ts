/**
 * The header of a log: Inspect's `EvalLog` without its samples (`log/_log.py`). Required fields have
 * Inspect's own defaults, since absent means null or empty there; unknown fields are kept as they are.
 * The order of fields is part of the format.
 */
import { z } from 'zod';

/** A float as Python has it: NaN and the infinities included. */
export const float = z.custom<number>((value) => typeof value === 'number', 'expected a number');
export const anyRecord = z.record(z.string(), z.unknown());
const text = z.string();

/** Absent and null are one. */
export const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullish();

export const modelUsage = z.looseObject({
  input_tokens: float.default(0),
  output_tokens: float.default(0),
  total_tokens: float.default(0),
  input_tokens_cache_write: optional(float),
  input_tokens_cache_read: optional(float),
  reasoning_tokens: optional(float),
  total_cost: optional(float),
});

const sandbox = z.looseObject({ type: text, config: z.unknown().optional() });

export const evalSpec = z.looseObject({
  eval_set_id: optional(text),
  eval_id: text.default(''),
  run_id: text.default(''),
  created: text.default(''),
  task: text.default(''),
  task_id: text.default(''),
  task_version: z.union([float, text]).default(0),
  task_file: optional(text),
  task_display_name: optional(text),
  task_registry_name: optional(text),
  task_attribs: anyRecord.default({}),
  task_args: anyRecord.default({}),
  task_args_passed: anyRecord.default({}),
  solver: optional(text),
  solver_args: optional(anyRecord),
  solver_args_passed: optional(anyRecord),
  tags: optional(z.array(text)),
  dataset: z
    .looseObject({
      name: optional(text),
      location: optional(text),
      samples: optional(float),
      sample_ids: optional(z.array(z.union([text, float]))),
      shuffled: optional(z.boolean()),
    })
    .prefault({}),
  sandbox: optional(sandbox),
  model: text.default(''),
  model_generate_config: anyRecord.default({}),
  model_base_url: optional(text),
  model_args: anyRecord.default({}),
  model_roles: optional(anyRecord),
  config: z
    .looseObject({
      limit: z.unknown().optional(),
      epochs: optional(float),
      epochs_reducer: optional(z.array(text)),
      fail_on_error: optional(z.union([z.boolean(), float])),
      message_limit: optional(float),
      token_limit: optional(float),
      turn_limit: optional(float),
      time_limit: optional(float),
      working_limit: optional(float),
      cost_limit: optional(float),
    })
    .prefault({}),
  revision: optional(z.looseObject({ type: text, origin: text, commit: text })),
  packages: z.record(z.string(), text).default({}),
  metadata: optional(anyRecord),
});

const planStep = z.looseObject({
  solver: text,
  params: anyRecord.default({}),
  params_passed: anyRecord.default({}),
});

export const evalPlan = z.looseObject({
  name: text.default('plan'),
  steps: z.array(planStep).default([]),
  finish: optional(planStep),
  config: anyRecord.default({}),
});

const evalMetric = z.looseObject({
  name: text,
  group: optional(text),
  value: float,
  params: anyRecord.default({}),
});

const evalScore = z.looseObject({
  name: text,
  scorer: text.default(''),
  reducer: optional(text),
  scored_samples: optional(float),
  unscored_samples: optional(float),
  params: anyRecord.default({}),
  metrics: z.record(z.string(), evalMetric).default({}),
  metadata: optional(anyRecord),
});

export const evalResults = z.looseObject({
  total_samples: float.default(0),
  completed_samples: float.default(0),
  logged_samples: optional(float),
  scores: z.array(evalScore).default([]),
  metadata: optional(anyRecord),
});

export const evalError = z.looseObject({
  message: text.default(''),
  traceback: text.default(''),
  traceback_ansi: text.default(''),
});

const evalStats = z.looseObject({
  started_at: text.default(''),
  completed_at: text.default(''),
  model_usage: z.record(z.string(), modelUsage).default({}),
  role_usage: z.record(z.string(), modelUsage).default({}),
  connection_limit_history: z.array(z.unknown()).default([]),
});

const emptySpec = () => evalSpec.parse({});
const emptyPlan = () => evalPlan.parse({});
const emptyStats = () => evalStats.parse({});

export const evalLog = z.looseObject({
  /** 2 in every log Inspect writes today; 3 has been seen. Never compared for equality. */
  version: float.default(2),
  status: z.enum(['started', 'success', 'cancelled', 'error']).default('started'),
  eval: evalSpec.default(emptySpec),
  plan: evalPlan.default(emptyPlan),
  results: optional(evalResults),
  stats: evalStats.default(emptyStats),
  error: optional(evalError),
  invalidated: z.boolean().default(false),
  log_updates: optional(z.array(anyRecord)),
  config_updates: optional(z.array(anyRecord)),
  tags: z.array(text).default([]),
  metadata: anyRecord.default({}),
});

export type EvalLog = z.infer<typeof evalLog>;
export type EvalSpec = z.infer<typeof evalSpec>;
export type EvalPlan = z.infer<typeof evalPlan>;
export type EvalResults = z.infer<typeof evalResults>;
export type EvalStatus = EvalLog['status'];
export type ModelUsage = z.infer<typeof modelUsage>;
