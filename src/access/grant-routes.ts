/** HTTP for one grant: its terms, its signatures, its end, and the name behind its pseudonym. */
import { z } from 'zod';
import { purposeQuery, route, stepsOf, type AnyRoute } from '#platform/http';
import { offerGrant } from './commands/offer-grant.ts';
import { approveName, askName } from './commands/open-name.ts';
import { declineGrant, withdrawGrant } from './commands/refuse-grant.ts';
import { revokeGrant } from './commands/revoke-grant.ts';
import { signGrant } from './commands/sign-grant.ts';
import { readRunnerName, revocationToSign, signedNote } from './notes.ts';
import { showGrant } from './queries.ts';
import * as schema from './schema.ts';

const grantParams = z.object({ grantId: z.string().max(64) });

const step = stepsOf({
  path: '/api/grants/:grantId',
  params: grantParams,
  idOf: ({ grantId }) => grantId,
  view: schema.grantView,
  show: (ctx, id) => showGrant(ctx, id, 'grant:write'),
});

export const grantRoutes: AnyRoute[] = [
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
