/** Every question this UI asks, with the key its answer is kept under. */
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { LedgerQuery } from './views.ts';

export const pageOf = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });

export const installationQuery = queryOptions({
  queryKey: ['installation'],
  queryFn: () => answer(api.GET('/api/installation')),
  staleTime: Infinity,
});

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => answer(api.GET('/api/session')),
  staleTime: 60_000,
});

export const localPeopleQuery = queryOptions({
  queryKey: ['local-people'],
  queryFn: () => answer(api.GET('/api/local/people')),
});

export const tokensQuery = (cursor?: string) =>
  queryOptions({
    queryKey: ['tokens', cursor],
    queryFn: () => answer(api.GET('/api/tokens', { params: { query: pageOf(cursor) } })),
  });

export const reportsQuery = (cursor?: string) =>
  queryOptions({
    queryKey: ['reports', cursor],
    queryFn: () => answer(api.GET('/api/reports', { params: { query: pageOf(cursor) } })),
  });

export const reportQuery = (reportId: string) =>
  queryOptions({
    queryKey: ['report', reportId],
    queryFn: () => answer(api.GET('/api/reports/{reportId}', { params: { path: { reportId } } })),
  });

export const casesQuery = (cursor?: string) =>
  queryOptions({
    queryKey: ['cases', cursor],
    queryFn: () => answer(api.GET('/api/cases', { params: { query: pageOf(cursor) } })),
  });

export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId],
    queryFn: () => answer(api.GET('/api/cases/{caseId}', { params: { path: { caseId } } })),
  });

export const caseAdvisoryQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case-advisory', caseId],
    queryFn: () =>
      answer(api.GET('/api/cases/{caseId}/advisory', { params: { path: { caseId } } })),
  });

export const advisoriesQuery = (cursor?: string) =>
  queryOptions({
    queryKey: ['advisories', cursor],
    queryFn: () => answer(api.GET('/api/advisories', { params: { query: pageOf(cursor) } })),
  });

export const advisoryQuery = (advisoryId: string) =>
  queryOptions({
    queryKey: ['advisory', advisoryId],
    queryFn: () =>
      answer(api.GET('/api/advisories/{advisoryId}', { params: { path: { advisoryId } } })),
  });

export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: () => answer(api.GET('/api/home')),
});

export const actionsQuery = (state: 'due' | 'mitigated' | 'confirmed', cursor?: string) =>
  queryOptions({
    queryKey: ['actions', state, cursor],
    queryFn: () =>
      answer(api.GET('/api/actions', { params: { query: { state, ...pageOf(cursor) } } })),
  });

export const receiptQuery = (receiptId: string) =>
  queryOptions({
    queryKey: ['receipt', receiptId],
    queryFn: () =>
      answer(api.GET('/api/receipts/{receiptId}', { params: { path: { receiptId } } })),
  });

export const systemsQuery = (cursor?: string) =>
  queryOptions({
    queryKey: ['systems', cursor],
    queryFn: () => answer(api.GET('/api/systems', { params: { query: pageOf(cursor) } })),
  });

export const submissionsQuery = (cursor?: string) =>
  queryOptions({
    queryKey: ['submissions', cursor],
    queryFn: () => answer(api.GET('/api/submissions', { params: { query: pageOf(cursor) } })),
  });

export const submissionQuery = (submissionId: string) =>
  queryOptions({
    queryKey: ['submission', submissionId],
    queryFn: () =>
      answer(api.GET('/api/submissions/{submissionId}', { params: { path: { submissionId } } })),
  });

export const grantsQuery = (submissionId: string) =>
  queryOptions({
    queryKey: ['grants', submissionId],
    queryFn: () =>
      answer(
        api.GET('/api/submissions/{submissionId}/grants', {
          params: { path: { submissionId }, query: { limit: 100 } },
        }),
      ),
  });

export const grantQuery = (grantId: string) =>
  queryOptions({
    queryKey: ['grant', grantId],
    queryFn: () => answer(api.GET('/api/grants/{grantId}', { params: { path: { grantId } } })),
  });

export const budgetsQuery = (submissionId: string) =>
  queryOptions({
    queryKey: ['budgets', submissionId],
    queryFn: () =>
      answer(
        api.GET('/api/submissions/{submissionId}/budgets', { params: { path: { submissionId } } }),
      ),
  });

export const accessLedgerQuery = (submissionId: string, query: LedgerQuery) =>
  queryOptions({
    queryKey: ['access-ledger', submissionId, query],
    queryFn: () =>
      answer(
        api.GET('/api/submissions/{submissionId}/ledger', {
          params: { path: { submissionId }, query },
        }),
      ),
  });

export const approverKeyQuery = queryOptions({
  queryKey: ['approver-key'],
  queryFn: () => answer(api.GET('/api/approver-key')),
});
