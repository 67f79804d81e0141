/** HTTP for partnerships. Thin: schema, command or query, answer. */
import { pageQuery, pageSchema, route, type AnyRoute } from '#platform/http';
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

const steps: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/api/partnerships/:partnershipId/signatures',
    summary: 'Add the partner: the other side’s signature under the same text',
    zone: 'inner',
    params: schema.partnershipParams,
    body: schema.signPartnership,
    response: schema.partnershipView,
    async handler(ctx, { params, body }) {
      await signPartnership(ctx, params.partnershipId, body.note);
      return await showPartnership(ctx, params.partnershipId, 'review:write');
    },
  }),
  route({
    method: 'POST',
    path: '/api/partnerships/:partnershipId/refusal',
    summary: 'Refuse the nomination, by one of the reasons that the criteria list',
    zone: 'inner',
    params: schema.partnershipParams,
    body: schema.refusePartner,
    response: schema.partnershipView,
    async handler(ctx, { params, body }) {
      await refusePartner(ctx, params.partnershipId, body);
      return await showPartnership(ctx, params.partnershipId, 'review:write');
    },
  }),
  route({
    method: 'POST',
    path: '/api/partnerships/:partnershipId/withdrawal',
    summary: 'Take your side’s nomination back',
    zone: 'inner',
    params: schema.partnershipParams,
    body: schema.endPartnership,
    response: schema.partnershipView,
    async handler(ctx, { params, body }) {
      await withdrawNomination(ctx, params.partnershipId, body.because);
      return await showPartnership(ctx, params.partnershipId, 'review:write');
    },
  }),
  route({
    method: 'POST',
    path: '/api/partnerships/:partnershipId/acceptance',
    summary: 'Accept the terms, as the partner, by the digest of what you read',
    zone: 'inner',
    params: schema.partnershipParams,
    body: schema.acceptPartnership,
    response: schema.partnershipView,
    async handler(ctx, { params, body }) {
      await acceptPartnership(ctx, params.partnershipId, body.statementSha256);
      return await showPartnership(ctx, params.partnershipId, 'review:write');
    },
  }),
  route({
    method: 'POST',
    path: '/api/partnerships/:partnershipId/grant',
    summary: 'Ask for the partner’s access: a grant of its own kind, signed by four as any other',
    zone: 'inner',
    params: schema.partnershipParams,
    body: schema.provisionPartner,
    response: schema.partnershipView,
    async handler(ctx, { params, body }) {
      await provisionPartner(ctx, params.partnershipId, body);
      return await showPartnership(ctx, params.partnershipId, 'review:write');
    },
  }),
  route({
    method: 'POST',
    path: '/api/partnerships/:partnershipId/end',
    summary: 'End the partnership, as either side or as the partner; its access stops',
    zone: 'inner',
    params: schema.partnershipParams,
    body: schema.endPartnership,
    response: schema.partnershipView,
    async handler(ctx, { params, body }) {
      await endPartnership(ctx, params.partnershipId, body.because);
      return await showPartnership(ctx, params.partnershipId, 'review:write');
    },
  }),
];

export const partnershipRoutes: AnyRoute[] = [...ofEngagement, ...looking, ...steps];
