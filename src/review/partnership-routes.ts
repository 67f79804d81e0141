/** HTTP for partnerships. Thin: schema, command or query, answer. */
import { pageQuery, pageSchema, route, stepsOf, type AnyRoute } from '#platform/http';
import { endPartnership, withdrawNomination } from './commands/end-partnership.ts';
import { nominatePartner, writeStatement } from './commands/nominate-partner.ts';
import { provisionPartner } from './commands/provision-partner.ts';
import { acceptPartnership, refusePartner, signPartnership } from './commands/sign-partnership.ts';
import { submissionParams } from './fields.ts';
import {
  listOwnPartnerships,
  listPartnershipsOf,
  showPartnerMix,
  showPartnership,
  signedStatement,
} from './partnership-queries.ts';
import * as schema from './partnership-schema.ts';
import { nomination } from './partnership-statement.ts';

const ofEngagement: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/partnerships',
    summary: 'An engagement’s trusted partners and nominations, newest first',
    zone: 'inner',
    params: submissionParams,
    query: pageQuery,
    response: pageSchema(schema.partnershipView),
    handler: (ctx, { params, query }) => listPartnershipsOf(ctx, params.submissionId, query),
  }),
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/partnership-statement',
    summary: 'Have a nomination written as the text that your side signs; nothing is kept',
    zone: 'inner',
    params: submissionParams,
    body: nomination,
    response: schema.statementView,
    handler: (ctx, { params, body }) => writeStatement(ctx, params.submissionId, body),
  }),
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/partnerships',
    summary: 'Nominate a trusted partner, by the statement with your signature',
    zone: 'inner',
    status: 201,
    params: submissionParams,
    body: schema.nominatePartner,
    response: schema.partnershipView,
    async handler(ctx, { params, body }) {
      const id = await nominatePartner(ctx, params.submissionId, body.note);
      return await showPartnership(ctx, id, 'review:write');
    },
  }),
  route({
    method: 'GET',
    path: '/api/partner-mix',
    summary: 'How many partners of each category your side has; few are not counted out',
    zone: 'inner',
    response: schema.partnerMixView,
    handler: (ctx) => showPartnerMix(ctx),
  }),
];

const looking: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/partnerships',
    summary: 'Your organisation’s partnerships, newest first',
    zone: 'inner',
    query: pageQuery,
    response: pageSchema(schema.partnershipView),
    handler: (ctx, { query }) => listOwnPartnerships(ctx, query),
  }),
  route({
    method: 'GET',
    path: '/api/partnerships/:partnershipId',
    summary: 'One partnership',
    zone: 'inner',
    params: schema.partnershipParams,
    response: schema.partnershipView,
    handler: (ctx, { params }) => showPartnership(ctx, params.partnershipId),
  }),
  route({
    method: 'GET',
    path: '/api/partnerships/:partnershipId/statement',
    summary: 'The text that makes the partner, with the signatures so far',
    zone: 'inner',
    params: schema.partnershipParams,
    async handler(ctx, { params, reply }) {
      const note = await signedStatement(ctx, params.partnershipId);
      return reply.type('text/plain; charset=utf-8').send(note);
    },
  }),
];

const step = stepsOf({
  path: '/api/partnerships/:partnershipId',
  params: schema.partnershipParams,
  idOf: ({ partnershipId }) => partnershipId,
  view: schema.partnershipView,
  show: (ctx, id) => showPartnership(ctx, id, 'review:write'),
});

const steps: AnyRoute[] = [
  step(
    'signatures',
    'Add the partner: the other side’s signature under the same text',
    schema.signPartnership,
    (ctx, id, { note }) => signPartnership(ctx, id, note),
  ),
  step(
    'refusal',
    'Refuse the nomination, by one of the reasons that the criteria list',
    schema.refusePartner,
    refusePartner,
  ),
  step(
    'withdrawal',
    'Take your side’s nomination back',
    schema.endPartnership,
    (ctx, id, { because }) => withdrawNomination(ctx, id, because),
  ),
  step(
    'acceptance',
    'Accept the terms, as the partner, by the digest of what you read',
    schema.acceptPartnership,
    (ctx, id, { statementSha256 }) => acceptPartnership(ctx, id, statementSha256),
  ),
  step(
    'grant',
    'Ask for the partner’s access: a grant of its own kind, signed by four as any other',
    schema.provisionPartner,
    provisionPartner,
  ),
  step(
    'end',
    'End the partnership, as either side or as the partner; its access stops',
    schema.endPartnership,
    (ctx, id, { because }) => endPartnership(ctx, id, because),
  ),
];

export const partnershipRoutes: AnyRoute[] = [...ofEngagement, ...looking, ...steps];
