/** Steps about a run and its samples. Whatever came of one, the run is read again. */
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import {
  evaluationReportsQuery,
  findingsQuery,
  runQuery,
  runSamplesQuery,
} from '../api/run-queries.ts';
import type { ReviewVerdict } from '../api/views.ts';

export interface Review {
  verdict: ReviewVerdict;
  value: number | null;
  because: string;
}

export type RunStep =
  | { kind: 'queue' }
  | { kind: 'decide' }
  | { kind: 'end'; as: 'complete' | 'incomplete'; reason: string }
  | { kind: 'withdraw'; because: string }
  | { kind: 'review'; position: number; review: Review }
  | { kind: 'settle'; position: number; settlement: 'confirm' | 'reject' };

export function useRunStep(runId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: RunStep) => take(runId, step),
    onSettled: () => readRunAgain(queries, runId),
  });
}

async function take(runId: string, step: RunStep): Promise<unknown> {
  const path = { runId };
  switch (step.kind) {
    case 'queue':
      return await answer(api.POST('/api/runs/{runId}/queue', { params: { path }, body: {} }));
    case 'decide':
      return await answer(api.POST('/api/runs/{runId}/decision', { params: { path }, body: {} }));
    case 'end':
      return await answer(
        api.POST('/api/runs/{runId}/end', {
          params: { path },
          body: { as: step.as, reason: step.reason },
        }),
      );
    case 'withdraw':
      return await answer(
        api.POST('/api/runs/{runId}/withdrawal', {
          params: { path },
          body: { because: step.because },
        }),
      );
    case 'review':
      return await answer(
        api.POST('/api/runs/{runId}/samples/{position}/review', {
          params: { path: { runId, position: step.position } },
          body: step.review,
        }),
      );
    case 'settle':
      return await answer(
        api.POST('/api/runs/{runId}/samples/{position}/review/settlement', {
          params: { path: { runId, position: step.position } },
          body: { settlement: step.settlement },
        }),
      );
  }
}

async function readRunAgain(queries: QueryClient, runId: string): Promise<void> {
  const keys = [
    runQuery(runId).queryKey,
    runSamplesQuery(runId).queryKey,
    ['runs'],
    ['office-runs'],
  ];
  await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
}

/** What a growing log may have changed on a run's page. */
export async function readAllAgain(
  queries: QueryClient,
  runId: string,
  submissionId: string,
): Promise<void> {
  const about = [findingsQuery, evaluationReportsQuery];
  await Promise.all([
    readRunAgain(queries, runId),
    ...about.map((query) => queries.invalidateQueries({ queryKey: query(submissionId).queryKey })),
  ]);
}
