/** What the reader can do about a partnership now: what the server lists. Signing is done where the key is. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { engagementAgain } from '../api/review-queries.ts';
import type { Partnership, Submission } from '../api/views.ts';
import { FileAppeal } from '../appeals/FileAppeal.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { RefuseForm } from './RefuseForm.tsx';
import { SignStatement } from './SignStatement.tsx';

interface PartnerStepsProps {
  partnership: Partnership;
  side: Submission['side'];
}

export function PartnerSteps({ partnership, side }: PartnerStepsProps) {
  const { id, submissionId, may, state, grantId } = partnership;
  const [isRefusing, setRefusing] = useState(false);
  return (
    <>
      {may.includes('sign') && <SignStatement partnership={partnership} />}
      <div className="sp-buttons">
        {may.includes('provision') && grantId === null && (
          <Link
            className="usa-button"
            to="/submissions/$submissionId/partners/$partnershipId/access"
            params={{ submissionId, partnershipId: id }}
          >
            Ask for its access
          </Link>
        )}
        {may.includes('refuse') && !isRefusing && (
          <Button type="button" outline onClick={() => setRefusing(true)}>
            Refuse it
          </Button>
        )}
        {may.includes('withdraw') && <End partnership={partnership} how="withdrawal" />}
        {may.includes('end') && <End partnership={partnership} how="end" />}
      </div>
      {isRefusing && <RefuseForm partnership={partnership} onClose={() => setRefusing(false)} />}
      {state === 'refused' && side !== 'overseer' && (
        <FileAppeal submissionId={submissionId} about="partnership" subjectId={id} />
      )}
    </>
  );
}

const ends = { withdrawal: 'Take it back', end: 'End it now' } as const;

/** One action: its access stops, and no reason is asked. */
function End({ partnership, how }: { partnership: Partnership; how: keyof typeof ends }) {
  const { id, submissionId, organisation } = partnership;
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => {
      const asked = { params: { path: { partnershipId: id } }, body: {} };
      return answer(
        how === 'end'
          ? api.POST('/api/partnerships/{partnershipId}/end', asked)
          : api.POST('/api/partnerships/{partnershipId}/withdrawal', asked),
      );
    },
    onSettled: () => engagementAgain(queries, submissionId),
  });
  return (
    <>
      {end.isError && <ProblemAlert problem={asProblem(end.error)} />}
      <Button type="button" outline disabled={end.isPending} onClick={() => end.mutate()}>
        {ends[how]}
        <span className="sp-unseen">: {organisation}</span>
      </Button>
    </>
  );
}
