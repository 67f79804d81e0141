/** Steps about a determination. Whatever came of one, everything about its engagement is read again. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { engagementAgain } from '../api/review-queries.ts';
import type { DeterminationView, Outcome } from '../api/views.ts';

export interface Decision {
  outcome: Outcome;
  reason: string;
  differsBecause: string | null;
}

export type DeterminationStep =
  | { kind: 'consult'; organisationId: string; answerBy: string }
  | ({ kind: 'decide' } & Decision)
  | { kind: 'dissent'; words: string }
  | { kind: 'sign'; note: string }
  | { kind: 'withdraw'; because: string };

export function useDeterminationStep({
  id,
  submissionId,
}: Pick<DeterminationView, 'id' | 'submissionId'>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: DeterminationStep) => take(id, step),
    onSettled: () => engagementAgain(queries, submissionId),
  });
}

async function take(determinationId: string, step: DeterminationStep): Promise<unknown> {
  const params = { path: { determinationId } };
  switch (step.kind) {
    case 'consult': {
      const { organisationId, answerBy } = step;
      const body = { organisationId, answerBy };
      return await answer(
        api.POST('/api/determinations/{determinationId}/consultations', { params, body }),
      );
    }
    case 'decide': {
      const { outcome, reason, differsBecause } = step;
      const body = { outcome, reason, differsBecause };
      return await answer(
        api.POST('/api/determinations/{determinationId}/decision', { params, body }),
      );
    }
    case 'dissent': {
      const body = { words: step.words };
      return await answer(
        api.POST('/api/determinations/{determinationId}/dissent', { params, body }),
      );
    }
    case 'sign': {
      const body = { note: step.note };
      return await answer(
        api.POST('/api/determinations/{determinationId}/signatures', { params, body }),
      );
    }
    case 'withdraw': {
      const body = { because: step.because };
      return await answer(
        api.POST('/api/determinations/{determinationId}/withdrawal', { params, body }),
      );
    }
  }
}
