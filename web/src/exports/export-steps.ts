/** Steps about an export. Whatever came of one, all of its engagement is read again. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { engagementAgain } from '../api/review-queries.ts';
import type { Export, LedgerFilter } from '../api/views.ts';

/** What is asked for: entries of the access ledger, the whole log, or the proof of a determination. */
export type Wanted =
  | { what: 'ledger'; filter: LedgerFilter }
  | { what: 'log' }
  | { what: 'determination'; determinationId: string };

export function useAsk(submissionId: string, wanted: Wanted, onAsked: () => void) {
  const queries = useQueryClient();
  return useMutation({
    async mutationFn(purpose: string) {
      await ask(submissionId, wanted, purpose);
    },
    async onSuccess() {
      await engagementAgain(queries, submissionId);
      onAsked();
    },
  });
}

async function ask(submissionId: string, wanted: Wanted, purpose: string): Promise<unknown> {
  if (wanted.what === 'determination') {
    const params = { path: { determinationId: wanted.determinationId } };
    const path = '/api/determinations/{determinationId}/exports';
    return await answer(api.POST(path, { params, body: { purpose } }));
  }
  const params = { path: { submissionId } };
  const body = { filter: {}, ...wanted, purpose };
  return await answer(api.POST('/api/submissions/{submissionId}/exports', { params, body }));
}

/** Only a refusal needs words. */
export function useSettle({ id, submissionId }: Export, step: 'agree' | 'refuse' | 'withdraw') {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (because: string) => settle(id, step, because),
    onSettled: () => engagementAgain(queries, submissionId),
  });
}

function settle(exportId: string, step: 'agree' | 'refuse' | 'withdraw', because: string) {
  const params = { path: { exportId } };
  switch (step) {
    case 'agree':
      return answer(api.POST('/api/exports/{exportId}/agreement', { params, body: {} }));
    case 'refuse':
      return answer(api.POST('/api/exports/{exportId}/refusal', { params, body: { because } }));
    case 'withdraw':
      return answer(api.POST('/api/exports/{exportId}/withdrawal', { params, body: {} }));
  }
}
