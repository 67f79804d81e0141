/** HTTP for what is fixed beforehand: procedures and thresholds. Thin: schema, command or query, answer. */
import { z } from 'zod';
import { pageQuery, pageSchema, purposeQuery, route, type AnyRoute } from '#platform/http';
import { commitThreshold, showThreshold as letOverseersSee } from './commands/commit-threshold.ts';
import { publishProcedure } from './commands/publish-procedure.ts';
import { listProcedures, showProcedure } from './procedure-queries.ts';
import * as schema from './rule-schema.ts';
import { listThresholds, openThreshold, showThreshold } from './threshold-queries.ts';

const thresholdParams = z.object({ thresholdId: z.string().max(64) });

const procedureRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/procedures',
    summary: 'Published procedures for reviewing and testing, newest first',
    zone: 'inner',
    query: pageQuery,
    response: pageSchema(schema.procedureView),
    handler: (ctx, { query }) => listProcedures(ctx, query),
  }),
  route({
    method: 'POST',
    path: '/api/procedures',
    summary: 'Publish the next version of a procedure',
    zone: 'inner',
    status: 201,
    body: schema.publishProcedure,
    response: schema.procedureView,
    handler: async (ctx, { body }) =>
      showProcedure(ctx, await publishProcedure(ctx, body), 'evaluation:write'),
  }),
  route({
    method: 'GET',
    path: '/api/procedures/:procedureId',
    summary: 'One version of a procedure',
    zone: 'inner',
    params: z.object({ procedureId: z.string().max(64) }),
    response: schema.procedureView,
    handler: (ctx, { params }) => showProcedure(ctx, params.procedureId),
  }),
];

const thresholdRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/thresholds',
    summary: 'Thresholds your office committed to, newest first',
    zone: 'inner',
    query: pageQuery,
    response: pageSchema(schema.thresholdView),
    handler: (ctx, { query }) => listThresholds(ctx, query),
  }),
  route({
    method: 'POST',
    path: '/api/thresholds',
    summary: 'Commit to a threshold; the rule is sealed, its commitment is in the ledger',
    zone: 'inner',
    status: 201,
    body: schema.commitThreshold,
    response: schema.thresholdView,
    handler: async (ctx, { body }) =>
      showThreshold(ctx, await commitThreshold(ctx, body), 'evaluation:write'),
  }),
  route({
    method: 'GET',
    path: '/api/thresholds/:thresholdId',
    summary: 'One threshold: what it is about and its commitment, not the rule',
    zone: 'inner',
    params: thresholdParams,
    response: schema.thresholdView,
    handler: (ctx, { params }) => showThreshold(ctx, params.thresholdId),
  }),
  route({
    method: 'POST',
    path: '/api/thresholds/:thresholdId/showing',
    summary: 'Let overseers open it',
    zone: 'inner',
    params: thresholdParams,
    response: schema.thresholdView,
    async handler(ctx, { params }) {
      await letOverseersSee(ctx, params.thresholdId);
      return await showThreshold(ctx, params.thresholdId, 'evaluation:write');
    },
  }),
  route({
    method: 'GET',
    path: '/api/thresholds/:thresholdId/opening',
    summary: 'Rule and salt, checked against the commitment',
    zone: 'inner',
    params: thresholdParams,
    query: purposeQuery,
    response: schema.openingView,
    handler: (ctx, { params, query }) => openThreshold(ctx, params.thresholdId, query.purpose),
  }),
];

export const ruleRoutes: AnyRoute[] = [...procedureRoutes, ...thresholdRoutes];
