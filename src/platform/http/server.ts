/**
 * Builds the HTTP server from routes and parts. Every limit is written here; every error leaves
 * through the one problem mapper; nothing sealed or secret is logged.
 */
import cookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { Actor } from '#platform/auth';
import { contextOf, type ZoneParts } from '#platform/context';
import { brokenTextIn } from '#platform/db';
import type { Ids } from '#platform/ids';
import type { Zone } from '#platform/keys';
import { Refusal, type ProblemRegistry } from '#platform/problems';
import { repeatedNameIn } from '#standards/json';
import { problemBody } from './problem.ts';
import type { AnyRoute } from './route.ts';

export interface ServerParts {
  routes: readonly AnyRoute[];
  zones: Record<Zone, ZoneParts>;
  problems: ProblemRegistry;
  ids: Ids;
  /** Finds who sends a request; anonymous when nobody says. */
  identify(credentials: { session?: string; token?: string }): Promise<Actor>;
  /**
   * Host names this server answers to; absent for any. A page elsewhere that points its own name at this
   * address (DNS rebinding) sends its own name.
   */
  hostNames?: readonly string[];
  /** Told of defects, for the operator of the installation. Never of a caller's mistake. */
  onDefect(error: unknown, instance: string): void;
}

export const sessionCookie = 'sallyport_session';
const jsonBytesMax = 1024 * 1024;

export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: jsonBytesMax,
    requestTimeout: 120_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 30_000,
    routerOptions: { maxParamLength: 100 },
    genReqId: () => parts.ids.make('req'),
    logger: false,
    // An address that cannot be read fails before any route, and is answered as all else is.
    frameworkErrors: (error, request, reply) => sendProblem(parts, error, request, reply),
  });
  // JSON and what a route names, nothing else: plain text would pass as a string.
  app.removeContentTypeParser('text/plain');
  readJson(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(cookie);
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Sallyport', version: '1' } },
    transform: jsonSchemaTransform,
  });
  const { hostNames } = parts;
  if (hostNames !== undefined) {
    app.addHook('onRequest', async (request) => {
      if (!hostNames.includes(request.hostname)) {
        throw new Refusal(
          'malformed_request',
          'this server does not answer to that host name; use the address it printed',
        );
      }
    });
  }
  app.addHook('onSend', securityHeaders);
  app.setErrorHandler((error, request, reply) => sendProblem(parts, error, request, reply));
  for (const route of parts.routes) addRoute(app, parts, route);
  return app;
}

function sendProblem(
  parts: ServerParts,
  error: unknown,
  { id }: { id: string },
  reply: Pick<FastifyReply, 'header' | 'status' | 'type' | 'send'>,
): unknown {
  const body = problemBody(parts.problems, error, id);
  if (body.code === 'internal') parts.onDefect(error, id);
  if (error instanceof Refusal && error.retryAfterSeconds !== undefined)
    reply.header('retry-after', error.retryAfterSeconds);
  reply.status(body.status).type('application/problem+json');
  return reply.send(JSON.stringify(body));
}

function addRoute(server: FastifyInstance, parts: ServerParts, route: AnyRoute): void {
  void server.register((scope, _options, done) => {
    const app = scope.withTypeProvider<ZodTypeProvider>();
    if (route.bytes) {
      // A raw upload must not be parsed as JSON first, whatever it calls itself.
      app.removeAllContentTypeParsers();
      app.addContentTypeParser(
        route.bytes.contentTypes,
        { parseAs: 'buffer' },
        (_request, body, parsed) => parsed(null, body),
      );
    }
    const { params, query: querystring, body, response } = route;
    const status = route.status ?? 200;
    app.route({
      method: route.method,
      url: route.path,
      // What is not in the list of routes does not exist: no HEAD beside each GET.
      exposeHeadRoute: false,
      ...(route.bytes ? { bodyLimit: route.bytes.limitBytes } : {}),
      schema: {
        summary: route.summary,
        ...(params ? { params } : {}),
        ...(querystring ? { querystring } : {}),
        ...(body ? { body } : {}),
        ...(response ? { response: { [status]: response } } : {}),
        ...(route.bytes ? { consumes: route.bytes.contentTypes } : {}),
      },
      async handler(request, reply) {
        const { params, query, body } = request;
        refuseBrokenText({ params, query, body });
        const actor = await parts.identify(credentialsOf(request));
        const ctx = contextOf(parts.zones[route.zone], actor);
        if (route.bytes && !Buffer.isBuffer(body)) {
          throw new Refusal(
            'unsupported_media_type',
            `send the body as \`${route.bytes.contentTypes.join('` or `')}\``,
          );
        }
        const result = await route.handler(ctx, { params, query, body, request, reply });
        if (reply.sent || reply.raw.headersSent) return reply;
        return reply.status(status).send(result ?? undefined);
      },
    });
    done();
  });
}

/** As Fastify reads it, and no object may give a name twice: two readers would take two values. */
function readJson(app: FastifyInstance): void {
  const read = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string' },
    (request, body, done) => {
      void read(request, body, (error, value) => {
        const repeated = error === null ? repeatedNameIn(body) : undefined;
        if (repeated === undefined) return done(error, value);
        const detail = `gives \`${repeated}\` twice; give every name once`;
        done(
          new Refusal('invalid_input', 'some fields do not fit; `errors` names each', {
            errors: [{ pointer: '/body', detail }],
          }),
        );
      });
    },
  );
}

function refuseBrokenText(input: Record<string, unknown>): void {
  const errors = brokenTextIn(input);
  if (errors.length === 0) return;
  throw new Refusal('invalid_input', 'some text cannot be kept; `errors` names each place', {
    errors,
  });
}

/** A cookie speaks for a person's browser, so a request that changes something must come from our own pages. */
function credentialsOf(request: FastifyRequest): { session?: string; token?: string } {
  const bearer = /^Bearer ([\w.~+/=-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { token: bearer };
  const session = request.cookies[sessionCookie];
  if (session === undefined) return {};
  if (request.method !== 'GET' && !isSameOrigin(request)) return {};
  return { session };
}

function isSameOrigin(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = request.headers.origin;
  return (
    origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.headers.host
  );
}

async function securityHeaders(
  _request: unknown,
  reply: Pick<FastifyReply, 'header' | 'hasHeader'>,
): Promise<void> {
  reply.header(
    'content-security-policy',
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  );
  reply.header('x-content-type-options', 'nosniff');
  reply.header('referrer-policy', 'no-referrer');
  // What never changes says so itself.
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
}
