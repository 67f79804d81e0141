/** HTTP for what a developer is told. Thin: schema, command or query, answer. */
import { z } from 'zod';
import { id } from '#platform/fields';
import { pageQuery, pageSchema, purposeQuery, route, type AnyRoute } from '#platform/http';
import { listAssessments, listWaitingAssessments, readAssessment } from './assessment-queries.ts';
import * as schema from './assessment-schema.ts';
import {
  proposeAssessment,
  releaseAssessment,
  returnAssessment,
  withhold,
} from './commands/assess.ts';

export const assessmentRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/assessments',
    summary:
      'What developers are to be told and waits for your office, newest first; an overseer’s, of every office',
    zone: 'inner',
    query: pageQuery,
    response: pageSchema(schema.waitingAssessment),
    handler: (ctx, { query }) => listWaitingAssessments(ctx, query),
  }),
  route({
    method: 'GET',
    path: '/api/determinations/:determinationId/assessments',
    summary: 'What the developer is told of a determination, tier by tier',
    zone: 'inner',
    params: z.object({ determinationId: id }),
    response: schema.assessmentsView,
    handler: (ctx, { params }) => listAssessments(ctx, params.determinationId),
  }),
  route({
    method: 'GET',
    path: '/api/determinations/:determinationId/assessments/:tier/text',
    summary: 'What is proposed or was released to the developer, word for word',
    zone: 'inner',
    params: schema.tierParams,
    query: purposeQuery,
    response: schema.assessmentText,
    handler: (ctx, { params, query }) => readAssessment(ctx, params, query.purpose),
  }),
  route({
    method: 'POST',
    path: '/api/determinations/:determinationId/assessments/:tier/withholding',
    summary: 'Withhold a tier for a time; when that is over it must be looked at again',
    zone: 'inner',
    status: 204,
    params: schema.tierParams,
    body: schema.withholdAssessment,
    handler: (ctx, { params, body }) => withhold(ctx, params, body),
  }),
  route({
    method: 'POST',
    path: '/api/determinations/:determinationId/assessments/:tier/proposal',
    summary: 'Propose what the developer will read',
    zone: 'inner',
    status: 204,
    params: schema.tierParams,
    body: schema.proposeAssessment,
    handler: (ctx, { params, body }) => proposeAssessment(ctx, params, body.text),
  }),
  route({
    method: 'POST',
    path: '/api/determinations/:determinationId/assessments/:tier/return',
    summary: 'Do not tell it in the words proposed, and say why',
    zone: 'inner',
    status: 204,
    params: schema.tierParams,
    body: schema.returnAssessment,
    handler: (ctx, { params, body }) => returnAssessment(ctx, params, body.because),
  }),
  route({
    method: 'POST',
    path: '/api/determinations/:determinationId/assessments/:tier/release',
    summary: 'Tell the developer what was proposed, as a second person',
    zone: 'inner',
    status: 204,
    params: schema.tierParams,
    body: schema.releaseAssessment,
    handler: (ctx, { params, body }) => releaseAssessment(ctx, params, body.contentSha256),
  }),
];
