/** HTTP for operators: systems, the home page, action cards, receipts. */
import { z } from 'zod';
import { words } from '#platform/fields';
import { pageQuery, pageSchema, route, type AnyRoute } from '#platform/http';
import { attest } from './commands/confirm.ts';
import { uploadInventory } from './commands/upload-inventory.ts';
import { exposureStates } from './exposure.ts';
import {
  listActions,
  listSystems,
  receiptOf,
  showHome,
  showReceipt,
  type Contact,
} from './queries.ts';
import { actionView, homeView, markDone, receiptView, systemView, uploadResult } from './schema.ts';

const inventoryBytesMax = 32 * 1024 * 1024;
const actionParams = z.object({ actionId: z.string().max(64) });

export function operatorRoutes(contact: Contact): AnyRoute[] {
  const attestation = (path: string, summary: string, outcome: 'done' | 'mitigated') =>
    route({
      method: 'POST',
      path,
      summary,
      zone: 'outer',
      status: 201,
      params: actionParams,
      body: markDone,
      response: receiptView,
      handler: async (ctx, { params, body }) =>
        receiptOf(await attest(ctx, { actionId: params.actionId, outcome, note: body.note })),
    });
  return [
    route({
      method: 'GET',
      path: '/api/home',
      summary: 'What to do next, in one sentence',
      zone: 'outer',
      response: homeView,
      handler: (ctx) => showHome(ctx, contact),
    }),
    route({
      method: 'GET',
      path: '/api/systems',
      summary: 'Your systems and what their inventories hold',
      zone: 'outer',
      query: pageQuery,
      response: pageSchema(systemView),
      handler: (ctx, { query }) => listSystems(ctx, query),
    }),
    route({
      method: 'POST',
      path: '/api/systems',
      summary: 'Give a system’s inventory (CycloneDX or SPDX)',
      zone: 'outer',
      status: 201,
      query: z.object({ name: words(1, 100) }),
      bytes: {
        contentTypes: [
          'application/json',
          'application/vnd.cyclonedx+json',
          'application/vnd.cyclonedx+xml',
          'application/xml',
          'text/xml',
          'application/spdx+json',
          'text/plain',
          'text/spdx',
          'application/octet-stream',
        ],
        limitBytes: inventoryBytesMax,
      },
      response: uploadResult,
      handler: (ctx, { query, body }) => uploadInventory(ctx, { name: query.name, sbom: body }),
    }),
    route({
      method: 'GET',
      path: '/api/actions',
      summary: 'Action cards, newest first',
      zone: 'outer',
      query: pageQuery.extend({ state: z.enum(exposureStates).optional() }),
      response: pageSchema(actionView),
      handler: (ctx, { query }) => listActions(ctx, query.state, query),
    }),
    attestation(
      '/api/actions/:actionId/done',
      'Say that it is patched; answered with a receipt',
      'done',
    ),
    attestation(
      '/api/actions/:actionId/mitigated',
      'Say that it cannot be patched but is protected; answered with a receipt',
      'mitigated',
    ),
    route({
      method: 'GET',
      path: '/api/receipts/:receiptId',
      summary: 'One of your receipts',
      zone: 'outer',
      params: z.object({ receiptId: z.string().max(64) }),
      response: receiptView,
      handler: (ctx, { params }) => showReceipt(ctx, params.receiptId),
    }),
  ];
}
