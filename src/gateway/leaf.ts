/**
 * What the gateway writes to its log. A leaf has the outer shape of every event in Sallyport, so both
 * logs are read by the same verifier; its payload carries who, when and how much, and of prompts and
 * answers only salted commitments (access-anchors §6): the salt goes to the caller and is not kept.
 */
import { canonicalBody } from '#standards/tlog';

export interface Tokens {
  input: number;
  output: number;
}

export interface RunnerFacts {
  pseudonym: string;
  office: string;
  keySha256: string;
}

/** Lower-case hex digests and base64 commitments; counts are non-negative whole numbers. */
export interface LeafPayloads {
  'gateway.started': { submission: string; version: string };
  'gateway.grant_activated': { digest: string; note: string };
  'gateway.window_opened': { digest: string; opensAt: string; closesAt: string };
  'gateway.request_admitted': {
    grant: string;
    runner: RunnerFacts;
    method: string;
    path: string;
    requestBytes: number;
    /** Of a partner's request: place of the asset that it named, among those of its grant. */
    asset?: number;
    requestCommitment: string;
    reserved: { inputTokens: number; outputTokens: number };
  };
  'gateway.request_settled': Settled;
  'gateway.request_cut': Settled & { reason: CutReason };
  'gateway.requests_refused': { grant: string; reason: string; count: number };
  'gateway.grant_ended': { digest: string; reason: EndReason; side: string; person: string };
}
export type LeafType = keyof LeafPayloads;

export interface Settled {
  /** Index of the `request_admitted` leaf. */
  admitted: number;
  grant: string;
  /** 0 when the endpoint gave no answer. */
  status: number;
  responseBytes: number;
  responseCommitment: string;
  chunks: number;
  tokens: Tokens;
  /** Whether the endpoint’s own count was believed; otherwise the larger of what passed and was reserved. */
  believed: boolean;
  /** The model that the answer named, where it named one. */
  modelSeen: string | null;
  durationMs: number;
}

export const cutReasons = [
  'revoked',
  'window_closed',
  'budget',
  'caller_left',
  'endpoint_failed',
  'gateway_stopped',
] as const;
export type CutReason = (typeof cutReasons)[number];

export const endReasons = [
  'revoked',
  'withdrawn',
  'stopped_by_reader',
  'expired',
  'exhausted',
] as const;
export type EndReason = (typeof endReasons)[number];

export interface Leaf<T extends LeafType = LeafType> {
  type: T;
  at: Date;
  /** A side’s person, a runner’s key, or `gateway`. */
  actor: string;
  /** The grant’s digest, or the submission. */
  subject: string;
  payload: LeafPayloads[T];
}

/** The committed bytes: canonical JSON. */
export function leafBody(log: string, { type, at, actor, subject, payload }: Leaf): string {
  return canonicalBody({
    actor,
    at: at.toISOString(),
    log,
    payload,
    subject,
    type,
    v: 1,
    version: 1,
  });
}

/** Reads back what `leafBody` wrote; for replay and for the party that pulls the log. */
export function readLeafBody(text: string): Leaf {
  const { type, at, actor, subject, payload } = JSON.parse(text) as Omit<Leaf, 'at'> & {
    at: string;
  };
  return { type, at: new Date(at), actor, subject, payload };
}
