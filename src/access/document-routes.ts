/** HTTP for documents, for what the two sides agreed to, and for declarations of interest. */
import { route, type AnyRoute } from '#platform/http';
import { listAgreements } from './acceptance-queries.ts';
import { acceptDocument } from './commands/accept-document.ts';
import { declareInterest } from './commands/declare-interest.ts';
import { listDeclarations } from './declaration-queries.ts';
import { documentText, listDocuments } from './document-queries.ts';
import * as schema from './document-schema.ts';
import { submissionParams } from './schema.ts';

export const documentRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/documents',
    summary: 'Terms, procedures, criteria and tiers that are in force here',
    zone: 'inner',
    response: schema.documentsView,
    handler: (ctx) => listDocuments(ctx),
  }),
  route({
    method: 'GET',
    path: '/api/documents/:documentSha256',
    summary: 'A document’s text, byte for byte what its digest is of',
    zone: 'inner',
    params: schema.documentParams,
    handler: async (ctx, { params, reply }) =>
      reply
        .type('text/markdown; charset=utf-8')
        .send(await documentText(ctx, params.documentSha256)),
  }),
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/agreements',
    summary: 'Which side accepted which document',
    zone: 'inner',
    params: submissionParams,
    response: schema.agreementsView,
    handler: (ctx, { params }) => listAgreements(ctx, params.submissionId),
  }),
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/acceptances',
    summary: 'Accept a document for your side, by the digest of what you read',
    zone: 'inner',
    params: submissionParams,
    body: schema.acceptDocument,
    response: schema.agreementsView,
    async handler(ctx, { params: { submissionId }, body }) {
      await acceptDocument(ctx, submissionId, body.sha256);
      return await listAgreements(ctx, submissionId, 'grant:write');
    },
  }),
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/declarations',
    summary: 'Who declared whether they have an interest',
    zone: 'inner',
    params: submissionParams,
    response: schema.declarationsView,
    handler: (ctx, { params }) => listDeclarations(ctx, params.submissionId),
  }),
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/declaration',
    summary: 'Declare whether you have an interest; with one, you leave the engagement for good',
    zone: 'inner',
    status: 204,
    params: submissionParams,
    body: schema.declareInterest,
    handler: (ctx, { params, body }) => declareInterest(ctx, params.submissionId, body),
  }),
];
