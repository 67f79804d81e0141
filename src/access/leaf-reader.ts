/**
 * Reads a disclosed body as what the gateway wrote, or says what is wrong with it. The body is the
 * gateway's, and so its developer's, word: a shape is checked before anything is done with it. Pure.
 */
import { z } from 'zod';
import { endReasons, sides } from '#gateway';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const instant = z.iso.datetime();

const payloads = {
  'gateway.grant_activated': z.object({ digest, note: z.string().max(64 * 1024) }),
  'gateway.window_opened': z.object({ digest, opensAt: instant, closesAt: instant }),
  'gateway.request_admitted': z.object({ grant: digest, asset: count.optional() }),
  'gateway.request_settled': z.object({
    grant: digest,
    tokens: z.object({ input: count, output: count }),
  }),
  'gateway.request_cut': z.object({
    grant: digest,
    tokens: z.object({ input: count, output: count }),
  }),
  'gateway.requests_refused': z.object({ grant: z.string().max(64) }),
  'gateway.grant_ended': z.object({
    digest,
    reason: z.enum(endReasons),
    side: z.string().max(20),
    person: z.string().max(200),
  }),
} as const;
type Payloads = typeof payloads;

const shape = z.object({
  at: instant,
  log: z.string(),
  payload: z.record(z.string(), z.unknown()),
  type: z.string().regex(/^[a-z]+\.[a-z_]{1,60}$/),
});

export type ReadLeaf = { at: Date; grantDigest: string | null } & (
  | { [T in keyof Payloads]: { type: T; payload: z.output<Payloads[T]> } }[keyof Payloads]
  /** Of a kind that changes nothing here. */
  | { type: 'other'; name: string; payload: Record<string, unknown> }
);

/** The leaf, or what is wrong with it in words. */
export function readLeaf(origin: string, body: string): ReadLeaf | string {
  const outer = shape.safeParse(parsedOrNull(body));
  if (!outer.success) return 'is not an event';
  const { type, payload, log } = outer.data;
  if (log !== origin) return 'is of another log';
  const at = new Date(outer.data.at);
  if (!Object.hasOwn(payloads, type)) {
    return { at, grantDigest: null, type: 'other', name: type, payload };
  }
  const known = type as keyof Payloads;
  const inner = payloads[known].safeParse(payload);
  if (!inner.success) return `does not have the fields of \`${type}\``;
  const { data } = inner;
  const grantDigest = 'digest' in data ? data.digest : data.grant;
  return { at, grantDigest, type: known, payload: data } as ReadLeaf;
}

/** Who ended it, as far as the word is one of ours. */
export function endSideOf(side: string): (typeof sides)[number] | 'gateway' {
  return sides.find((known) => known === side) ?? 'gateway';
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
