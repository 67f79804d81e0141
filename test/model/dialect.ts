/**
 * What an API is to the server: how its requests are read, and the shapes of its answers, streams and
 * errors. Everything else (faults, pace, framing) is the same for all.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Asked } from './conversation.ts';
import type { Reply } from './reply.ts';

export interface StreamEvent {
  /** The `event:` line; without one the reader goes by the data. */
  name?: string;
  /** JSON, or a word of the API’s. */
  data: object | string;
  /** Carries a piece of what the model says. */
  isPiece?: boolean;
}

export interface Problem {
  status: number;
  message: string;
  /** Where in the request, and what kind of fault, for APIs that say so. */
  param?: string | null;
  code?: string;
}

/** One family of APIs under one roof: how it knows its callers and says no. */
export interface House {
  /** What the caller shows as its key. */
  keyOf(headers: IncomingHttpHeaders): string | undefined;
  error(problem: Problem): object;
  /** The header in which an answer’s own id is given. */
  requestIdHeader: string;
  models(names: readonly string[]): object;
  modelEntry(name: string): object;
}

export interface Dialect {
  house: House;
  /** Throws `AskFault`. */
  read(body: unknown): Asked;
  json(reply: Reply): object;
  /** The whole stream, each text cut into at most `chunks` pieces. */
  events(reply: Reply, chunks: number): StreamEvent[];
  /** How a stream says that it failed. */
  failure(): StreamEvent;
}
