/**
 * One call of the model with the tries it takes: each try is seen, and a budget by class of failure ends
 * them. What waiting costs is told to the meter, so that it is not charged to the model's working time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { SampleEnded, type Disposition } from '../disposition.ts';
import { EndpointFault, type Endpoint, type Reply } from './endpoint.ts';
import { gatewayRefusal } from './gateway-refusal.ts';
import {
  classOfStatus,
  retriesMax,
  waitMs,
  type Backoff,
  type Fault,
  type FaultClass,
} from './retry.ts';
import { readAnswer, type Said } from './wire.ts';

export interface Try {
  ms: number;
  /** Null where no whole answer came. */
  status: number | null;
  fault: Fault | null;
  waitedMs: number;
  /** Of a gateway that let it pass: `INDEX SALT`, by which its log can be held against this journal. */
  receipt?: string;
}

export interface Called {
  said: Said;
  reply: Reply;
  tries: Try[];
}

export interface CallOptions {
  endpoint: Endpoint;
  timeoutMs: number;
  backoff: Backoff;
  signal: AbortSignal;
  onWaited: (ms: number) => void;
  /** Called when the tries are spent, before the sample ends. */
  onGivenUp: (tries: Try[]) => void;
}

const detailCharsMax = 500;

/** Throws `SampleEnded`, as `endBy` says. */
export async function callModel(request: string, options: CallOptions): Promise<Called> {
  const { endpoint, backoff, signal, onWaited, onGivenUp } = options;
  const tries: Try[] = [];
  const counts = new Map<FaultClass, number>();
  for (;;) {
    const beganAt = performance.now();
    const outcome = await attempt(endpoint, request, options);
    const ms = Math.round(performance.now() - beganAt);
    if ('said' in outcome) {
      const { status, receipt } = outcome.reply;
      tries.push({ ms, status, fault: null, waitedMs: 0, ...(receipt && { receipt }) });
      return { ...outcome, tries };
    }
    const { fault, status, retryAfterMs, receipt } = outcome;
    const retry = (counts.get(fault.class) ?? 0) + 1;
    counts.set(fault.class, retry);
    const isLast = retry > retriesMax[fault.class];
    const waitedMs = isLast ? 0 : waitMs(retry, retryAfterMs, backoff);
    tries.push({ ms, status, fault, waitedMs, ...(receipt && { receipt }) });
    if (isLast) {
      onGivenUp(tries);
      // What this call met may have ended the run, for all samples in the same words.
      signal.throwIfAborted();
      throw endBy(fault, tries.length);
    }
    await sleep(waitedMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    onWaited(waitedMs);
  }
}

const endings: Partial<Record<FaultClass, Disposition>> = {
  context: 'limit',
  access_ended: 'window_closed',
  budget_spent: 'limit',
};

/** How a sample ends when its tries are spent: an endpoint that fails is a `model_error`. */
export function endBy({ class: kind, detail }: Fault, tries: number): SampleEnded {
  const times = tries === 1 || kind in endings ? '' : ` (${tries} tries)`;
  return new SampleEnded(endings[kind] ?? 'model_error', `${kind}: ${detail}${times}`);
}

type Outcome =
  | { said: Said; reply: Reply }
  | {
      fault: Fault;
      status: number | null;
      retryAfterMs: number | null;
      receipt: string | undefined;
    };

async function attempt(
  endpoint: Endpoint,
  request: string,
  { timeoutMs, signal }: CallOptions,
): Promise<Outcome> {
  let reply: Reply;
  try {
    reply = await endpoint.send(request, timeoutMs, signal);
  } catch (error) {
    if (!(error instanceof EndpointFault)) throw error;
    const fault: Fault = { class: error.kind, detail: error.message };
    return { fault, status: null, retryAfterMs: null, receipt: error.receipt };
  }
  const { status, retryAfterMs, receipt } = reply;
  if (status !== 200) {
    const text = reply.body.toString('utf8');
    const fault = gatewayRefusal(status, text) ?? {
      class: classOfStatus(status, text),
      detail: `status ${status}: ${text.slice(0, detailCharsMax)}`,
    };
    return { fault, status, retryAfterMs, receipt };
  }
  const said = readAnswer(reply.body, request.length);
  if (!('malformed' in said)) return { said, reply };
  return { fault: { class: 'malformed', detail: said.malformed }, status, retryAfterMs, receipt };
}
