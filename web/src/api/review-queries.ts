/** What this UI asks about an engagement: its questions, documents, determinations, partners and reads. */
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { answer, api, fetchText } from './client.ts';
import { asProblem } from './problem.ts';
import { pageOf } from './queries.ts';

const whole = { limit: 100 };

export const organisationsQuery = (office: 'evaluator' | 'partner' | 'consultee') =>
  queryOptions({
    queryKey: ['organisations', office],
    queryFn: () => answer(api.GET('/api/organisations', { params: { query: { office } } })),
  });

export const questionsQuery = queryOptions({
  queryKey: ['questions'],
  queryFn: () => answer(api.GET('/api/questions', { params: { query: whole } })),
});

export const questionsOfQuery = (submissionId: string) =>
  queryOptions({
    queryKey: ['questions', submissionId],
    queryFn: () =>
      answer(
        api.GET('/api/submissions/{submissionId}/questions', {
          params: { path: { submissionId }, query: whole },
        }),
      ),
  });

export const questionQuery = (questionId: string) =>
  queryOptions({
    queryKey: ['question', questionId],
    queryFn: () =>
      answer(api.GET('/api/questions/{questionId}', { params: { path: { questionId } } })),
  });

/** A new question's entry is in the log a moment after its answer; until then the server says so. */
export const receiptOfQuestionQuery = (questionId: string) =>
  queryOptions({
    queryKey: ['question-receipt', questionId],
    queryFn: () => fetchText(`/api/questions/${encodeURIComponent(questionId)}/receipt`),
    retry: (failures, error) => failures < receiptRetriesMax && asProblem(error).status === 503,
    retryDelay: 1000,
  });
const receiptRetriesMax = 20;

export const agreementsQuery = (submissionId: string) =>
  queryOptions({
    queryKey: ['agreements', submissionId],
    queryFn: () =>
      answer(
        api.GET('/api/submissions/{submissionId}/agreements', {
          params: { path: { submissionId } },
        }),
      ),
  });

/** A document's bytes are what its digest is of, so they never change. */
export const documentTextQuery = (sha256: string) =>
  queryOptions({
    queryKey: ['document-text', sha256],
    queryFn: () => fetchText(`/api/documents/${encodeURIComponent(sha256)}`),
    staleTime: Infinity,
  });

export const declarationsQuery = (submissionId: string) =>
  queryOptions({
    queryKey: ['declarations', submissionId],
    queryFn: () =>
      answer(
        api.GET('/api/submissions/{submissionId}/declarations', {
          params: { path: { submissionId } },
        }),
      ),
  });

export const determinationsQuery = (submissionId: string) =>
  queryOptions({
    queryKey: ['determinations', submissionId],
    queryFn: () =>
      answer(
        api.GET('/api/submissions/{submissionId}/determinations', {
          params: { path: { submissionId }, query: whole },
        }),
      ),
  });

export const assessmentsQuery = (determinationId: string) =>
  queryOptions({
    queryKey: ['assessments', determinationId],
    queryFn: () =>
      answer(
        api.GET('/api/determinations/{determinationId}/assessments', {
          params: { path: { determinationId } },
        }),
      ),
  });

export const appealsQuery = (submissionId: string) =>
  queryOptions({
    queryKey: ['appeals', submissionId],
    queryFn: () =>
      answer(
        api.GET('/api/submissions/{submissionId}/appeals', {
          params: { path: { submissionId }, query: whole },
        }),
      ),
  });

export const partnershipsQuery = (submissionId: string) =>
  queryOptions({
    queryKey: ['partnerships', submissionId],
    queryFn: () =>
      answer(
        api.GET('/api/submissions/{submissionId}/partnerships', {
          params: { path: { submissionId }, query: whole },
        }),
      ),
  });

export const partnershipQuery = (partnershipId: string) =>
  queryOptions({
    queryKey: ['partnership', partnershipId],
    queryFn: () =>
      answer(api.GET('/api/partnerships/{partnershipId}', { params: { path: { partnershipId } } })),
  });

/** With the signatures so far. */
export const partnershipStatementQuery = (partnershipId: string) =>
  queryOptions({
    queryKey: ['partnership-statement', partnershipId],
    queryFn: () => fetchText(`/api/partnerships/${encodeURIComponent(partnershipId)}/statement`),
  });

export const partnerMixQuery = queryOptions({
  queryKey: ['partner-mix'],
  queryFn: () => answer(api.GET('/api/partner-mix')),
});

export const readsQuery = (submissionId: string, onlyUnusual: boolean, cursor?: string) =>
  queryOptions({
    queryKey: ['reads', submissionId, onlyUnusual, cursor],
    queryFn: () =>
      answer(
        api.GET('/api/submissions/{submissionId}/reads', {
          params: {
            path: { submissionId },
            query: { ...(onlyUnusual && { onlyUnusual: 'true' }), ...pageOf(cursor) },
          },
        }),
      ),
  });

/** What was asked to be taken out; with `of`, only what is of one determination. */
export const exportsQuery = (submissionId: string, of?: string) =>
  queryOptions({
    queryKey: ['exports', submissionId, of],
    queryFn: () =>
      answer(
        api.GET('/api/submissions/{submissionId}/exports', {
          params: { path: { submissionId }, query: { ...whole, ...(of !== undefined && { of }) } },
        }),
      ),
  });

export const destructionQuery = (submissionId: string) =>
  queryOptions({
    queryKey: ['destruction', submissionId],
    queryFn: () =>
      answer(
        api.GET('/api/submissions/{submissionId}/destruction', {
          params: { path: { submissionId } },
        }),
      ),
  });

export const destructionReceiptQuery = (submissionId: string) =>
  queryOptions({
    queryKey: ['destruction-receipt', submissionId],
    queryFn: () =>
      fetchText(`/api/submissions/${encodeURIComponent(submissionId)}/destruction-receipt`),
  });

/** What waits for the reader as a developer, in every engagement. */
export const nextStepsQuery = queryOptions({
  queryKey: ['next-steps'],
  queryFn: () => answer(api.GET('/api/next-steps')),
});

/** That stand out and wait for a second person, in every engagement that the reader may look at. */
export const unusualReadsQuery = queryOptions({
  queryKey: ['unusual-reads'],
  queryFn: () => answer(api.GET('/api/unusual-reads', { params: { query: whole } })),
});

/** Everything about one engagement is asked for again: one step can move several of its parts. */
export async function engagementAgain(queries: QueryClient, submissionId: string): Promise<void> {
  await queries.invalidateQueries({
    predicate: ({ queryKey }) => queryKey.includes(submissionId) || ofNoEngagement(queryKey[0]),
  });
}

/** Lists across engagements, and what is named by another id than the engagement's. */
const loose = [
  'questions',
  'question',
  'question-receipt',
  'assessments',
  'waiting-assessments',
  'next-steps',
  'unusual-reads',
  'partnership',
  'partnership-statement',
  'partner-mix',
  'submissions',
  'office-determinations',
  'determinable-runs',
  'determination',
  'determination-statement',
  'office-appeals',
  'own-partnerships',
];
const ofNoEngagement = (first: unknown): boolean =>
  typeof first === 'string' && loose.includes(first);
