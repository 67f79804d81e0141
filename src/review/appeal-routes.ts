/** HTTP for appeals. Thin: schema, command or query, answer. */
import { z } from 'zod';
import { id, nothing } from '#platform/fields';
import { pageQuery, pageSchema, purposeQuery, route, type AnyRoute } from '#platform/http';
import { listAppeals, listAppealsOf, readGrounds, showAppeal } from './appeal-queries.ts';
import * as schema from './appeal-schema.ts';
import { answerAppeal } from './commands/answer-appeal.ts';
import { fileAppeal, withdrawAppeal } from './commands/file-appeal.ts';
import { submissionParams } from './fields.ts';

const appealParams = z.object({ appealId: id });

export const appealRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/appeals',
    summary: 'The appeals of your engagements, and those your organisation filed, newest first',
    zone: 'inner',
    query: pageQuery,
    response: pageSchema(schema.appealView),
    handler: (ctx, { query }) => listAppeals(ctx, query),
  }),
  route({
    method: 'POST',
    path: '/api/appeals',
    summary: 'Appeal against a signed determination or a refused partnership',
    zone: 'inner',
    status: 201,
    body: schema.fileAppeal,
    response: schema.appealView,
    handler: async (ctx, { body }) => showAppeal(ctx, await fileAppeal(ctx, body), 'review:write'),
  }),
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/appeals',
    summary: 'An engagement’s appeals, newest first, without their grounds',
    zone: 'inner',
    params: submissionParams,
    query: pageQuery,
    response: pageSchema(schema.appealView),
    handler: (ctx, { params, query }) => listAppealsOf(ctx, params.submissionId, query),
  }),
  route({
    method: 'GET',
    path: '/api/appeals/:appealId',
    summary: 'One appeal, without its grounds',
    zone: 'inner',
    params: appealParams,
    response: schema.appealView,
    handler: (ctx, { params }) => showAppeal(ctx, params.appealId),
  }),
  route({
    method: 'GET',
    path: '/api/appeals/:appealId/grounds',
    summary: 'What an appeal rests on',
    zone: 'inner',
    params: appealParams,
    query: purposeQuery,
    response: schema.appealGrounds,
    handler: (ctx, { params, query }) => readGrounds(ctx, params.appealId, query.purpose),
  }),
  route({
    method: 'POST',
    path: '/api/appeals/:appealId/answer',
    summary: 'Answer an appeal, as an official who signed nothing of what it is about',
    zone: 'inner',
    params: appealParams,
    body: schema.answerAppeal,
    response: schema.appealView,
    handler: async (ctx, { params, body }) => {
      await answerAppeal(ctx, params.appealId, body);
      return showAppeal(ctx, params.appealId, 'review:write');
    },
  }),
  route({
    method: 'POST',
    path: '/api/appeals/:appealId/withdrawal',
    summary: 'Take an appeal back; no reason is asked',
    zone: 'inner',
    params: appealParams,
    body: nothing,
    response: schema.appealView,
    handler: async (ctx, { params }) => {
      await withdrawAppeal(ctx, params.appealId);
      return showAppeal(ctx, params.appealId, 'review:write');
    },
  }),
];
