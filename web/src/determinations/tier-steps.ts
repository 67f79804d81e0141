/** Steps about one part of an assessment. One that is refused stays where it is, with its words. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { engagementAgain } from '../api/review-queries.ts';
import type { Assessment } from '../api/views.ts';

/** A step as a form takes it. */
export interface FormStep<Said> {
  mutate: (said: Said) => void;
  isPending: boolean;
  isError: boolean;
  error: Error | null;
}

type TierStep =
  | { kind: 'propose'; text: string }
  | { kind: 'return'; because: string }
  | { kind: 'release'; contentSha256: string }
  | ({ kind: 'withhold' } & Withholding);

export interface Withholding {
  reasonClass: NonNullable<Assessment['reasonClass']>;
  reason: string;
  reviewBy: string;
}

export function useTierStep({ determinationId, tier, submissionId }: Assessment) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: TierStep) => take({ determinationId, tier }, step),
    onSuccess: () => engagementAgain(queries, submissionId),
  });
}

async function take(path: { determinationId: string; tier: string }, step: TierStep) {
  const params = { path };
  switch (step.kind) {
    case 'propose': {
      const body = { text: step.text };
      return await answer(
        api.POST('/api/determinations/{determinationId}/assessments/{tier}/proposal', {
          params,
          body,
        }),
      );
    }
    case 'return': {
      const body = { because: step.because };
      return await answer(
        api.POST('/api/determinations/{determinationId}/assessments/{tier}/return', {
          params,
          body,
        }),
      );
    }
    case 'release': {
      const body = { contentSha256: step.contentSha256 };
      return await answer(
        api.POST('/api/determinations/{determinationId}/assessments/{tier}/release', {
          params,
          body,
        }),
      );
    }
    case 'withhold': {
      const { reasonClass, reason, reviewBy } = step;
      const body = { reasonClass, reason, reviewBy };
      return await answer(
        api.POST('/api/determinations/{determinationId}/assessments/{tier}/withholding', {
          params,
          body,
        }),
      );
    }
  }
}
