/** HTTP for custodians, suites and unseals. Thin: schema, command or query, answer. */
import { z } from 'zod';
import { pageQuery, pageSchema, purposeQuery, route, type AnyRoute } from '#platform/http';
import { burnTask } from './commands/burn-task.ts';
import { declareSuite } from './commands/declare-suite.ts';
import { registerCustodian } from './commands/register-custodian.ts';
import { requestUnseal } from './commands/request-unseal.ts';
import { approveUnseal, refuseUnseal, withdrawUnseal } from './commands/settle-unseal.ts';
import { storeTask } from './commands/store-task.ts';
import { taskName } from './sealing/index.ts';
import {
  listSuites,
  ownShares,
  showCustodians,
  showSuite,
  showUnseal,
  unsealedTask,
} from './suite-queries.ts';
import * as schema from './suite-schema.ts';

const suiteParams = z.object({ suiteId: z.string().max(64) });
const unsealParams = z.object({ unsealId: z.string().max(64) });
/** A task's folder is at most 64 MiB (suites/README.md), and packed less. */
const taskBytesMax = 64 * 1024 * 1024;

const suiteRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/custodians',
    summary: 'Whom of your office a suite can be sealed to, and your own key',
    zone: 'inner',
    response: schema.custodiansView,
    handler: (ctx) => showCustodians(ctx),
  }),
  route({
    method: 'POST',
    path: '/api/custodians',
    summary: 'Register your public custodian’s key; the private one stays with you',
    zone: 'inner',
    status: 201,
    body: schema.registerCustodian,
    response: schema.custodianView,
    handler: (ctx, { body }) => registerCustodian(ctx, body),
  }),
  route({
    method: 'GET',
    path: '/api/suites',
    summary: 'Your office’s suites, newest first',
    zone: 'inner',
    query: pageQuery,
    response: pageSchema(schema.suiteSummary),
    handler: (ctx, { query }) => listSuites(ctx, query),
  }),
  route({
    method: 'POST',
    path: '/api/suites',
    summary: 'Declare a suite: its items, their root, and its custodians',
    zone: 'inner',
    status: 201,
    body: schema.declareSuite,
    response: schema.suiteView,
    handler: async (ctx, { body }) =>
      showSuite(ctx, await declareSuite(ctx, body), 'evaluation:write'),
  }),
  route({
    method: 'GET',
    path: '/api/suites/:suiteId',
    summary: 'One suite: its items and who may know each',
    zone: 'inner',
    params: suiteParams,
    response: schema.suiteView,
    handler: (ctx, { params }) => showSuite(ctx, params.suiteId),
  }),
  route({
    method: 'POST',
    path: '/api/suites/:suiteId/tasks/:task',
    summary: 'Bring one sealed task’s ciphertext, as its manifest committed to it',
    zone: 'inner',
    status: 204,
    params: suiteParams.extend({ task: taskName }),
    bytes: { contentTypes: ['application/octet-stream'], limitBytes: taskBytesMax },
    handler: (ctx, { params, body }) => storeTask(ctx, params.suiteId, params.task, body),
  }),
  route({
    method: 'POST',
    path: '/api/suites/:suiteId/burn',
    summary: 'Say that a task is out: it is never issued again',
    zone: 'inner',
    params: suiteParams,
    body: schema.burnTask,
    response: schema.suiteView,
    async handler(ctx, { params, body }) {
      await burnTask(ctx, params.suiteId, body);
      return await showSuite(ctx, params.suiteId, 'evaluation:write');
    },
  }),
  route({
    method: 'GET',
    path: '/api/suites/:suiteId/shares',
    summary: 'Your own halves of the keys, as one of the two custodians',
    zone: 'inner',
    params: suiteParams,
    response: schema.sharesView,
    handler: (ctx, { params }) => ownShares(ctx, params.suiteId),
  }),
];

const unsealRoutes: AnyRoute[] = [
  route({
    method: 'POST',
    path: '/api/suites/:suiteId/unseals',
    summary: 'Ask, as one custodian, that tasks be given to a run’s runner',
    zone: 'inner',
    status: 201,
    params: suiteParams,
    body: schema.requestUnseal,
    response: schema.unsealView,
    handler: async (ctx, { params, body }) =>
      showUnseal(ctx, await requestUnseal(ctx, params.suiteId, body), 'evaluation:write'),
  }),
  route({
    method: 'GET',
    path: '/api/unseals/:unsealId',
    summary: 'One unseal: who asked, for what, and how it ended',
    zone: 'inner',
    params: unsealParams,
    response: schema.unsealView,
    handler: (ctx, { params }) => showUnseal(ctx, params.unsealId),
  }),
  route({
    method: 'POST',
    path: '/api/unseals/:unsealId/approval',
    summary: 'Approve it, as the other custodian, with your halves: this executes it',
    zone: 'inner',
    params: unsealParams,
    body: schema.approveUnseal,
    response: schema.unsealView,
    async handler(ctx, { params, body }) {
      await approveUnseal(ctx, params.unsealId, body.shares);
      return await showUnseal(ctx, params.unsealId, 'evaluation:write');
    },
  }),
  ...(['refusal', 'withdrawal'] as const).map((step) =>
    route({
      method: 'POST',
      path: `/api/unseals/:unsealId/${step}`,
      summary:
        step === 'refusal' ? 'Refuse it, as the other custodian' : 'Take back what you asked',
      zone: 'inner',
      params: unsealParams,
      body: schema.closeUnseal,
      response: schema.unsealView,
      async handler(ctx, { params, body }) {
        const close = step === 'refusal' ? refuseUnseal : withdrawUnseal;
        await close(ctx, params.unsealId, body.because);
        return await showUnseal(ctx, params.unsealId, 'evaluation:write');
      },
    }),
  ),
  route({
    method: 'GET',
    path: '/api/unseals/:unsealId/tasks/:task',
    summary: 'One unsealed task for its runner: ciphertext and both halves of its key',
    zone: 'inner',
    params: unsealParams.extend({ task: taskName }),
    query: purposeQuery,
    handler: async (ctx, { params, query, reply }) =>
      reply
        .type('application/gzip')
        .send(await unsealedTask(ctx, params.unsealId, params.task, query.purpose)),
  }),
];

export const custodyRoutes: AnyRoute[] = [...suiteRoutes, ...unsealRoutes];
