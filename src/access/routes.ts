/** HTTP for keys and submissions. Thin: schema, command or query, answer. */
import { z } from 'zod';
import { pageQuery, pageSchema, route, type AnyRoute } from '#platform/http';
import type { Context } from '#platform/context';
import { connectGateway } from './commands/connect-gateway.ts';
import { nameWitness } from './commands/name-witness.ts';
import { openSubmission } from './commands/open-submission.ts';
import { registerKey } from './commands/register-key.ts';
import { replanRelease } from './commands/replan-release.ts';
import { requestGrant } from './commands/request-grant.ts';
import { chooseScope, pauseEngagement, resumeEngagement } from './commands/steer-engagement.ts';
import { withdrawEngagement } from './commands/withdraw-engagement.ts';
import { documentRoutes } from './document-routes.ts';
import { exportRoutes } from './export-routes.ts';
import { grantRoutes } from './grant-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import type { AccessRouteParts } from './ledger-routes.ts';
import {
  keyView,
  listGrants,
  listSubmissions,
  showBudgets,
  showGrant,
  showKey,
  showSubmission,
} from './queries.ts';
import * as schema from './schema.ts';

export function accessRoutes(parts: AccessRouteParts): AnyRoute[] {
  return [
    ...keyRoutes,
    ...submissionRoutes,
    ...documentRoutes,
    ...ledgerRoutes(parts),
    ...exportRoutes,
    ...grantRoutes,
  ];
}

const keyRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/approver-key',
    summary: 'Your public key for signing grants',
    zone: 'inner',
    response: z.object({ key: schema.approverKeyView.nullable() }),
    handler: (ctx) => showKey(ctx),
  }),
  route({
    method: 'POST',
    path: '/api/approver-key',
    summary: 'Register your public key; the private one stays with you',
    zone: 'inner',
    status: 201,
    body: schema.registerKey,
    response: schema.approverKeyView,
    handler: async (ctx, { body }) => keyView(await registerKey(ctx, body)),
  }),
];

/** A step about an engagement, answered with the submission as it then is. */
function steer<Body extends z.ZodType>(
  path: string,
  summary: string,
  body: Body,
  act: (ctx: Context, submissionId: string, body: z.output<Body>) => Promise<void>,
): AnyRoute {
  return route({
    method: 'POST',
    path: `/api/submissions/:submissionId/${path}`,
    summary,
    zone: 'inner',
    params: schema.submissionParams,
    body,
    response: schema.submissionView,
    async handler(ctx, input) {
      await act(ctx, input.params.submissionId, input.body as z.output<Body>);
      return await showSubmission(ctx, input.params.submissionId, 'grant:write');
    },
  });
}

const submissionRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/api/submissions',
    summary: 'Open a submission: a declared model, with or without its gateway',
    zone: 'inner',
    status: 201,
    body: schema.openSubmission,
    response: schema.submissionView,
    handler: async (ctx, { body }) =>
      showSubmission(ctx, await openSubmission(ctx, body), 'grant:write'),
  }),
  route({
    method: 'GET',
    path: '/api/submissions',
    summary: 'Submissions you may see, newest first',
    zone: 'inner',
    query: pageQuery,
    response: pageSchema(schema.submissionSummary),
    handler: (ctx, { query }) => listSubmissions(ctx, query),
  }),
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId',
    summary: 'One submission: its parties, its thirty days, how its gateway stands',
    zone: 'inner',
    params: schema.submissionParams,
    response: schema.submissionView,
    handler: (ctx, { params }) => showSubmission(ctx, params.submissionId),
  }),
  steer(
    'gateway',
    'Connect the gateway in front of your model',
    schema.connectGateway,
    connectGateway,
  ),
  steer('pause', 'Pause: nothing new begins, and no clock stops', z.object({}), pauseEngagement),
  steer('resumption', 'Resume', z.object({}), resumeEngagement),
  steer(
    'scope',
    'Choose what you take part in; what falls out of it ends at once',
    schema.chooseScope,
    (ctx, id, { scope }) => chooseScope(ctx, id, scope),
  ),
  steer(
    'withdrawal',
    'End the engagement for good: every grant ends at once; no reason is asked',
    z.object({}),
    withdrawEngagement,
  ),
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/release',
    summary: 'Move the planned releases; adds no day to anything',
    zone: 'inner',
    status: 204,
    params: schema.submissionParams,
    body: schema.replanRelease,
    handler: (ctx, { params, body }) => replanRelease(ctx, params.submissionId, body),
  }),
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/witness',
    summary: 'Name the witness that cosigns the gateway’s log for your side',
    zone: 'inner',
    status: 204,
    params: schema.submissionParams,
    body: schema.nameWitness,
    handler: (ctx, { params, body }) => nameWitness(ctx, params.submissionId, body.vkey),
  }),
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/grants',
    summary: 'A submission’s grants, newest first',
    zone: 'inner',
    params: schema.submissionParams,
    query: pageQuery,
    response: pageSchema(schema.grantView),
    handler: (ctx, { params, query }) => listGrants(ctx, params.submissionId, query),
  }),
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/grants',
    summary: 'Ask for access; the runner’s name is sealed',
    zone: 'inner',
    status: 201,
    params: schema.submissionParams,
    body: schema.requestGrant,
    response: schema.grantView,
    handler: async (ctx, { params, body }) =>
      showGrant(ctx, await requestGrant(ctx, params.submissionId, body), 'grant:write'),
  }),
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/budgets',
    summary: 'What each grant may use and has used',
    zone: 'inner',
    params: schema.submissionParams,
    response: schema.budgetsView,
    handler: (ctx, { params }) => showBudgets(ctx, params.submissionId),
  }),
];
