/** Steps about a grant that need no key of one's own. Whatever came of one, its submission is read again. */
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { budgetsQuery, grantsQuery, submissionQuery } from '../api/queries.ts';
import type { Grant } from '../api/views.ts';

type WordStep = 'refusal' | 'withdrawal' | 'name-opening' | 'name-opening/approval';

/** A step taken with words, which may be empty where the step needs none. */
export function useGrantStep({ id, submissionId }: Grant, step: WordStep) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (words: string) => take(id, step, words),
    onSettled: () => readAgain(queries, submissionId),
  });
}

function take(grantId: string, step: WordStep, because: string) {
  const params = { path: { grantId } };
  switch (step) {
    case 'refusal':
      return answer(api.POST('/api/grants/{grantId}/refusal', { params, body: { because } }));
    case 'withdrawal':
      return answer(api.POST('/api/grants/{grantId}/withdrawal', { params, body: { because } }));
    case 'name-opening':
      return answer(api.POST('/api/grants/{grantId}/name-opening', { params, body: { because } }));
    case 'name-opening/approval':
      return answer(api.POST('/api/grants/{grantId}/name-opening/approval', { params, body: {} }));
  }
}

export async function readAgain(queries: QueryClient, submissionId: string): Promise<void> {
  const questions = [submissionQuery, grantsQuery, budgetsQuery];
  await Promise.all(
    questions.map((query) => queries.invalidateQueries({ queryKey: query(submissionId).queryKey })),
  );
}
