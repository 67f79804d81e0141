/** HTTP for determinations and consultations. Thin: schema, command or query, answer. */
import { declaration, exportAsked, exportPurpose, exportQuery } from '#access';
import { pageQuery, pageSchema, purposeQuery, route, stepsOf, type AnyRoute } from '#platform/http';
import { askProof } from './commands/ask-proof.ts';
import { answerConsultation, consult } from './commands/consult.ts';
import { decideDetermination } from './commands/decide.ts';
import { declareAsConsultee } from './commands/declare-as-consultee.ts';
import { dissentFrom } from './commands/dissent.ts';
import { openDetermination } from './commands/open-determination.ts';
import { openLinkedSample } from './commands/open-linked-sample.ts';
import { signDetermination } from './commands/sign-determination.ts';
import { withdrawDetermination } from './commands/withdraw-determination.ts';
import { listConsultations, readConsultation, showConsultation } from './consultation-queries.ts';
import { determinationBundle } from './determination-bundle.ts';
import {
  listDeterminableRuns,
  listDeterminations,
  listDeterminationsOf,
  showDetermination,
  statementNote,
} from './determination-queries.ts';
import { determinationBundle as bundleSchema } from './determination-proof.ts';
import * as schema from './determination-schema.ts';
import { submissionParams } from './fields.ts';

const step = stepsOf({
  path: '/api/determinations/:determinationId',
  params: schema.determinationParams,
  idOf: ({ determinationId }) => determinationId,
  view: schema.determinationView,
  show: (ctx, id) => showDetermination(ctx, id, 'review:write'),
});

const consultationRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/consultations',
    summary: 'What your office is consulted on, newest first',
    zone: 'inner',
    query: pageQuery,
    response: pageSchema(schema.consultationSummary),
    handler: (ctx, { query }) => listConsultations(ctx, query),
  }),
  route({
    method: 'GET',
    path: '/api/consultations/:consultationId',
    summary: 'How one consultation of your office stands',
    zone: 'inner',
    params: schema.consultationParams,
    response: schema.ownConsultationView,
    handler: (ctx, { params }) => showConsultation(ctx, params.consultationId),
  }),
  route({
    method: 'POST',
    path: '/api/consultations/:consultationId/declaration',
    summary:
      'Declare whether you have an interest; with one, the consultation is not there any more',
    zone: 'inner',
    status: 204,
    params: schema.consultationParams,
    body: declaration,
    handler: (ctx, { params, body }) => declareAsConsultee(ctx, params.consultationId, body),
  }),
  route({
    method: 'GET',
    path: '/api/consultations/:consultationId/content',
    summary: 'What your office is asked about; that you read it is on record',
    zone: 'inner',
    params: schema.consultationParams,
    query: purposeQuery,
    response: schema.consultationContent,
    handler: (ctx, { params, query }) =>
      readConsultation(ctx, params.consultationId, query.purpose),
  }),
  route({
    method: 'POST',
    path: '/api/consultations/:consultationId/answer',
    summary: 'Answer for your office, once; your words stand in the statement',
    zone: 'inner',
    params: schema.consultationParams,
    body: schema.answerConsultation,
    response: schema.ownConsultationView,
    async handler(ctx, { params, body }) {
      await answerConsultation(ctx, params.consultationId, body);
      return await showConsultation(ctx, params.consultationId, 'review:write');
    },
  }),
];

export const determinationRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/determinations',
    summary: 'Your office’s determinations, newest first; an overseer’s, every one',
    zone: 'inner',
    query: pageQuery,
    response: pageSchema(schema.determinationSummary),
    handler: (ctx, { query }) => listDeterminations(ctx, query),
  }),
  route({
    method: 'GET',
    path: '/api/determinable-runs',
    summary: 'Runs that wait for a determination, newest first',
    zone: 'inner',
    query: schema.determinableQuery,
    response: pageSchema(schema.determinableRun),
    handler: (ctx, { query }) => listDeterminableRuns(ctx, query),
  }),
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/determinations',
    summary:
      'An engagement’s determinations, newest first: that there are any, and how far they are',
    zone: 'inner',
    params: submissionParams,
    query: pageQuery,
    response: pageSchema(schema.determinationSummary),
    handler: (ctx, { params, query }) => listDeterminationsOf(ctx, params.submissionId, query),
  }),
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/determinations',
    summary: 'Open a determination on a run that was reported on, and name its consultees',
    zone: 'inner',
    status: 201,
    params: submissionParams,
    body: schema.openDetermination,
    response: schema.determinationView,
    handler: async (ctx, { params, body }) =>
      showDetermination(
        ctx,
        await openDetermination(ctx, params.submissionId, body),
        'review:write',
      ),
  }),
  route({
    method: 'GET',
    path: '/api/determinations/:determinationId',
    summary: 'One determination; what it says is for officials and overseers',
    zone: 'inner',
    params: schema.determinationParams,
    response: schema.determinationView,
    handler: (ctx, { params }) => showDetermination(ctx, params.determinationId),
  }),
  step('consultations', 'Consult another office', schema.consult, consult),
  route({
    method: 'POST',
    path: '/api/determinations/:determinationId/samples/:position',
    summary: 'Open one of the samples that the code chose; that you did is on record',
    zone: 'inner',
    params: schema.linkedSampleParams,
    response: schema.linkedSampleView,
    handler: (ctx, { params }) => openLinkedSample(ctx, params.determinationId, params.position),
  }),
  step(
    'decision',
    'Decide, and say why; the statement to sign is made of it',
    schema.decideDetermination,
    decideDetermination,
  ),
  step(
    'dissent',
    'Say that you do not agree; kept for good',
    schema.dissent,
    (ctx, id, { words }) => dissentFrom(ctx, id, words),
  ),
  step('signatures', 'Bring your signature', schema.signDetermination, (ctx, id, { note }) =>
    signDetermination(ctx, id, note),
  ),
  step(
    'withdrawal',
    'Take it back before it is signed',
    schema.withdrawDetermination,
    (ctx, id, { because }) => withdrawDetermination(ctx, id, because),
  ),
  route({
    method: 'GET',
    path: '/api/determinations/:determinationId/statement',
    summary: 'The statement with the signatures so far: what two officials sign',
    zone: 'inner',
    params: schema.determinationParams,
    handler: async (ctx, { params, reply }) =>
      reply
        .type('text/plain; charset=utf-8')
        .send(await statementNote(ctx, params.determinationId)),
  }),
  route({
    method: 'GET',
    path: '/api/determinations/:determinationId/verification',
    summary:
      'What `sallyport review verify` takes to prove it elsewhere, by an export that a colleague agreed to; that you took it is on record',
    zone: 'inner',
    params: schema.determinationParams,
    query: exportQuery,
    response: bundleSchema,
    handler: (ctx, { params, query }) =>
      determinationBundle(ctx, params.determinationId, query.exportId),
  }),
  route({
    method: 'POST',
    path: '/api/determinations/:determinationId/exports',
    summary: 'Ask to take the proof of a signed determination out as a file; a colleague agrees',
    zone: 'inner',
    status: 201,
    params: schema.determinationParams,
    body: exportPurpose,
    response: exportAsked,
    handler: async (ctx, { params, body }) => ({
      exportId: await askProof(ctx, params.determinationId, body.purpose),
    }),
  }),
  ...consultationRoutes,
];
