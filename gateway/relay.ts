/**
 * One request through the gateway: looked up, read, weighed, admitted, passed on, metered, settled.
 * Bodies pass byte for byte in both directions; the answer is passed on as it comes, no faster than the
 * caller reads it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  assetHeader,
  assetNamed,
  BodyCommitment,
  faultOfAdmission,
  freshSalt,
  reaches,
  worstCaseOf,
  type AdmissionProblem,
  type CutReason,
  type HeldGrant,
  type WorstCase,
} from '#gateway';
import type { Desk } from './desk.ts';
import { headerOf, headersToCaller, headersToEndpoint, valuesOf } from './headers.ts';
import { Meter, type Metered } from './meter.ts';
import { WindowClosed, type Admitted } from './passages.ts';
import { refuse, RequestTooLarge, readBody, type BodyRoom } from './request.ts';

const nothing = Buffer.alloc(0);
/** A caller that takes nothing for this long has left. */
const unreadMsMax = 60_000;

export interface RelayOptions {
  desk: Desk;
  room: BodyRoom;
  /** SHA-256 of the public key that this connection proved, or nothing. */
  keyOf(request: IncomingMessage): string | undefined;
  onRefused(grant: HeldGrant | undefined, problem: AdmissionProblem): void;
}

export async function relay(
  options: RelayOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { desk } = options;
  const asked = { method: request.method ?? '', path: request.url ?? '' };
  const deny = (grant: HeldGrant | undefined, problem: AdmissionProblem) => {
    options.onRefused(grant, problem);
    refuse(response, problem);
  };
  // Before anything else is looked at: who asks, what for, and whether there is any grant at all.
  if (!desk.grants.all().some(({ terms }) => reaches(terms, desk.surfaces, asked))) {
    return deny(undefined, 'not_listed');
  }
  const key = options.keyOf(request);
  const grant = key === undefined ? undefined : desk.grants.ofRunner(key);
  if (grant !== undefined && !reaches(grant.terms, desk.surfaces, asked))
    return deny(grant, 'not_listed');
  const early = faultOfAdmission(grant, desk.standing(grant));
  if (early !== undefined || grant === undefined) return deny(grant, early ?? 'no_grant');
  const asset = assetFor(grant, request);
  if (typeof asset === 'string') return deny(grant, asset);
  let body: Buffer | null;
  try {
    body = await readBody(request, grant.terms.budget.requestBytesMax, options.room);
  } catch (error) {
    return deny(grant, error instanceof RequestTooLarge ? error.problem : 'unreadable');
  }
  try {
    await passRead(options, { grant, ...asked, asset, body }, request, response, deny);
  } finally {
    options.room.give(body);
  }
}

interface ReadRequest {
  grant: HeldGrant;
  method: string;
  path: string;
  asset: number | undefined;
  body: Buffer | null;
}

async function passRead(
  { desk }: RelayOptions,
  { grant, method, path, asset, body }: ReadRequest,
  request: IncomingMessage,
  response: ServerResponse,
  deny: (grant: HeldGrant, problem: AdmissionProblem) => void,
): Promise<void> {
  const worstCase = worstCaseFor(grant, body, request);
  if (typeof worstCase === 'string') return deny(grant, worstCase);
  // Again, because reading took time; from here to the reservation nothing waits.
  const late = faultOfAdmission(grant, desk.standing(grant));
  if (late !== undefined) return deny(grant, late);
  const reservation = grant.meter.reserve(worstCase.inputTokens + worstCase.outputTokens);
  if (typeof reservation === 'string') {
    return deny(grant, reservation === 'streams' ? 'streams_full' : `${reservation}_spent`);
  }
  const salt = freshSalt();
  let admitted: Admitted;
  try {
    admitted = await desk.passages.admit({
      grant,
      method,
      path,
      asset,
      requestBytes: body?.length ?? 0,
      requestCommitment: new BodyCommitment(salt).update(body ?? nothing).digest(),
      worstCase,
      reservation,
    });
  } catch (error) {
    grant.meter.release(reservation);
    return deny(grant, error instanceof WindowClosed ? 'window_closed' : 'not_logged');
  }
  // The caller alone keeps the salt: with it and the bodies it can open the commitments in the log.
  response.setHeader('sallyport-receipt', `${admitted.index} ${salt.toString('base64')}`);
  await new Passage(desk, admitted, worstCase, salt, response).run({
    method,
    path,
    body,
    headers: headersToEndpoint(request.rawHeaders, body, desk.upstream.credential()),
  });
}

/** Only a partner's requests name an asset; of any other caller no header is looked at here. */
const assetFor = (
  { terms }: HeldGrant,
  { rawHeaders }: IncomingMessage,
): number | undefined | AdmissionProblem =>
  terms.kind === 'partner' ? assetNamed(terms, valuesOf(rawHeaders, assetHeader)) : undefined;

/** Nothing is asked of the model without a body; what is no JSON could be anything the context holds. */
function worstCaseFor(
  { terms }: HeldGrant,
  body: Buffer | null,
  request: IncomingMessage,
): WorstCase | AdmissionProblem {
  if (body === null || body.length === 0) return { inputTokens: 0, outputTokens: 0 };
  if (!/^application\/json\b/i.test(headerOf(request.rawHeaders, 'content-type')))
    return 'unreadable';
  return worstCaseOf(body, terms.budget, terms.model.names);
}

