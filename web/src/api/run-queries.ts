/** What this UI asks about measuring a model: runs, their samples, and what they rest on. */
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import { pageOf } from './queries.ts';
import type { RunSample } from './views.ts';

export const runsQuery = (submissionId: string, cursor?: string) =>
  queryOptions({
    queryKey: ['runs', submissionId, cursor],
    queryFn: () =>
      answer(
        api.GET('/api/submissions/{submissionId}/runs', {
          params: { path: { submissionId }, query: pageOf(cursor) },
        }),
      ),
  });

export const runQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId],
    queryFn: () => answer(api.GET('/api/runs/{runId}', { params: { path: { runId } } })),
  });

/** What a page shows of one run's samples; the rest is on the pages after it. */
export const samplesShownMax = 2000;
const listMax = 100;

/** Samples in the order of their chain from `from` on, up to `samplesShownMax` of them. */
export const runSamplesQuery = (runId: string, from?: string) =>
  queryOptions({
    queryKey: from === undefined ? ['run-samples', runId] : ['run-samples', runId, from],
    queryFn: async () => {
      const samples: RunSample[] = [];
      let cursor = from;
      do {
        const query = { limit: listMax, ...pageOf(cursor) };
        const page = await answer(
          api.GET('/api/runs/{runId}/samples', { params: { path: { runId }, query } }),
        );
        samples.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== undefined && samples.length < samplesShownMax);
      return { samples, nextCursor: cursor };
    },
  });

/** The reader's own office's runs. */
export const officeRunsQuery = (cursor?: string) =>
  queryOptions({
    queryKey: ['office-runs', cursor],
    queryFn: () =>
      answer(api.GET('/api/runs', { params: { query: { limit: listMax, ...pageOf(cursor) } } })),
  });

export const comparisonQuery = (runId: string, other: string) =>
  queryOptions({
    queryKey: ['comparison', runId, other],
    queryFn: () =>
      answer(
        api.GET('/api/runs/{runId}/comparison', {
          params: { path: { runId }, query: { with: other } },
        }),
      ),
  });

/** What a plan chooses from: accesses in force, whole suites, and what was published and committed to. */
export const planChoicesQuery = (submissionId: string) =>
  queryOptions({
    queryKey: ['plan-choices', submissionId],
    queryFn: async () => {
      const newest = { params: { query: { limit: listMax } } };
      const [grants, procedures, suites, thresholds] = await Promise.all([
        answer(
          api.GET('/api/submissions/{submissionId}/grants', {
            params: { path: { submissionId }, query: { limit: listMax } },
          }),
        ),
        answer(api.GET('/api/procedures', newest)),
        answer(api.GET('/api/suites', newest)),
        answer(api.GET('/api/thresholds', newest)),
      ]);
      return {
        grants: grants.items.filter(({ state }) => state === 'active'),
        procedures: procedures.items,
        suites: suites.items.filter(({ state }) => state === 'held'),
        thresholds: thresholds.items,
      };
    },
  });

export const suiteQuery = (suiteId: string) =>
  queryOptions({
    queryKey: ['suite', suiteId],
    queryFn: () => answer(api.GET('/api/suites/{suiteId}', { params: { path: { suiteId } } })),
  });

export const findingsQuery = (submissionId: string) =>
  queryOptions({
    queryKey: ['findings', submissionId],
    queryFn: () =>
      answer(
        api.GET('/api/submissions/{submissionId}/findings', {
          params: { path: { submissionId }, query: { limit: listMax } },
        }),
      ),
  });

export const evaluationReportsQuery = (submissionId: string) =>
  queryOptions({
    queryKey: ['evaluation-reports', submissionId],
    queryFn: () =>
      answer(
        api.GET('/api/submissions/{submissionId}/evaluation-reports', {
          params: { path: { submissionId }, query: { limit: listMax } },
        }),
      ),
  });
