/**
 * A route is data: method, path, zone, schemas in and out, and a handler that gets parsed input and a
 * context bound to its actor. A test walks the list, so a route without a row in the permission matrix
 * cannot exist.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Context } from '#platform/context';
import type { Zone } from '#platform/keys';

type Schema = z.ZodType;
type Parsed<S> = S extends Schema ? z.output<S> : undefined;

export interface RouteInput<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  request: FastifyRequest;
  reply: FastifyReply;
}

export interface Route<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema | undefined,
> {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  /** One line for the API description. */
  summary: string;
  zone: Zone;
  params?: P;
  query?: Q;
  /** A zod schema for JSON, or `bytes` for a raw upload of the named content type. */
  body?: B;
  bytes?: { contentTypes: string[]; limitBytes: number };
  status?: number;
  /** Absent for streams and files, whose handler answers through `reply`. */
  response?: R;
  handler(
    ctx: Context,
    input: RouteInput<Parsed<P>, Parsed<Q>, B extends Schema ? z.output<B> : Buffer>,
  ): Promise<unknown>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the list of all routes forgets their schemas
export type AnyRoute = Route<any, any, any, any>;

/** Gives a route's handler the types of its schemas. */
export function route<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  R extends Schema | undefined = undefined,
>(declaration: Route<P, Q, B, R>): AnyRoute {
  return declaration;
}