interface Outgoing {
  method: string;
  path: string;
  body: Buffer | null;
  headers: string[];
}

interface Controller {
  abort(reason: Error): void;
  pause(): void;
  resume(): void;
  rawHeaders?: unknown;
}

/** An admitted request on its way; ends exactly once. */
class Passage {
  readonly #desk: Desk;
  readonly #admitted: Admitted;
  readonly #reserved: WorstCase;
  readonly #response: ServerResponse;
  readonly #commitment;
  #controller: Controller | undefined;
  #meter: Meter | undefined;
  #status = 0;
  #bytes = 0;
  #unread: NodeJS.Timeout | undefined;
  #isOver = false;
  #done: () => void = () => undefined;

  constructor(
    desk: Desk,
    admitted: Admitted,
    reserved: WorstCase,
    salt: Buffer,
    response: ServerResponse,
  ) {
    this.#desk = desk;
    this.#admitted = admitted;
    this.#reserved = reserved;
    this.#response = response;
    this.#commitment = new BodyCommitment(salt);
  }

  /** Resolves when the passage has ended, however it did. */
  async run(outgoing: Outgoing): Promise<void> {
    const ended = new Promise<void>((resolve) => (this.#done = resolve));
    this.#admitted.cut = (reason) => this.#end(reason);
    // The grant may have ended while the admission was being written: then nothing is sent.
    if (this.#admitted.grant.ended !== undefined) this.#end('revoked');
    else {
      this.#response.on('close', () => this.#end('caller_left'));
      this.#desk.upstream.dispatch(outgoing, {
        onRequestStart: (controller) => this.#start(controller),
        onResponseStart: (controller, status) => this.#head(controller, status),
        onResponseData: (controller, chunk) => this.#data(controller, chunk),
        onResponseEnd: () => this.#end(undefined),
        onResponseError: () => this.#end('endpoint_failed'),
      });
    }
    await ended;
  }

  #start(controller: Controller): void {
    this.#controller = controller;
    if (this.#isOver) controller.abort(new Error('cut'));
  }

  #head(controller: Controller, status: number): void {
    if (this.#isOver || status < 200) return;
    const raw = rawHeadersOf(controller.rawHeaders);
    this.#status = status;
    this.#meter = new Meter(this.#reserved, {
      contentType: headerOf(raw, 'content-type'),
      contentEncoding: headerOf(raw, 'content-encoding'),
    });
    const headers = headersToCaller(raw);
    for (let at = 0; at + 1 < headers.length; at += 2) {
      this.#response.appendHeader(headers[at] as string, headers[at + 1] as string);
    }
    this.#response.writeHead(status);
    this.#response.flushHeaders();
  }

  #data(controller: Controller, chunk: Buffer): void {
    if (this.#isOver) return;
    this.#bytes += chunk.length;
    this.#commitment.update(chunk);
    this.#meter?.see(chunk);
    const isTaken = this.#response.write(chunk);
    if (this.#meter?.isOver === true) return this.#end('budget');
    if (isTaken) return;
    controller.pause();
    this.#unread = setTimeout(() => this.#end('caller_left'), unreadMsMax);
    this.#response.once('drain', () => {
      clearTimeout(this.#unread);
      controller.resume();
    });
  }

  #end(cutReason: CutReason | undefined): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#unread);
    const outcome = {
      status: this.#status,
      responseBytes: this.#bytes,
      responseCommitment: this.#commitment.digest(),
      metered: this.#metered(cutReason),
      ...(cutReason === undefined ? {} : { cutReason }),
    };
    // The end is written down before the caller can see it and ask again.
    this.#desk.passages.settle(this.#admitted, outcome);
    if (cutReason === undefined) this.#response.end();
    else {
      this.#controller?.abort(new Error('cut'));
      this.#breakOff(cutReason);
    }
    this.#done();
  }

  #metered(cutReason: CutReason | undefined): Metered {
    if (this.#meter !== undefined) return this.#meter.settle(cutReason === undefined, this.#status);
    // Nothing came back. Whether the endpoint worked on it nobody can say, unless it was never sent.
    const wasSent = this.#controller !== undefined;
    const { inputTokens, outputTokens } = this.#reserved;
    return {
      tokens: wasSent ? { input: inputTokens, output: outputTokens } : { input: 0, output: 0 },
      believed: !wasSent,
      modelSeen: null,
      chunks: 0,
    };
  }

  /** A stream that ends early must not look whole: the connection is broken, never closed politely. */
  #breakOff(reason: CutReason): void {
    if (this.#response.headersSent) this.#response.destroy();
    else if (reason === 'endpoint_failed') refuse(this.#response, 'endpoint_failed');
    else refuse(this.#response, reason === 'window_closed' ? 'window_closed' : 'revoked');
  }
}

function rawHeadersOf(raw: unknown): string[] {
  return Array.isArray(raw) ? raw.map((each) => String(each)) : [];
}
