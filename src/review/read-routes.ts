/** HTTP for sealed material and its reads. Thin: schema, command or query, answer. */
import { pageQuery, pageSchema, purposeQuery, route, type AnyRoute } from '#platform/http';
import { reviewRead } from './commands/review-read.ts';
import { submissionParams } from './fields.ts';
import { listMaterials, listReads, listUnusualReads, openMaterial } from './read-queries.ts';
import * as schema from './read-schema.ts';

export const readRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/unusual-reads',
    summary:
      'Reads that stand out and wait for a second person, in all your engagements, newest first',
    zone: 'inner',
    query: pageQuery,
    response: pageSchema(schema.unusualRead),
    handler: (ctx, { query }) => listUnusualReads(ctx, query),
  }),
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/materials',
    summary: 'An engagement’s sealed items, newest first, without their content',
    zone: 'inner',
    params: submissionParams,
    query: pageQuery,
    response: pageSchema(schema.materialView),
    handler: (ctx, { params, query }) => listMaterials(ctx, params.submissionId, query),
  }),
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/materials/:ref',
    summary: 'One sealed item; the read is written to the engagement’s ledger',
    zone: 'inner',
    params: schema.materialParams,
    query: purposeQuery,
    async handler(ctx, { params, query, reply }) {
      const bytes = await openMaterial(ctx, params, query.purpose);
      return reply.type('application/octet-stream').send(bytes);
    },
  }),
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/reads',
    summary: 'Who opened sealed content of the engagement, what for, and what stood out',
    zone: 'inner',
    params: submissionParams,
    query: schema.readsQuery,
    response: schema.readsView,
    handler: (ctx, { params, query }) => listReads(ctx, params.submissionId, query),
  }),
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/reads/:eventId/review',
    summary: 'Say of a read that stood out whether it is explained, as a second person',
    zone: 'inner',
    status: 204,
    params: schema.readParams,
    body: schema.reviewRead,
    handler: (ctx, { params, body }) => reviewRead(ctx, params, body),
  }),
];
