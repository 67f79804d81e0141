/** The way out, in two actions from every state. It asks for no reason and takes none. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { engagementAgain } from '../api/review-queries.ts';
import type { Side } from '../api/views.ts';
import { Confirm } from '../controls/Confirm.tsx';

interface WithdrawProps {
  submissionId: string;
  side: Side;
}

export function Withdraw({ submissionId, side }: WithdrawProps) {
  const [isOpen, setOpen] = useState(false);
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/submissions/{submissionId}/withdrawal', {
          params: { path: { submissionId } },
          body: {},
        }),
      ),
    async onSuccess() {
      await engagementAgain(queries, submissionId);
      setOpen(false);
    },
  });
  const isDeveloper = side === 'developer';
  return (
    <>
      <Button type="button" outline onClick={() => setOpen(true)}>
        {isDeveloper ? 'Withdraw' : 'End our part'}
      </Button>
      {isOpen && (
        <Confirm
          title={isDeveloper ? 'Withdraw from this engagement?' : 'End your office’s part?'}
          does={isDeveloper ? 'Withdraw now' : 'End it now'}
          step={withdraw}
          onClose={() => setOpen(false)}
        >
          <p>
            {isDeveloper
              ? 'Access ends now; the evaluators are told; no reason needed.'
              : 'Access ends now; the developer is told; no reason needed.'}
          </p>
          <p className="sp-small">
            What is on record stays. It cannot be undone; a new question can be asked at any time.
          </p>
        </Confirm>
      )}
    </>
  );
}
