/** HTTP for reports and cases. Thin: schema, command or query, answer. */
import { z } from 'zod';
import type { Context } from '#platform/context';
import {
  eventView,
  liveStream,
  pageQuery,
  pageSchema,
  purposeQuery,
  route,
  type AnyRoute,
} from '#platform/http';
import { liveEventsAfter, type EventScope } from '#platform/ledger';
import { notFound } from '#platform/problems';
import type { GrowthNotices } from '#platform/notify';
import { bundleBytesMax } from '#proof';
import { closeCase, takeCase } from './commands/coordinate-case.ts';
import { proposeFix as propose } from './commands/propose-fix.ts';
import { placeReport } from './commands/group-report.ts';
import { requestValidation } from './commands/request-validation.ts';
import { openIntake } from './commands/submit-report.ts';
import {
  caseScope,
  listCases,
  listReports,
  namedEvents,
  reportScope,
  showCase,
  showReport,
  visibleReport,
  withNames,
} from './queries.ts';
import {
  caseSummary,
  caseView,
  placement,
  proposeFix,
  receiptView,
  reportSummary,
  reportView,
} from './schema.ts';

const reportParams = z.object({ reportId: z.string().max(64) });
const caseParams = z.object({ caseId: z.string().max(64) });
const liveBatchMax = 200;

export interface ClearinghouseRouteParts {
  /** The installation's promise, or that it makes none; stands on every receipt. */
  notice: string;
  growth: GrowthNotices;
  /** Reports that may wait for validation before intake is full. */
  waitingMax: number;
}

