/** HTTP for advisories: drafting and publishing for the case team, reading for everyone. */
import { z } from 'zod';
import { pageQuery, pageSchema, route, type AnyRoute } from '#platform/http';
import { draftAdvisory } from './commands/draft-advisory.ts';
import { publishAdvisory } from './commands/publish-advisory.ts';
import type { Publisher } from './convert.ts';
import { listPublished, publishedText, showOfCase, showPublished } from './queries.ts';
import { advisorySummary, advisoryView } from './views.ts';

const caseParams = z.object({ caseId: z.string().max(64) });
const advisoryParams = z.object({ advisoryId: z.string().max(64) });

export function advisoryRoutes(publisher: Publisher): AnyRoute[] {
  const document = (format: 'csaf' | 'osv') =>
    route({
      method: 'GET',
      path: `/advisories/:advisoryId/${format}.json`,
      summary: `The published ${format === 'csaf' ? 'CSAF 2.0' : 'OSV'} document`,
      zone: 'outer',
      params: advisoryParams,
      async handler(ctx, { params, reply }) {
        return reply
          .type('application/json')
          .send(await publishedText(ctx, params.advisoryId, format));
      },
    });
  return [
    route({
      method: 'POST',
      path: '/api/cases/:caseId/advisory',
      summary: 'Write or rewrite the draft advisory of a case',
      zone: 'outer',
      status: 200,
      params: caseParams,
      body: z.record(z.string(), z.unknown()),
      response: advisoryView,
      async handler(ctx, { params, body }) {
        await draftAdvisory(ctx, params.caseId, body);
        return await showOfCase(ctx, params.caseId);
      },
    }),
    route({
      method: 'GET',
      path: '/api/cases/:caseId/advisory',
      summary: 'The advisory of a case, draft or published',
      zone: 'outer',
      params: caseParams,
      response: advisoryView,
      handler: (ctx, { params }) => showOfCase(ctx, params.caseId),
    }),
    route({
      method: 'POST',
      path: '/api/advisories/:advisoryId/publication',
      summary: 'Publish: once, in every format, for everyone',
      zone: 'outer',
      status: 204,
      params: advisoryParams,
      handler: (ctx, { params }) => publishAdvisory(ctx, params.advisoryId, publisher),
    }),
    route({
      method: 'GET',
      path: '/api/advisories',
      summary: 'Published advisories, newest first',
      zone: 'outer',
      query: pageQuery,
      response: pageSchema(advisorySummary),
      handler: (ctx, { query }) => listPublished(ctx, query),
    }),
    route({
      method: 'GET',
      path: '/api/advisories/:advisoryId',
      summary: 'One published advisory',
      zone: 'outer',
      params: advisoryParams,
      response: advisoryView,
      handler: (ctx, { params }) => showPublished(ctx, params.advisoryId),
    }),
    document('csaf'),
    document('osv'),
  ];
}
