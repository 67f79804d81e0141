/** HTTP for the destruction of an engagement's material. Thin: schema, command or query, answer. */
import { nothing } from '#platform/fields';
import { route, type AnyRoute } from '#platform/http';
import { askDestruction, destroyMaterial } from './commands/destroy-material.ts';
import { destructionReceipt, showDestruction } from './destruction-queries.ts';
import * as schema from './destruction-schema.ts';
import { submissionParams } from './fields.ts';

export const destructionRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/destruction',
    summary: 'How the destruction of an engagement’s sealed material stands',
    zone: 'inner',
    params: submissionParams,
    response: schema.destructionView,
    handler: (ctx, { params }) => showDestruction(ctx, params.submissionId),
  }),
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/destruction',
    summary: 'Ask that the keys to an engagement’s sealed material be destroyed',
    zone: 'inner',
    status: 201,
    params: submissionParams,
    body: schema.askDestruction,
    response: schema.destructionView,
    async handler(ctx, { params, body }) {
      await askDestruction(ctx, params.submissionId, body.because);
      return await showDestruction(ctx, params.submissionId, 'review:write');
    },
  }),
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/destruction/approval',
    summary: 'Destroy the keys, as the second person; nothing opens after',
    zone: 'inner',
    params: submissionParams,
    body: nothing,
    response: schema.destructionView,
    async handler(ctx, { params }) {
      await destroyMaterial(ctx, params.submissionId);
      return await showDestruction(ctx, params.submissionId, 'review:write');
    },
  }),
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/destruction-receipt',
    summary: 'The receipt of a destruction, as text to keep',
    zone: 'inner',
    params: submissionParams,
    async handler(ctx, { params, reply }) {
      const text = await destructionReceipt(ctx, params.submissionId);
      return reply.type('text/plain; charset=utf-8').send(text);
    },
  }),
];
