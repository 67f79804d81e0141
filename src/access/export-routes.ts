/** HTTP for exports. The files themselves come from where their records are. */
import { nothing } from '#platform/fields';
import { pageSchema, route, stepsOf, type AnyRoute } from '#platform/http';
import { askExport } from './commands/ask-export.ts';
import { agreeToExport, refuseExport, withdrawExport } from './commands/settle-export.ts';
import { listExports, showExport } from './export-queries.ts';
import * as schema from './export-schema.ts';
import { submissionParams } from './schema.ts';

const step = stepsOf({
  path: '/api/exports/:exportId',
  params: schema.exportParams,
  idOf: ({ exportId }) => exportId,
  view: schema.exportView,
  show: (ctx, id) => showExport(ctx, id, 'grant:write'),
});

export const exportRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/exports',
    summary: 'What the evaluating side asked to take out of an engagement, newest first',
    zone: 'inner',
    params: submissionParams,
    query: schema.exportsQuery,
    response: pageSchema(schema.exportView),
    handler: (ctx, { params, query }) => listExports(ctx, params.submissionId, query),
  }),
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/exports',
    summary: 'Ask to take the access ledger or the log out as a file; a colleague agrees',
    zone: 'inner',
    status: 201,
    params: submissionParams,
    body: schema.askExport,
    response: schema.exportView,
    handler: async (ctx, { params, body }) =>
      showExport(ctx, await askExport(ctx, params.submissionId, body), 'grant:write'),
  }),
  route({
    method: 'GET',
    path: '/api/exports/:exportId',
    summary: 'One export',
    zone: 'inner',
    params: schema.exportParams,
    response: schema.exportView,
    handler: (ctx, { params }) => showExport(ctx, params.exportId),
  }),
  step('agreement', 'Agree to what a colleague asked to take out', nothing, (ctx, id) =>
    agreeToExport(ctx, id),
  ),
  step(
    'refusal',
    'Refuse what a colleague asked to take out',
    schema.refuseExport,
    (ctx, id, { because }) => refuseExport(ctx, id, because),
  ),
  step('withdrawal', 'Take back what you asked for', nothing, (ctx, id) => withdrawExport(ctx, id)),
];