export function clearinghouseRoutes(parts: ClearinghouseRouteParts): AnyRoute[] {
  const { notice, growth } = parts;
  const submit = openIntake(parts.waitingMax);
  const stream = async (
    ctx: Context,
    scope: EventScope,
    input: { request: Parameters<typeof liveStream>[0]; reply: Parameters<typeof liveStream>[1] },
  ) => {
    liveStream(input.request, input.reply, {
      onGrowth: (look) => growth.onGrowth(look),
      async next(cursor) {
        const step = await liveEventsAfter(ctx.database.db, 'outer', scope, cursor, liveBatchMax);
        return { ...step, events: await withNames(ctx, step.events) };
      },
    });
  };
  return [
    route({
      method: 'POST',
      path: '/api/reports',
      summary: 'Submit a report bundle; answered with a receipt before anything is run',
      zone: 'outer',
      status: 202,
      bytes: {
        contentTypes: ['application/gzip', 'application/x-gzip'],
        limitBytes: bundleBytesMax,
      },
      response: receiptView,
      async handler(ctx, { body, request }) {
        const key = request.headers['idempotency-key'];
        const receipt = await submit(ctx, {
          idempotencyKey: typeof key === 'string' ? key : undefined,
          archive: body,
        });
        return { ...receipt, notice };
      },
    }),
    route({
      method: 'GET',
      path: '/api/reports',
      summary: 'Reports you may see, newest first',
      zone: 'outer',
      query: pageQuery,
      response: pageSchema(reportSummary),
      handler: (ctx, { query }) => listReports(ctx, query),
    }),
    route({
      method: 'GET',
      path: '/api/reports/:reportId',
      summary: 'One report',
      zone: 'outer',
      params: reportParams,
      response: reportView,
      handler: (ctx, { params }) => showReport(ctx, params.reportId),
    }),
    route({
      method: 'GET',
      path: '/api/reports/:reportId/events',
      summary: 'A report’s history, who read it included',
      zone: 'outer',
      params: reportParams,
      query: pageQuery,
      response: pageSchema(eventView),
      handler: async (ctx, { params, query }) =>
        namedEvents(ctx, await reportScope(ctx, params.reportId), query),
    }),
    route({
      method: 'GET',
      path: '/api/reports/:reportId/live',
      summary: 'A report’s events as they come (server-sent events)',
      zone: 'outer',
      params: reportParams,
      handler: async (ctx, input) =>
        stream(ctx, await reportScope(ctx, input.params.reportId), input),
    }),
    route({
      method: 'GET',
      path: '/api/reports/:reportId/bundle',
      summary: 'The sealed bundle; the read is written to the finder’s ledger',
      zone: 'outer',
      params: reportParams,
      query: purposeQuery,
      async handler(ctx, { params, query, reply }) {
        const { bundleRef, id } = await visibleReport(ctx, params.reportId);
        const bytes = await ctx.reveal(ctx.actor, bundleRef, query.purpose);
        return reply
          .type('application/gzip')
          .header('content-disposition', `attachment; filename="${id}.tar.gz"`)
          .send(bytes);
      },
    }),
    route({
      method: 'GET',
      path: '/api/reports/:reportId/evidence',
      summary: 'The signed evidence; the read is written to the finder’s ledger',
      zone: 'outer',
      params: reportParams,
      query: purposeQuery,
      async handler(ctx, { params, query, reply }) {
        const { evidenceRef, id } = await visibleReport(ctx, params.reportId);
        if (evidenceRef === null) throw notFound();
        const bytes = await ctx.reveal(ctx.actor, evidenceRef, query.purpose);
        return reply
          .type('application/json')
          .header('content-disposition', `attachment; filename="${id}.evidence.json"`)
          .send(bytes);
      },
    }),
    route({
      method: 'POST',
      path: '/api/reports/:reportId/case',
      summary: 'Decide a likely duplicate: the case it belongs to, or null for one of its own',
      zone: 'outer',
      status: 204,
      params: reportParams,
      body: placement,
      handler: (ctx, { params, body }) => placeReport(ctx, params.reportId, body.caseId),
    }),
    route({
      method: 'POST',
      path: '/api/reports/:reportId/validation',
      summary: 'Validate a held report again, after its cause was mended',
      zone: 'outer',
      status: 202,
      params: reportParams,
      handler: (ctx, { params }) => requestValidation(ctx, params.reportId),
    }),
    route({
      method: 'GET',
      path: '/api/cases',
      summary: 'Cases, newest first',
      zone: 'outer',
      query: pageQuery,
      response: pageSchema(caseSummary),
      handler: (ctx, { query }) => listCases(ctx, query),
    }),
    route({
      method: 'GET',
      path: '/api/cases/:caseId',
      summary: 'One case with its reports and fixes',
      zone: 'outer',
      params: caseParams,
      response: caseView,
      handler: (ctx, { params }) => showCase(ctx, params.caseId),
    }),
    route({
      method: 'GET',
      path: '/api/cases/:caseId/events',
      summary: 'A case’s timeline',
      zone: 'outer',
      params: caseParams,
      query: pageQuery,
      response: pageSchema(eventView),
      handler: async (ctx, { params, query }) =>
        namedEvents(ctx, await caseScope(ctx, params.caseId), query),
    }),
    route({
      method: 'GET',
      path: '/api/cases/:caseId/live',
      summary: 'A case’s events as they come (server-sent events)',
      zone: 'outer',
      params: caseParams,
      handler: async (ctx, input) => stream(ctx, await caseScope(ctx, input.params.caseId), input),
    }),
    route({
      method: 'POST',
      path: '/api/cases/:caseId/owner',
      summary: 'Take the case',
      zone: 'outer',
      status: 204,
      params: caseParams,
      handler: (ctx, { params }) => takeCase(ctx, params.caseId),
    }),
    route({
      method: 'POST',
      path: '/api/cases/:caseId/fixes',
      summary: 'Propose a fix; a worker checks it against every reproducer',
      zone: 'outer',
      status: 202,
      params: caseParams,
      body: proposeFix,
      response: z.object({ fixId: z.string() }),
      handler: (ctx, { params, body }) => propose(ctx, params.caseId, body),
    }),
    route({
      method: 'POST',
      path: '/api/cases/:caseId/closure',
      summary: 'Close a published case',
      zone: 'outer',
      status: 204,
      params: caseParams,
      handler: (ctx, { params }) => closeCase(ctx, params.caseId),
    }),
  ];
}
