/** What this UI asks for officials who determine, offices they consult, partners and overseers. */
import { queryOptions } from '@tanstack/react-query';
import { answer, api, fetchText } from './client.ts';
import { pageOf } from './queries.ts';

const whole = { limit: 100 };

/** The reader's office's; every one, for an overseer. */
export const officeDeterminationsQuery = (cursor?: string) =>
  queryOptions({
    queryKey: ['office-determinations', cursor],
    queryFn: () =>
      answer(
        api.GET('/api/determinations', { params: { query: { ...whole, ...pageOf(cursor) } } }),
      ),
  });

export const determinableRunsQuery = queryOptions({
  queryKey: ['determinable-runs'],
  queryFn: () => answer(api.GET('/api/determinable-runs', { params: { query: whole } })),
});

export const determinationQuery = (determinationId: string) =>
  queryOptions({
    queryKey: ['determination', determinationId],
    queryFn: () =>
      answer(
        api.GET('/api/determinations/{determinationId}', { params: { path: { determinationId } } }),
      ),
  });

/** With the signatures so far. */
export const determinationStatementQuery = (determinationId: string) =>
  queryOptions({
    queryKey: ['determination-statement', determinationId],
    queryFn: () =>
      fetchText(`/api/determinations/${encodeURIComponent(determinationId)}/statement`),
  });

/** Parts of what developers are told that wait for the reader's office; every one, for an overseer. */
export const waitingAssessmentsQuery = queryOptions({
  queryKey: ['waiting-assessments'],
  queryFn: () => answer(api.GET('/api/assessments', { params: { query: whole } })),
});

/** Of every engagement that the reader's office stands in. */
export const officeAppealsQuery = queryOptions({
  queryKey: ['office-appeals'],
  queryFn: () => answer(api.GET('/api/appeals', { params: { query: whole } })),
});

export const consultationsQuery = (cursor?: string) =>
  queryOptions({
    queryKey: ['consultations', cursor],
    queryFn: () =>
      answer(api.GET('/api/consultations', { params: { query: { ...whole, ...pageOf(cursor) } } })),
  });

/** It goes by its determination. */
export const consultationQuery = (consultationId: string) =>
  queryOptions({
    queryKey: ['consultation', consultationId],
    queryFn: () =>
      answer(
        api.GET('/api/consultations/{consultationId}', { params: { path: { consultationId } } }),
      ),
  });

/** That it was read, and what for, is on record. */
export const consultationContent = (consultationId: string, purpose: string) =>
  answer(
    api.GET('/api/consultations/{consultationId}/content', {
      params: { path: { consultationId }, query: { purpose } },
    }),
  );

/** Those that the reader's organisation was added to, or refused for. */
export const ownPartnershipsQuery = queryOptions({
  queryKey: ['own-partnerships'],
  queryFn: () => answer(api.GET('/api/partnerships', { params: { query: whole } })),
});

export const logsQuery = (cursor?: string) =>
  queryOptions({
    queryKey: ['logs', cursor],
    queryFn: () =>
      answer(api.GET('/api/ledger', { params: { query: { ...whole, ...pageOf(cursor) } } })),
  });

/** That overseers were let open, of all that the reader may know of. */
export const shownThresholdsQuery = queryOptions({
  queryKey: ['shown-thresholds'],
  queryFn: async () => {
    const { items } = await answer(api.GET('/api/thresholds', { params: { query: whole } }));
    return items.filter(({ shownAt }) => shownAt !== null);
  },
});

/** Sealed: the purpose is recorded with the reader's name. */
export const assessmentText = (determinationId: string, tier: string, purpose: string) =>
  answer(
    api.GET('/api/determinations/{determinationId}/assessments/{tier}/text', {
      params: { path: { determinationId, tier }, query: { purpose } },
    }),
  );
