/** HTTP for an engagement's history and its mirrored log. */
import { z } from 'zod';
import { eventView, liveStream, pageQuery, pageSchema, route, type AnyRoute } from '#platform/http';
import type { GrowthNotices } from '#platform/notify';
import { exportQuery } from './export-schema.ts';
import { exportFormats } from './ledger-export.ts';
import { downloadLog, exportLedger, listLedger, openVerification } from './ledger-queries.ts';
import { ledgerEntry, ledgerFilter, verificationView } from './ledger-schema.ts';
import { submissionParams as params } from './schema.ts';
import { listEvents, liveTimeline } from './timeline.ts';

export interface AccessRouteParts {
  /** Of the inner zone. */
  growth: GrowthNotices;
}

export function ledgerRoutes({ growth }: AccessRouteParts): AnyRoute[] {
  const verify = openVerification();
  return [
    route({
      method: 'GET',
      path: '/api/submissions/:submissionId/events',
      summary: 'A submission’s timeline',
      zone: 'inner',
      params,
      query: pageQuery,
      response: pageSchema(eventView),
      handler: (ctx, input) => listEvents(ctx, input.params.submissionId, input.query),
    }),
    route({
      method: 'GET',
      path: '/api/submissions/:submissionId/live',
      summary: 'A submission’s events as they come (server-sent events)',
      zone: 'inner',
      params,
      handler: async (ctx, input) =>
        liveStream(
          input.request,
          input.reply,
          await liveTimeline(ctx, input.params.submissionId, growth),
        ),
    }),
    route({
      method: 'GET',
      path: '/api/submissions/:submissionId/ledger',
      summary: 'Entries of the gateway’s log, newest first, by runner, type and time',
      zone: 'inner',
      params,
      query: pageQuery.extend(ledgerFilter.shape),
      response: pageSchema(ledgerEntry),
      handler: (ctx, input) => listLedger(ctx, input.params.submissionId, input.query, input.query),
    }),
    route({
      method: 'GET',
      path: '/api/submissions/:submissionId/ledger/export',
      summary:
        'The same entries as one file, by an export that a colleague agreed to, but for the developer; that it was taken is on record',
      zone: 'inner',
      params,
      query: ledgerFilter.extend({ format: z.enum(exportFormats), ...exportQuery.shape }),
      async handler(ctx, { params: { submissionId }, query, reply }) {
        const { format, exportId, ...filter } = query;
        const stream = await exportLedger(ctx, submissionId, { filter, format, exportId });
        const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json';
        const name = `${submissionId}-ledger.${format}`;
        return reply
          .type(type)
          .header('content-disposition', `attachment; filename="${name}"`)
          .send(stream);
      },
    }),
    route({
      method: 'GET',
      path: '/api/submissions/:submissionId/verification',
      summary: 'Recomputes the mirrored log: what is proved, and what is not, in words',
      zone: 'inner',
      params,
      response: verificationView,
      handler: (ctx, input) => verify(ctx, input.params.submissionId),
    }),
    route({
      method: 'GET',
      path: '/api/submissions/:submissionId/log.tar',
      summary:
        'The mirrored log as files, to verify offline, by an export that a colleague agreed to, but for the developer; that it was taken is on record',
      zone: 'inner',
      params,
      query: exportQuery,
      async handler(ctx, { params: { submissionId }, query: { exportId }, reply }) {
        const stream = await downloadLog(ctx, submissionId, exportId);
        return reply
          .type('application/x-tar')
          .header('content-disposition', `attachment; filename="${submissionId}.tar"`)
          .send(stream);
      },
    }),
  ];
}
