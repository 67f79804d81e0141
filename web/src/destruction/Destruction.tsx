/** The end of what was sealed in an engagement: one person asks, a second destroys its keys, and a receipt stays. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { destructionQuery, engagementAgain } from '../api/review-queries.ts';
import type { Destruction as View, Submission } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { Confirm } from '../controls/Confirm.tsx';
import { Instant } from '../controls/Instant.tsx';
import { WordsForm } from '../controls/WordsForm.tsx';
import { plural } from '../words/quantities.ts';
import { openNounWords } from '../words/review.ts';

export function Destruction({ submission }: { submission: Submission }) {
  const found = useQuery(destructionQuery(submission.id));
  const isThere =
    found.data !== undefined && (found.data.destruction !== null || found.data.may.length > 0);
  if (found.isSuccess && !isThere) return null;
  return (
    <section aria-labelledby="destruction-title">
      <h2 id="destruction-title">What was sealed</h2>
      <Answer of={found} named="what was sealed">
        {(view) => <Loaded view={view} isWithdrawn={submission.state === 'withdrawn'} />}
      </Answer>
    </section>
  );
}

function Loaded({ view, isWithdrawn }: { view: View; isWithdrawn: boolean }) {
  const { submissionId, destruction, goingOn, takesBothSides, may } = view;
  if (destruction?.state === 'done') return <Done view={view} />;
  return (
    <>
      {destruction === null ? (
        <p>
          {isWithdrawn
            ? `The engagement is over. Its sealed material is destroyed when one person asks and ${takesBothSides ? 'one of the other side' : 'another'} does it; then nobody opens it any more.`
            : 'Nothing of the engagement is open. Its sealed material can be destroyed: a person of one side asks, and one of the other side does it. Then nobody opens it any more, nothing more is told or appealed, and the engagement has ended. Nobody has to.'}
        </p>
      ) : (
        <p>
          {destruction.askedBy} asked on <Instant at={destruction.askedAt} /> that it be destroyed:
          “{destruction.because}”.{' '}
          {takesBothSides ? 'A person of the other side' : 'A second person'} does it.
        </p>
      )}
      {goingOn.length > 0 && (
        <p>
          {takesBothSides
            ? 'It waits until nothing is open any more. Still open:'
            : 'With it ends what is still open:'}{' '}
          {goingOn.map((noun) => openNounWords[noun]).join(', ')}.
        </p>
      )}
      {may.includes('ask') && <Ask submissionId={submissionId} />}
      {may.includes('destroy') && <Destroy submissionId={submissionId} />}
    </>
  );
}

function Done({ view: { submissionId, destruction } }: { view: View }) {
  const { doneAt, doneBy, items } = destruction ?? {};
  return (
    <>
      <p>
        Destroyed by {doneBy} on {doneAt && <Instant at={doneAt} />}
        {typeof items === 'number' && <>: {plural(items, 'sealed item')}</>}. No key opens it any
        more.
      </p>
      <p>
        <Link to="/submissions/$submissionId/destroyed" params={{ submissionId }}>
          Receipt, to print
        </Link>
      </p>
    </>
  );
}

function Ask({ submissionId }: { submissionId: string }) {
  const [isOpen, setOpen] = useState(false);
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: (because: string) =>
      answer(
        api.POST('/api/submissions/{submissionId}/destruction', {
          params: { path: { submissionId } },
          body: { because },
        }),
      ),
    onSuccess: () => engagementAgain(queries, submissionId),
  });
  if (!isOpen) {
    return (
      <Button type="button" outline onClick={() => setOpen(true)}>
        Ask that it be destroyed
      </Button>
    );
  }
  return (
    <WordsForm
      ask="Why now?"
      hint="Both sides read it. A second person then destroys the keys."
      send="Ask for it"
      charsMin={10}
      charsMax={1000}
      step={ask}
      onCancel={() => setOpen(false)}
    />
  );
}

function Destroy({ submissionId }: { submissionId: string }) {
  const [isOpen, setOpen] = useState(false);
  const queries = useQueryClient();
  const destroy = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/submissions/{submissionId}/destruction/approval', {
          params: { path: { submissionId } },
          body: {},
        }),
      ),
    async onSuccess() {
      await engagementAgain(queries, submissionId);
      setOpen(false);
    },
  });
  return (
    <>
      <Button type="button" onClick={() => setOpen(true)}>
        Destroy it, as the second person
      </Button>
      {isOpen && (
        <Confirm
          title="Destroy what was sealed?"
          does="Destroy it now"
          step={destroy}
          onClose={() => setOpen(false)}
        >
          <p>
            Its keys are destroyed. Nobody opens any of it after that, here or from a backup, and
            nothing brings it back; nothing more begins in this engagement. The ledger stays, and a
            receipt is given.
          </p>
        </Confirm>
      )}
    </>
  );
}
