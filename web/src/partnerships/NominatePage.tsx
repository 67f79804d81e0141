/**
 * Nominates a trusted partner: the server writes what was chosen as one text, a person of this side signs that
 * with their own key. It makes nobody a partner: the other side signs the same text, or refuses.
 */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { submissionQuery } from '../api/queries.ts';
import { agreementsQuery, organisationsQuery } from '../api/review-queries.ts';
import type { AgreedDocument, Nomination, Organisation, Submission } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { firstNomination, nominationBody } from './nomination-draft.ts';
import { NominationForm } from './NominationForm.tsx';
import { SignNomination } from './SignNomination.tsx';

export function NominatePage({ submissionId }: { submissionId: string }) {
  const submission = useQuery(submissionQuery(submissionId));
  const agreements = useQuery(agreementsQuery(submissionId));
  const partners = useQuery(organisationsQuery('partner'));
  return (
    <div className="sp-page sp-page--reading">
      <Answer of={submission} named="the engagement">
        {(found) => (
          <>
            <PageTitle above={<Above submission={found} />}>Nominate a trusted partner</PageTitle>
            <Answer of={agreements} named="the criteria">
              {({ agreements: documents }) => (
                <Answer of={partners} named="the organisations">
                  {({ organisations }) => (
                    <Ready
                      submission={found}
                      criteria={criteriaIn(documents.map(({ document }) => document))}
                      organisations={organisations}
                    />
                  )}
                </Answer>
              )}
            </Answer>
          </>
        )}
      </Answer>
    </div>
  );
}

const Above = ({ submission: { id, declaredAs } }: { submission: Submission }) => (
  <Link to="/submissions/$submissionId/partners" params={{ submissionId: id }}>
    Partners of {declaredAs}
  </Link>
);

const criteriaIn = (documents: readonly AgreedDocument[]): AgreedDocument | undefined =>
  documents.find(({ kind, isInForce }) => kind === 'partner_criteria' && isInForce);

interface ReadyProps {
  submission: Submission;
  criteria: AgreedDocument | undefined;
  organisations: readonly Organisation[];
}

function Ready({ submission, criteria, organisations }: ReadyProps) {
  if (criteria === undefined || organisations.length === 0) {
    return (
      <Empty>
        <p>
          {criteria === undefined
            ? 'No criteria for partners are in force here, so nobody can be nominated.'
            : 'No organisation takes part here as a partner yet.'}
        </p>
      </Empty>
    );
  }
  return <Steps submission={submission} criteria={criteria} organisations={organisations} />;
}

interface StepsProps extends ReadyProps {
  criteria: AgreedDocument;
}

function Steps({ submission, criteria, organisations }: StepsProps) {
  const [draft, setDraft] = useState(() =>
    firstNomination(criteria.sha256, organisations[0]?.id ?? ''),
  );
  const write = useMutation({
    mutationFn: (body: Nomination) =>
      answer(
        api.POST('/api/submissions/{submissionId}/partnership-statement', {
          params: { path: { submissionId: submission.id } },
          body,
        }),
      ),
  });
  if (write.isSuccess) {
    return (
      <SignNomination
        submissionId={submission.id}
        nomination={write.variables}
        text={write.data.text}
        onChange={() => write.reset()}
      />
    );
  }
  return (
    <>
      <p className="sp-lead">
        You nominate, and sign; the other side signs the same text, or refuses it and says why. Read{' '}
        <Link
          to="/submissions/$submissionId/documents/$sha256"
          params={{ submissionId: submission.id, sha256: criteria.sha256 }}
        >
          the criteria
        </Link>{' '}
        first.
      </p>
      <NominationForm
        draft={draft}
        organisations={organisations}
        step={write}
        onChange={setDraft}
        onSubmit={() => write.mutate(nominationBody(draft))}
      />
    </>
  );
}
