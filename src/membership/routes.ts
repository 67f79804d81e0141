/** HTTP: who am I, local sign-in (under `--dev`), and API tokens. */
import { z } from 'zod';
import { offices, scopes } from '#platform/auth';
import { words } from '#platform/fields';
import { pageQuery, pageSchema, route, sessionCookie, type AnyRoute } from '#platform/http';
import { endToken, makeToken, personInSession } from './commands/tokens.ts';
import { sessionHours, signInLocally, signOut } from './commands/sign-in.ts';
import { asChooser } from './policy.ts';
import { everyone, namesOf, organisationsIn, tokensOf } from './store.ts';
import { tokenDaysMax } from './token.ts';

const personView = z.object({
  id: z.string(),
  name: z.string(),
  organisation: z.string(),
  office: z.enum(offices),
});

const sessionView = z.object({
  person: z
    .object({
      id: z.string(),
      name: z.string(),
      organisationId: z.string(),
      organisation: z.string(),
      offices: z.array(z.enum(offices)),
    })
    .nullable(),
});

const tokenView = z.object({
  id: z.string(),
  label: z.string(),
  scopes: z.array(z.enum(scopes)),
  madeAt: z.date(),
  expiresAt: z.date(),
  revokedAt: z.date().nullable(),
});

export const membershipRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/session',
    summary: 'Who you are here',
    zone: 'office',
    response: sessionView,
    async handler({ actor, database }) {
      if (actor.kind !== 'person') return { person: null };
      const names = await namesOf(database.db, [actor.id, actor.organisationId]);
      return {
        person: {
          id: actor.id,
          name: names.get(actor.id) ?? actor.id,
          organisationId: actor.organisationId,
          organisation: names.get(actor.organisationId) ?? actor.organisationId,
          offices: [...actor.offices],
        },
      };
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/session',
    summary: 'Sign out',
    zone: 'office',
    status: 204,
    async handler(ctx, { request, reply }) {
      const secret = request.cookies[sessionCookie];
      // The cookie alone is not enough: a page of somebody else's could sign people out with it.
      const isInSession = ctx.actor.kind === 'person' && ctx.actor.scopes === 'every';
      if (secret !== undefined && isInSession) await signOut(ctx, secret);
      reply.clearCookie(sessionCookie, { path: '/' });
    },
  }),
  route({
    method: 'GET',
    path: '/api/organisations',
    summary: 'Organisations that take part in an office, by name',
    zone: 'office',
    query: z.object({ office: z.enum(['evaluator', 'consultee', 'partner']) }),
    response: z.object({ organisations: z.array(z.object({ id: z.string(), name: z.string() })) }),
    async handler({ actor, database, clock }, { query }) {
      asChooser(actor);
      return { organisations: await organisationsIn(database.db, query.office, clock.now()) };
    },
  }),
  route({
    method: 'GET',
    path: '/api/tokens',
    summary: 'Your API tokens',
    zone: 'office',
    query: pageQuery,
    response: pageSchema(tokenView),
    async handler({ actor, database }, { query }) {
      return await tokensOf(database.db, personInSession(actor).id, query);
    },
  }),
  route({
    method: 'POST',
    path: '/api/tokens',
    summary: 'Make an API token; its secret is shown once',
    zone: 'office',
    status: 201,
    body: z.object({
      label: words(1, 100),
      scopes: z.array(z.enum(scopes)).min(1),
      days: z.number().int().min(1).max(tokenDaysMax),
    }),
    response: z.object({ token: tokenView, secret: z.string() }),
    handler: (ctx, { body }) => makeToken(ctx, body),
  }),
  route({
    method: 'DELETE',
    path: '/api/tokens/:tokenId',
    summary: 'Revoke one of your API tokens',
    zone: 'office',
    status: 204,
    params: z.object({ tokenId: z.string().max(64) }),
    handler: (ctx, { params }) => endToken(ctx, params.tokenId),
  }),
];

/** Present only under `--dev`. */
export const localSignInRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/local/people',
    summary: 'People of this trial installation',
    zone: 'office',
    response: z.object({ people: z.array(personView) }),
    async handler({ database, clock }) {
      return { people: await everyone(database.db, clock.now(), 100) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/local/session',
    summary: 'Sign in as a person of this trial installation',
    zone: 'office',
    status: 204,
    body: z.object({ personId: z.string().max(64) }),
    async handler(ctx, { body, reply }) {
      const { secret } = await signInLocally(ctx, body.personId);
      reply.setCookie(sessionCookie, secret, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        maxAge: sessionHours * 3600,
      });
    },
  }),
];
