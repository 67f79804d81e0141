/** HTTP for runs, samples, reviews and decisions. Thin: schema, command or query, answer. */
import { z } from 'zod';
import { pageQuery, pageSchema, route, stepsOf, type AnyRoute } from '#platform/http';
import { nothing } from '#platform/fields';
import { decideRun } from './commands/decide-run.ts';
import { endRun, withdrawRun } from './commands/end-run.ts';
import { planRun } from './commands/plan-run.ts';
import { recordSamples } from './commands/record-samples.ts';
import { reviewSample, settleReview } from './commands/review-sample.ts';
import { queueRun, startRun } from './commands/start-run.ts';
import { runParams, submissionParams } from './fields.ts';
import {
  compareTwoRuns,
  listRuns,
  listRunsOf,
  listSamples,
  recordedSoFar,
  showRun,
} from './run-queries.ts';
import * as schema from './run-schema.ts';
import { listUnseals } from './suite-queries.ts';
import { unsealView } from './suite-schema.ts';

const sampleParams = runParams.extend({ position: z.coerce.number().int().min(0).max(10_000_000) });

const step = stepsOf({
  path: '/api/runs/:runId',
  params: runParams,
  idOf: ({ runId }) => runId,
  view: schema.runView,
  show: (ctx, id) => showRun(ctx, id, 'evaluation:write'),
});

export const runRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/runs',
    summary: 'Your office’s runs, newest first',
    zone: 'inner',
    query: pageQuery,
    response: pageSchema(schema.runSummary),
    handler: (ctx, { query }) => listRuns(ctx, query),
  }),
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/runs',
    summary: 'An engagement’s runs, newest first',
    zone: 'inner',
    params: submissionParams,
    query: pageQuery,
    response: pageSchema(schema.runSummary),
    handler: (ctx, { params, query }) => listRunsOf(ctx, params.submissionId, query),
  }),
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/runs',
    summary: 'Plan a run, in every respect that could be chosen later',
    zone: 'inner',
    status: 201,
    params: submissionParams,
    body: schema.planRun,
    response: schema.runView,
    handler: async (ctx, { params, body }) =>
      showRun(ctx, await planRun(ctx, params.submissionId, body), 'evaluation:write'),
  }),
  route({
    method: 'GET',
    path: '/api/runs/:runId',
    summary: 'One run: plan, progress, score with its interval, decisions',
    zone: 'inner',
    params: runParams,
    response: schema.runView,
    handler: (ctx, { params }) => showRun(ctx, params.runId),
  }),
  step('queue', 'Queue it; for a determination, by a second person', nothing, (ctx, id) =>
    queueRun(ctx, id),
  ),
  step('start', 'Start it, as its runner', schema.startRun, startRun),
  route({
    method: 'POST',
    path: '/api/runs/:runId/samples',
    summary: 'Bring samples, in the order of their chain; sent twice is recorded once',
    zone: 'inner',
    params: runParams,
    body: schema.recordSamples,
    response: schema.recordedView,
    async handler(ctx, { params, body }) {
      await recordSamples(ctx, params.runId, body);
      return await recordedSoFar(ctx, params.runId);
    },
  }),
  route({
    method: 'GET',
    path: '/api/runs/:runId/samples',
    summary: 'Samples in the order of their chain, with their reviews',
    zone: 'inner',
    params: runParams,
    query: pageQuery,
    response: pageSchema(schema.sampleView),
    handler: (ctx, { params, query }) => listSamples(ctx, params.runId, query),
  }),
  step('end', 'End it: complete, or incomplete and why', schema.endRun, endRun),
  step('withdrawal', 'Give it up', schema.withdrawRun, (ctx, id, { because }) =>
    withdrawRun(ctx, id, because),
  ),
  step('decision', 'Apply the committed threshold: one planned look', nothing, (ctx, id) =>
    decideRun(ctx, id),
  ),
  route({
    method: 'POST',
    path: '/api/runs/:runId/samples/:position/review',
    summary: 'Agree with a sample’s score, or dispute it',
    zone: 'inner',
    status: 204,
    params: sampleParams,
    body: schema.reviewSample,
    handler: (ctx, { params, body }) => reviewSample(ctx, params.runId, params.position, body),
  }),
  route({
    method: 'POST',
    path: '/api/runs/:runId/samples/:position/review/settlement',
    summary: 'Confirm or reject a dispute, as a second person',
    zone: 'inner',
    status: 204,
    params: sampleParams,
    body: schema.settleReview,
    handler: (ctx, { params, body }) =>
      settleReview(ctx, params.runId, params.position, body.settlement),
  }),
  route({
    method: 'GET',
    path: '/api/runs/:runId/comparison',
    summary: 'Compare it with another run of the same suite, task by task',
    zone: 'inner',
    params: runParams,
    query: schema.comparisonQuery,
    response: schema.comparisonView,
    handler: (ctx, { params, query }) => compareTwoRuns(ctx, params.runId, query.with),
  }),
  route({
    method: 'GET',
    path: '/api/runs/:runId/unseals',
    summary: 'What custodians were asked for this run, newest first',
    zone: 'inner',
    params: runParams,
    query: pageQuery,
    response: pageSchema(unsealView),
    handler: (ctx, { params, query }) => listUnseals(ctx, params.runId, query),
  }),
];
