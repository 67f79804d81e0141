/**
 * Which failures of an endpoint are worth another try, and how many. Every try is in the journal: a retry
 * nobody sees makes a wedged run look like a slow one (a run once sat 24 days on one deterministic 500).
 * Pure.
 */

export type FaultClass =
  | 'rate_limit'
  | 'server'
  | 'timeout'
  | 'network'
  | 'malformed'
  /** The request itself is not accepted: 4xx, and redirects, which are not followed. */
  | 'rejected'
  /** The conversation no longer fits the model. */
  | 'context'
  | 'too_large'
  /** A developer's gateway has ended access; nothing reopens it. */
  | 'access_ended'
  /** What a grant allows is spent, at that gateway. */
  | 'budget_spent';

export interface Fault {
  class: FaultClass;
  /** In words. */
  detail: string;
}

/** Tries after the first, for one call. */
export const retriesMax: Readonly<Record<FaultClass, number>> = {
  rate_limit: 6,
  server: 4,
  network: 4,
  timeout: 1,
  malformed: 1,
  rejected: 0,
  context: 0,
  too_large: 0,
  access_ended: 0,
  budget_spent: 0,
};

export function classOfStatus(status: number, body: string): FaultClass {
  if (status === 429) return 'rate_limit';
  if (status >= 500) return 'server';
  if (/context_length_exceeded|maximum context length/.test(body)) return 'context';
  return status === 408 ? 'timeout' : 'rejected';
}

export interface Backoff {
  firstMs: number;
  maxMs: number;
}

export const usualBackoff: Backoff = { firstMs: 500, maxMs: 60_000 };

/** Twice as long each time, and never sooner than the endpoint asks; but never longer than `maxMs`. */
export function waitMs(retry: number, askedMs: number | null, { firstMs, maxMs }: Backoff): number {
  return Math.min(maxMs, Math.max(askedMs ?? 0, firstMs * 2 ** (retry - 1)));
}
