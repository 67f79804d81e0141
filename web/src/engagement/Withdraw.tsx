/** The way out, in two actions from every state. It asks for no reason and takes none. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { useEffect, useRef, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { engagementAgain } from '../api/review-queries.ts';
import type { Side } from '../api/views.ts';
import { Confirm } from '../controls/Confirm.tsx';

interface WithdrawProps {
  submissionId: string;
  declaredAs: string;
  side: Side;
  /** It stays on the page when there is nothing to withdraw from, to say that it was done. */
  isPossible: boolean;
  /** One of a list, whose button says which. */
  isListed?: boolean;
}

export function Withdraw({ isPossible, ...way }: WithdrawProps) {
  const [isDone, setDone] = useState(false);
  if (isDone) return <Done {...way} />;
  return isPossible ? <Way {...way} onDone={() => setDone(true)} /> : null;
}

type WayProps = Omit<WithdrawProps, 'isPossible'>;

function Way({ onDone, ...way }: WayProps & { onDone: () => void }) {
  const { submissionId, declaredAs, side, isListed = false } = way;
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
      onDone();
      await engagementAgain(queries, submissionId);
    },
  });
  const isDeveloper = side === 'developer';
  return (
    <>
      <Button type="button" outline={!isListed} unstyled={isListed} onClick={() => setOpen(true)}>
        {isDeveloper ? 'Withdraw' : 'End our part'}
        {isListed && <span className="sp-unseen"> from {declaredAs}</span>}
      </Button>
      {isOpen && (
        <Confirm
          title={isDeveloper ? `Withdraw from ${declaredAs}?` : 'End your office’s part?'}
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

/** The button that had the focus is gone, so the focus comes here. */
function Done({ declaredAs, side }: WayProps) {
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <p ref={place} tabIndex={-1} role="status">
      {side === 'developer'
        ? `You withdrew from ${declaredAs}. The evaluators are told.`
        : `Your office’s part in ${declaredAs} is over. The developer is told.`}
    </p>
  );
}
