/**
 * One attempt at one task, as a runner reports it. Pure. What was said in it stays in the runner's journal,
 * whose hash is here; the server keeps how it ended and what it cost.
 *
 * INVARIANT (a chain of samples): each sample's `chain` is the hash of the one before and of the sample, so
 * the last one commits to all, in order; a sample left out, put in or changed later shows.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { instantText } from '#gateway';
import { canonicalBody } from '#standards/tlog';
import { dispositions } from './engine/disposition.ts';
import { taskName } from './sealing/index.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex');
const count = z.int().min(0).max(1_000_000_000_000);

export const sample = z.strictObject({
  /** Place in the run's chain, from 0, without gaps. */
  position: z.int().min(0).max(10_000_000),
  task: taskName,
  /** Which attempt at the task, from 1. */
  epoch: z.int().min(1).max(1000),
  disposition: z.enum(dispositions),
  /** In words; empty where the disposition says all. */
  reason: z.string().max(2000),
  /** 0 to 1; 0 unless scored. */
  value: z.number().min(0).max(1),
  /** Times that the model's API said it declined. */
  refusals: z.int().min(0).max(1_000_000),
  usage: z.strictObject({ inputTokens: count, outputTokens: count }),
  /** Answers that the model gave. */
  calls: count,
  startedAt: instantText,
  endedAt: instantText,
  /** Hash of the line of the runner's journal that ended it, which commits to every line before. */
  journalSha256: digest,
});
export type Sample = z.output<typeof sample>;

export const chainedSample = sample.extend({ chain: digest });
export type ChainedSample = z.output<typeof chainedSample>;

/** Where a run's chain begins. */
export const firstChain = (runId: string): string =>
  createHash('sha256').update(`sallyport.samples/v1\n${runId}\n`).digest('hex');

/** SHA-256 of the chain before (32 bytes) and the sample's canonical JSON (RFC 8785). */
export function nextChain(before: string, { ...fields }: Sample): string {
  const text = canonicalBody(sample.parse(fields));
  return createHash('sha256').update(Buffer.from(before, 'hex')).update(text, 'utf8').digest('hex');
}

/** What no sample can be, in words; undefined where all is well. */
export function faultOfSample({
  disposition,
  value,
  startedAt,
  endedAt,
}: Sample): string | undefined {
  if (disposition !== 'scored' && value !== 0) return 'only a scored sample has a value above 0';
  if (Date.parse(endedAt) < Date.parse(startedAt)) return 'it ends before it starts';
  return undefined;
}

/**
 * When a sample was surely under way, in milliseconds since 1970: at the end of the whole second that its
 * runner says, or when it came here, whichever is first.
 */
export const sampleKnownBy = (startedAt: string, recordedAt: Date): number =>
  Math.min(Date.parse(startedAt) + 999, recordedAt.getTime());
