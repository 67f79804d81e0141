/** The partner gives its access back: one step, asked a second time because nothing leads back. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { engagementAgain } from '../api/review-queries.ts';
import type { Partnership } from '../api/views.ts';
import { Confirm } from '../controls/Confirm.tsx';

interface ReturnAccessProps {
  partnership: Partnership;
  model: string;
}

export function ReturnAccess({ partnership: { id, submissionId }, model }: ReturnAccessProps) {
  const [isAsked, setAsked] = useState(false);
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/partnerships/{partnershipId}/end', {
          params: { path: { partnershipId: id } },
          body: {},
        }),
      ),
    onSuccess: () => engagementAgain(queries, submissionId),
  });
  return (
    <>
      <div className="sp-buttons">
        <Button type="button" outline onClick={() => setAsked(true)}>
          Return access<span className="sp-unseen">: {model}</span>
        </Button>
      </div>
      {isAsked && (
        <Confirm
          title={`Return your access to ${model}?`}
          does="Return it now"
          step={{ ...end, mutate: () => end.mutate() }}
          onClose={() => setAsked(false)}
        >
          <p>
            It stops at once, and both sides are told. No reason needed. Delete the keys that you
            used it with.
          </p>
        </Confirm>
      )}
    </>
  );
}
