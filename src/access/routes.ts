/** HTTP for submissions and grants. Thin: schema, command or query, answer. */
import { z } from 'zod';
import { pageQuery, pageSchema, purposeQuery, route, type AnyRoute } from '#platform/http';
import type { Context } from '#platform/context';
import { declineGrant, withdrawGrant } from './commands/refuse-grant.ts';
import { nameWitness } from './commands/name-witness.ts';
import { offerGrant } from './commands/offer-grant.ts';
import { approveName, askName } from './commands/open-name.ts';
import { openSubmission } from './commands/open-submission.ts';
import { registerKey } from './commands/register-key.ts';
import { replanRelease } from './commands/replan-release.ts';
import { requestGrant } from './commands/request-grant.ts';
import { revokeGrant } from './commands/revoke-grant.ts';
import { signGrant } from './commands/sign-grant.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import type { AccessRouteParts } from './ledger-routes.ts';
import { readRunnerName, revocationToSign, signedNote } from './notes.ts';
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

const grantParams = z.object({ grantId: z.string().max(64) });

export function accessRoutes(parts: AccessRouteParts): AnyRoute[] {
  return [...keyRoutes, ...submissionRoutes, ...ledgerRoutes(parts), ...grantRoutes, ...nameRoutes];
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

const submissionRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/api/submissions',
    summary: 'Open a submission: a declared model behind your gateway',
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
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/release',
    summary: 'Move the planned partner release; adds no day to anything',
    zone: 'inner',
    status: 204,
    params: schema.submissionParams,
    body: schema.replanRelease,
    handler: (ctx, { params, body }) =>
      replanRelease(ctx, params.submissionId, body.plannedReleaseAt),
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

/** A step about a grant, answered with the grant as it then is. */
function step<Body extends z.ZodType>(
  path: string,
  summary: string,
  body: Body,
  act: (ctx: Context, grantId: string, body: z.output<Body>) => Promise<void>,
): AnyRoute {
  return route({
    method: 'POST',
    path: `/api/grants/:grantId/${path}`,
    summary,
    zone: 'inner',
    params: grantParams,
    body,
    response: schema.grantView,
    async handler(ctx, input) {
      await act(ctx, input.params.grantId, input.body as z.output<Body>);
      return await showGrant(ctx, input.params.grantId, 'grant:write');
    },
  });
}

const grantRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/grants/:grantId',
    summary: 'One grant',
    zone: 'inner',
    params: grantParams,
    response: schema.grantView,
    handler: (ctx, { params }) => showGrant(ctx, params.grantId),
  }),
  route({
    method: 'GET',
    path: '/api/grants/:grantId/note',
    summary: 'The terms with the signatures so far: what people sign',
    zone: 'inner',
    params: grantParams,
    handler: async (ctx, { params, reply }) =>
      reply.type('text/plain; charset=utf-8').send(await signedNote(ctx, params.grantId)),
  }),
  step('offer', 'Write the exact terms', schema.offerGrant, offerGrant),
  step('signatures', 'Bring your signature', schema.signGrant, (ctx, id, { note }) =>
    signGrant(ctx, id, note),
  ),
  step('refusal', 'Decline what was put to you', schema.endGrant, (ctx, id, { because }) =>
    declineGrant(ctx, id, because),
  ),
  step('withdrawal', 'Take back what you put', schema.endGrant, (ctx, id, { because }) =>
    withdrawGrant(ctx, id, because),
  ),
  route({
    method: 'GET',
    path: '/api/grants/:grantId/revocation',
    summary: 'The text to sign with your key to end this grant',
    zone: 'inner',
    params: grantParams,
    response: schema.toSignView,
    handler: async (ctx, { params }) => ({ text: await revocationToSign(ctx, params.grantId) }),
  }),
  step(
    'revocation',
    'End it: bring the signed revocation',
    schema.revokeGrant,
    (ctx, id, { note }) => revokeGrant(ctx, id, note),
  ),
];

const nameRoutes: AnyRoute[] = [
  step('name-opening', 'Ask that a runner’s name be opened', schema.openName, (ctx, id, body) =>
    askName(ctx, id, body.because),
  ),
  step('name-opening/approval', 'Agree that the name be opened', z.object({}), (ctx, id) =>
    approveName(ctx, id),
  ),
  route({
    method: 'GET',
    path: '/api/grants/:grantId/runner-name',
    summary: 'The name, once two people agreed; the read is written to the engagement’s ledger',
    zone: 'inner',
    params: grantParams,
    query: purposeQuery,
    response: schema.runnerNameView,
    handler: (ctx, { params, query }) => readRunnerName(ctx, params.grantId, query.purpose),
  }),
];
