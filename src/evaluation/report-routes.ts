/** HTTP for findings and reports. Thin: schema, command or query, answer. */
import { z } from 'zod';
import { nothing } from '#platform/fields';
import { pageQuery, pageSchema, purposeQuery, route, type AnyRoute } from '#platform/http';
import { proposeReport, stateNotCompleted } from './commands/propose-report.ts';
import { signReport, withdrawReport } from './commands/sign-report.ts';
import { writeFinding } from './commands/write-finding.ts';
import { runParams, submissionParams } from './fields.ts';
import { findingText } from './finding.ts';
import {
  listFindings,
  listReports,
  readFinding,
  readReport,
  showFinding,
  showReport,
} from './report-queries.ts';
import * as schema from './report-schema.ts';

const findingParams = z.object({ findingId: z.string().max(64) });
const reportParams = z.object({ evaluationReportId: z.string().max(64) });

export const reportRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/api/runs/:runId/findings',
    summary: 'Write a finding, with the samples that show it',
    zone: 'inner',
    status: 201,
    params: runParams,
    body: schema.writeFinding,
    response: z.object({ findingId: z.string() }),
    handler: async (ctx, { params, body }) => ({
      findingId: await writeFinding(ctx, params.runId, body),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/findings',
    summary: 'An engagement’s findings, newest first, without their words',
    zone: 'inner',
    params: submissionParams,
    query: pageQuery,
    response: pageSchema(schema.findingView),
    handler: (ctx, { params, query }) => listFindings(ctx, params.submissionId, query),
  }),
  route({
    method: 'GET',
    path: '/api/findings/:findingId',
    summary: 'One finding, without its words',
    zone: 'inner',
    params: findingParams,
    response: schema.findingView,
    handler: (ctx, { params }) => showFinding(ctx, params.findingId),
  }),
  route({
    method: 'GET',
    path: '/api/findings/:findingId/text',
    summary: 'A finding’s claim and uncertainty',
    zone: 'inner',
    params: findingParams,
    query: purposeQuery,
    response: findingText,
    handler: (ctx, { params, query }) => readFinding(ctx, params.findingId, query.purpose),
  }),
  route({
    method: 'GET',
    path: '/api/submissions/:submissionId/evaluation-reports',
    summary: 'An engagement’s reports, newest first, without their content',
    zone: 'inner',
    params: submissionParams,
    query: pageQuery,
    response: pageSchema(schema.reportView),
    handler: (ctx, { params, query }) => listReports(ctx, params.submissionId, query),
  }),
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/evaluation-reports',
    summary: 'Propose the report on a grant: its content is fixed here',
    zone: 'inner',
    status: 201,
    params: submissionParams,
    body: schema.proposeReport,
    response: z.object({ evaluationReportId: z.string() }),
    handler: async (ctx, { params, body }) => ({
      evaluationReportId: await proposeReport(ctx, params.submissionId, body),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/submissions/:submissionId/evaluation-reports/not-completed',
    summary: 'Say that no report on a grant will come, and why',
    zone: 'inner',
    status: 201,
    params: submissionParams,
    body: schema.stateNotCompleted,
    response: z.object({ evaluationReportId: z.string() }),
    handler: async (ctx, { params, body }) => ({
      evaluationReportId: await stateNotCompleted(ctx, params.submissionId, body),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/evaluation-reports/:evaluationReportId',
    summary: 'One report, without its content',
    zone: 'inner',
    params: reportParams,
    response: schema.reportView,
    handler: (ctx, { params }) => showReport(ctx, params.evaluationReportId),
  }),
  route({
    method: 'GET',
    path: '/api/evaluation-reports/:evaluationReportId/content',
    summary: 'What was proposed, or the signed envelope with the key to check it by',
    zone: 'inner',
    params: reportParams,
    query: purposeQuery,
    handler: async (ctx, { params, query, reply }) =>
      reply
        .type('application/json; charset=utf-8')
        .send(await readReport(ctx, params.evaluationReportId, query.purpose)),
  }),
  route({
    method: 'POST',
    path: '/api/evaluation-reports/:evaluationReportId/signature',
    summary: 'Sign exactly what was proposed, as a second person',
    zone: 'inner',
    status: 204,
    params: reportParams,
    body: nothing,
    handler: (ctx, { params }) => signReport(ctx, params.evaluationReportId),
  }),
  route({
    method: 'POST',
    path: '/api/evaluation-reports/:evaluationReportId/withdrawal',
    summary: 'Take back a proposed report',
    zone: 'inner',
    status: 204,
    params: reportParams,
    body: schema.withdrawReport,
    handler: (ctx, { params, body }) =>
      withdrawReport(ctx, params.evaluationReportId, body.because),
  }),
];
