/**
 * An OpenAI-compatible endpoint over HTTP: one request, one answer, every byte as it came. Nothing is
 * retried, followed or decoded here; a redirect is an answer like any other.
 */
import { Agent, request } from 'undici';
import { wholeWithin } from '#standards/stream';

export interface Reply {
  status: number;
  body: Buffer;
  /** Of the header, in ms. */
  retryAfterMs: number | null;
  /** Of the developer's gateway, where one stood between: the place in its log, and the salt of its commitments. */
  receipt?: string;
}

/** What the engine asks of a model; a test's or a benchmark's own may stand in. */
export interface Endpoint {
  /** Without credentials. */
  readonly url: string;
  readonly model: string;
  /** Throws `EndpointFault`, or what `signal` was aborted with. */
  send(body: string, timeoutMs: number, signal: AbortSignal): Promise<Reply>;
  /** What the endpoint says of the model by itself, or null where it says nothing. */
  describe(signal: AbortSignal): Promise<string | null>;
  close(): Promise<void>;
}

/** No whole answer came. */
export class EndpointFault extends Error {
  override readonly name = 'EndpointFault';
  readonly kind: 'network' | 'timeout' | 'too_large';
  /** Of a gateway that had let the request pass before it broke. */
  readonly receipt: string | undefined;
  constructor(kind: EndpointFault['kind'], message: string, receipt?: string) {
    super(message);
    this.kind = kind;
    this.receipt = receipt;
  }
}

/** PEM: the runner's own, and the only certificates by which the endpoint is known. */
export interface ClientTls {
  cert: string;
  key: string;
  ca: string;
}

/** A whole answer may be no longer: an endless one ends here, or at its time. */
const bodyBytesMax = 16 * 1024 * 1024;
const describeMs = 10_000;

export class HttpEndpoint implements Endpoint {
  readonly url: string;
  readonly model: string;
  readonly #base: string;
  readonly #key: string | null;
  readonly #agent: Agent;

  /** `base` as OpenAI's own clients take it, with `/v1`. */
  constructor(
    base: string,
    model: string,
    key: string | null,
    connections: number,
    tls: ClientTls | null = null,
  ) {
    this.#base = base.replace(/\/+$/, '');
    this.url = withoutCredentials(this.#base);
    this.model = model;
    this.#key = key;
    this.#agent = new Agent({
      connections,
      headersTimeout: 0,
      bodyTimeout: 0,
      ...(tls === null ? {} : { connect: { ...tls, rejectUnauthorized: true } }),
    });
  }

  async send(body: string, timeoutMs: number, signal: AbortSignal): Promise<Reply> {
    return this.#ask('POST', '/chat/completions', body, timeoutMs, signal);
  }

  async describe(signal: AbortSignal): Promise<string | null> {
    const path = `/models/${encodeURIComponent(this.model)}`;
    const reply = await this.#ask('GET', path, null, describeMs, signal);
    return reply.status === 200 ? reply.body.toString('utf8') : null;
  }

  /** The names of all models here. */
  async models(signal: AbortSignal): Promise<string[]> {
    const { status, body } = await this.#ask('GET', '/models', null, describeMs, signal);
    if (status !== 200) return [];
    try {
      const { data } = JSON.parse(body.toString('utf8')) as { data: { id: unknown }[] };
      return data.map(({ id }) => String(id));
    } catch {
      return [];
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #ask(
    method: 'GET' | 'POST',
    path: string,
    body: string | null,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Reply> {
    const deadline = AbortSignal.timeout(timeoutMs);
    let receipt: string | undefined;
    try {
      const {
        statusCode,
        headers,
        body: stream,
      } = await request(`${this.#base}${path}`, {
        method,
        dispatcher: this.#agent,
        signal: AbortSignal.any([signal, deadline]),
        headers: {
          accept: 'application/json',
          ...(body === null ? {} : { 'content-type': 'application/json' }),
          ...(this.#key === null ? {} : { authorization: `Bearer ${this.#key}` }),
        },
        body,
      });
      receipt = receiptIn(headers['sallyport-receipt']);
      return {
        status: statusCode,
        ...(receipt !== undefined && { receipt }),
        retryAfterMs: retryAfterOf(headers['retry-after']),
        body: this.#withoutKey(await wholeOf(stream, receipt)),
      };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof EndpointFault) throw error;
      if (deadline.aborted) {
        throw new EndpointFault('timeout', `no whole answer came within ${timeoutMs} ms`, receipt);
      }
      throw new EndpointFault('network', (error as Error).message, receipt);
    }
  }

  /** An endpoint may quote the key in what it says, and what it says is kept. */
  #withoutKey(body: Buffer): Buffer {
    if (this.#key === null || !body.includes(this.#key)) return body;
    return Buffer.from(body.toString('latin1').replaceAll(this.#key, '[key]'), 'latin1');
  }
}

async function wholeOf(
  stream: AsyncIterable<Uint8Array>,
  receipt: string | undefined,
): Promise<Buffer> {
  const whole = await wholeWithin(stream, bodyBytesMax);
  if (whole !== undefined) return whole;
  throw new EndpointFault('too_large', `the answer is longer than ${bodyBytesMax} bytes`, receipt);
}

/** A place and 32 bytes in Base64; anything else is no gateway's, and is not kept. */
function receiptIn(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && /^\d{1,15} [A-Za-z0-9+/]{43}=$/.test(header)
    ? header
    : undefined;
}

function retryAfterOf(header: string | string[] | undefined): number | null {
  const seconds = Number(header);
  return header !== undefined && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

function withoutCredentials(base: string): string {
  const url = new URL(base);
  url.username = '';
  url.password = '';
  url.search = '';
  return url.href.replace(/\/$/, '');
}
