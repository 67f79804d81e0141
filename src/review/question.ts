/**
 * What a developer asks with: a descriptor, never weights. Its digest stands in the receipt and in the log, and
 * whoever has the descriptor makes the same digest of it: SHA-256 over `sallyport descriptor v1\n` and its
 * canonical JSON (RFC 8785). Pure.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { line, words } from '#platform/fields';
import { canonicalBody } from '#standards/tlog';
import type { Standpoint } from './policy.ts';

const said = words(1, 10_000);

export const descriptor = z.object({
  /** What kind of model it is, in the developer's words. */
  what: said,
  /** What it is expected to be able to do, and what that rests on. */
  capabilities: said,
  /** What else the office should know: plans, safeguards, doubts. */
  context: z.string().trim().max(10_000).default(''),
});
export type Descriptor = z.output<typeof descriptor>;

/** Whom the office writes to: a name and how to reach it, one line. */
export const contact = line(200);

/** As it is sealed. */
export interface QuestionContent {
  descriptor: Descriptor;
  contact: string;
}

/** Who opens it: both sides, those who determine, and overseers. */
export const questionReaders: readonly Standpoint[] = [
  'developer',
  'evaluator',
  'determiner',
  'overseer',
];

const prefix = 'sallyport descriptor v1\n';

export function descriptorSha256({ what, capabilities, context }: Descriptor): string {
  return createHash('sha256')
    .update(prefix + canonicalBody({ what, capabilities, context }), 'utf8')
    .digest('hex');
}
