/** Asks for a partner's access: a grant of its own kind, written and signed as any other, outside the thirty days. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { engagementAgain, partnershipQuery } from '../api/review-queries.ts';
import type { Partnership } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { noRunner, RunnerFields } from '../submissions/RunnerFields.tsx';
import { endpointLines, fieldOf, firstDraft, termsOf } from '../submissions/terms-draft.ts';
import { TermsFields } from '../submissions/TermsFields.tsx';

export function PartnerAccessPage({ partnershipId }: { partnershipId: string }) {
  const found = useQuery(partnershipQuery(partnershipId));
  return (
    <div className="sp-page sp-page--reading">
      <Answer of={found} named="the partner">
        {(partnership) => <AskForm partnership={partnership} />}
      </Answer>
    </div>
  );
}

function AskForm({ partnership }: { partnership: Partnership }) {
  const { submissionId, organisation, access } = partnership;
  const [runner, setRunner] = useState(noRunner);
  const [draft, setDraft] = useState(() => ({
    ...firstDraft,
    endpoints: endpointLines(access?.endpoints ?? []),
  }));
  const ask = useProvision(partnership);
  return (
    <>
      <PageTitle
        above={
          <Link to="/submissions/$submissionId/partners" params={{ submissionId }}>
            Partners of {access?.declaredAs ?? 'this model'}
          </Link>
        }
      >
        {`Ask for access for ${organisation}`}
      </PageTitle>
      <p className="sp-lead">
        At {access?.surface ?? 'its surface'} and nowhere else, for {access?.assets.join(', ')}:
        each of its requests names one of these. The developer writes the exact terms; two people of
        each side sign.
      </p>
      <form
        className="sp-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const { pseudonym, keySha256, name } = runner;
          ask.mutate({ runner: { pseudonym, keySha256, name }, ...termsOf(draft) });
        }}
      >
        {ask.isError && <ProblemAlert problem={asProblem(ask.error)} fieldOf={fieldOf} />}
        <RunnerFields runner={runner} hasOffice={false} onChange={setRunner} />
        <TermsFields draft={draft} onChange={setDraft} />
        <div className="sp-buttons">
          <Button type="submit" disabled={ask.isPending}>
            Ask for it
          </Button>
        </div>
      </form>
    </>
  );
}

type Asked = ReturnType<typeof termsOf> & {
  runner: Omit<typeof noRunner, 'office'>;
};

function useProvision({ id, submissionId }: Partnership) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: Asked) =>
      answer(
        api.POST('/api/partnerships/{partnershipId}/grant', {
          params: { path: { partnershipId: id } },
          body,
        }),
      ),
    async onSuccess() {
      await engagementAgain(queries, submissionId);
      await navigate({ to: '/submissions/$submissionId', params: { submissionId } });
    },
  });
}
