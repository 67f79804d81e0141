/**
 * The server itself: plain HTTP on loopback, or TLS that answers nobody without a certificate of the
 * given authority, as a developer’s own endpoint would before its gateway.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { z } from 'zod';
import type { Dials } from './behaviour.ts';
import { breakOff, type Passage } from './delivery.ts';
import { answer, houseOf, refuse, type Endpoints } from './endpoints.ts';
import { Panel, type Which } from './panel.ts';
import { Memory, type Received } from './received.ts';

const bodyBytesMax = 32 * 1024 * 1024;
/** Longer than any pool of a client under test keeps a connection, so that ours never closes first. */
const keepAliveMs = 120_000;

const options = z.strictObject({
  /** 0: whichever is free. */
  port: z.int().min(0).max(65_535).default(0),
  models: z.array(z.string().min(1).max(200)).min(1).max(1000).default(['scripted-1']),
  /** Whoever shows another, or none, is refused. Absent: nobody is asked. */
  apiKey: z.string().min(1).max(1000).optional(),
  /** PEM. With `ca`, callers need a certificate that it signed. */
  tls: z.strictObject({ key: z.string(), cert: z.string(), ca: z.string().optional() }).optional(),
  /** How many requests are remembered. */
  requestsMax: z.int().min(0).max(100_000).default(1000),
});

/** The server’s own options, and any dial. */
export type ModelOptions = z.input<typeof options> & Dials;

export interface RunningModel {
  url: string;
  port: number;
  /** What was received, oldest first. */
  readonly requests: readonly Received[];
  /** Turns dials; those not named go back to where they were at the start. */
  set(dials: Dials): void;
  /** Dials for the next request, or the next that `which` picks, and for that one only. */
  next(dials: Dials, which?: Which): void;
  /** Ends every connection, whatever is on it. */
  close(): Promise<void>;
}

export async function startModel(given: ModelOptions = {}): Promise<RunningModel> {
  const { port, models, apiKey, tls, requestsMax, ...dials } = given;
  const own = options.parse({ port, models, apiKey, tls, requestsMax });
  const model = new Model({ models: own.models, apiKey: own.apiKey }, dials, own.requestsMax);
  const take = (request: IncomingMessage, response: ServerResponse) =>
    void model.take(request, response);
  const server =
    own.tls === undefined
      ? createServer(take)
      : createTlsServer({ ...own.tls, requestCert: own.tls.ca !== undefined }, take);
  server.keepAliveTimeout = keepAliveMs;
  const at = await listening(server, own.port);
  return {
    url: `${own.tls === undefined ? 'http' : 'https'}://127.0.0.1:${at}`,
    port: at,
    requests: model.memory.requests,
    set: (turned) => model.panel.set(turned),
    next: (turned, which) => model.panel.next(turned, which),
    close: async () => {
      model.breakAll();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function listening(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

class Model {
  readonly panel: Panel;
  readonly memory: Memory;
  readonly #endpoints: Endpoints;
  readonly #running = new Set<Passage>();
  #taken = 0;

  constructor(endpoints: Endpoints, dials: Dials, requestsMax: number) {
    this.#endpoints = endpoints;
    this.panel = new Panel(dials);
    this.memory = new Memory(requestsMax);
  }

  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (body === undefined) return;
    const received: Received = {
      method: request.method ?? '',
      target: request.url ?? '',
      headers: request.headers,
      body,
      certificate: (request.socket as Partial<TLSSocket>).getPeerX509Certificate?.(),
      outcome: 'running',
      pieces: 0,
    };
    this.memory.keep(received);
    this.#taken += 1;
    const turned = this.panel.for(received);
    const head = [houseOf(received).requestIdHeader, `req_${this.#taken}`];
    const passage: Passage = { response, received, turned, head };
    this.#running.add(passage);
    response.once('close', () => this.#ended(passage));
    if (body.length > bodyBytesMax) {
      return refuse(passage, { status: 413, message: `a body has at most ${bodyBytesMax} bytes` });
    }
    try {
      await answer(this.#endpoints, passage);
    } catch (error) {
      breakOff(passage);
      throw error;
    }
  }

  breakAll(): void {
    for (const passage of this.#running) breakOff(passage);
  }

  #ended(passage: Passage): void {
    this.#running.delete(passage);
    const { received, response } = passage;
    if (received.outcome !== 'running') return;
    received.outcome = response.writableFinished ? 'answered' : 'caller_left';
  }
}

/** Nothing if the caller left; of one that is too long, as much as shows it. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  return await new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes - chunk.length <= bodyBytesMax) chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', () => resolve(undefined));
  });
}
