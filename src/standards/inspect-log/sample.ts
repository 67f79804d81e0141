/**
 * One sample: Inspect's `EvalSample`, its small fields as one object and its long sequences as streams,
 * since a sample may hold hundreds of thousands of events. Types for what evidence rests on; unknown
 * fields and events are kept as they are.
 */
import { z } from 'zod';
import { anyRecord, evalError, float, modelUsage, optional } from './header.ts';

const text = z.string();

export const score = z.looseObject({
  /** C, P, I and N stand for 1, 0.5, 0 and 0. */
  value: z.union([text, float, z.boolean(), z.array(z.unknown()), anyRecord]),
  answer: optional(text),
  explanation: optional(text),
  metadata: optional(anyRecord),
  history: z.array(z.unknown()).default([]),
});

const identity = { id: z.union([text, float]), epoch: float };

export const sampleFields = z.looseObject({
  ...identity,
  input: z.union([text, z.array(z.unknown())]).default(''),
  choices: optional(z.array(text)),
  target: z.union([text, z.array(text)]).default(''),
  sandbox: optional(z.looseObject({ type: text, config: z.unknown().optional() })),
  files: optional(z.array(text)),
  setup: optional(text),
  output: z
    .looseObject({
      model: text.default(''),
      choices: z.array(anyRecord).default([]),
      completion: text.default(''),
    })
    .prefault({}),
  scores: optional(z.record(z.string(), score)),
  metadata: anyRecord.default({}),
  store: anyRecord.default({}),
  model_usage: z.record(z.string(), modelUsage).default({}),
  role_usage: z.record(z.string(), modelUsage).default({}),
  started_at: optional(text),
  completed_at: optional(text),
  total_time: optional(float),
  working_time: optional(float),
  uuid: optional(text),
  invalidation: optional(anyRecord),
  error: optional(evalError),
  error_retries: optional(z.array(anyRecord)),
  limit: optional(z.looseObject({ type: text, limit: float })),
});

export const sampleSummary = z.looseObject({
  ...identity,
  input: z.union([text, z.array(z.unknown())]).default(''),
  target: z.union([text, z.array(text)]).default(''),
  metadata: anyRecord.default({}),
  scores: optional(z.record(z.string(), score)),
  model_usage: z.record(z.string(), modelUsage).default({}),
  role_usage: z.record(z.string(), modelUsage).default({}),
  total_time: optional(float),
  working_time: optional(float),
  uuid: optional(text),
  error: optional(text),
  limit: optional(text),
  retries: optional(float),
  completed: z.boolean().default(false),
  message_count: optional(float),
});

export const sampleReductions = z.looseObject({
  scorer: text,
  reducer: optional(text),
  samples: z.array(score.extend({ sample_id: optional(z.union([text, float])) })),
});

export type Score = z.infer<typeof score>;
export type SampleFields = z.infer<typeof sampleFields>;
export type SampleSummary = z.infer<typeof sampleSummary>;
export type SampleReductions = z.infer<typeof sampleReductions>;

/** Discriminated by `event`: `model`, `tool`, `sandbox`, `approval`, `score`, and 18 more. */
export interface InspectEvent {
  event: string;
  uuid?: string | null;
  span_id?: string | null;
  timestamp?: string;
  [field: string]: unknown;
}

export interface InspectMessage {
  role: string;
  content: unknown;
  [field: string]: unknown;
}

/** How many of each a sample holds. */
export interface SampleCounts {
  messages: number;
  events: number;
  attachments: number;
}

/**
 * A text by the name that `attachment://` references give, or a message that model events refer to by
 * its index: `input_refs` into the messages, `call_refs` into the calls (`events_data`).
 */
export type PooledItem =
  | { pool: 'attachments'; name: string; value: string }
  | { pool: 'messages' | 'calls'; value: unknown };

/** The streams a sample is made of. Each may be read again, from its beginning. */
export interface InspectSample {
  /** Where it is, for findings: an entry of the archive, or `samples/3` of a `.json` log. */
  entry: string;
  /** Whether it was read to its end, with nothing left out for its size or damage. */
  isWhole: boolean;
  fields: SampleFields;
  counts: SampleCounts;
  messages(): AsyncIterable<InspectMessage>;
  /** As stored: references into the pools are put back by a resolver. */
  events(): AsyncIterable<InspectEvent>;
  /** What was taken out of the events to keep them small, in no order but each pool's own. */
  pooled(): AsyncIterable<PooledItem>;
}

/** The identity under which the last of several counts. */
export function sampleKey(sample: { id: string | number; epoch: number }): string {
  return `${sample.epoch} ${sample.id}`;
}
