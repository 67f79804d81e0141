/** Steps about the report on one access. Whatever came of one, the reports are read again. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { evaluationReportsQuery } from '../api/run-queries.ts';
import type { Run } from '../api/views.ts';

export type ReportStep =
  | { kind: 'propose'; isShared: boolean }
  | { kind: 'not_completed'; reason: string }
  | { kind: 'sign'; reportId: string }
  | { kind: 'withdraw'; reportId: string; because: string };

/** The run says which access of which engagement it is about. */
export function useReportStep({ submissionId, grantId }: Run) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: ReportStep) => take(submissionId, grantId, step),
    onSettled: () =>
      queries.invalidateQueries({ queryKey: evaluationReportsQuery(submissionId).queryKey }),
  });
}

async function take(submissionId: string, grantId: string, step: ReportStep): Promise<unknown> {
  const path = { submissionId };
  switch (step.kind) {
    case 'propose':
      return await answer(
        api.POST('/api/submissions/{submissionId}/evaluation-reports', {
          params: { path },
          body: { grantId, isShared: step.isShared },
        }),
      );
    case 'not_completed':
      return await answer(
        api.POST('/api/submissions/{submissionId}/evaluation-reports/not-completed', {
          params: { path },
          body: { grantId, reason: step.reason },
        }),
      );
    case 'sign':
      return await answer(
        api.POST('/api/evaluation-reports/{evaluationReportId}/signature', {
          params: { path: { evaluationReportId: step.reportId } },
          body: {},
        }),
      );
    case 'withdraw':
      return await answer(
        api.POST('/api/evaluation-reports/{evaluationReportId}/withdrawal', {
          params: { path: { evaluationReportId: step.reportId } },
          body: { because: step.because },
        }),
      );
  }
}
