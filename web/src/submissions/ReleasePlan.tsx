/** When the developer plans to release the model to partners. Moving it adds no day to anything. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Label } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import type { Submission } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { InstantInput } from '../controls/InstantInput.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { readAgain } from './grant-steps.ts';

const field = 'planned-release';

export function ReleasePlan({ submission }: { submission: Submission }) {
  const [isOpen, setOpen] = useState(false);
  const { plannedReleaseAt, side } = submission;
  return (
    <>
      {plannedReleaseAt === null ? 'Not given' : <Instant at={plannedReleaseAt} />}
      {side === 'developer' && !isOpen && (
        <Button type="button" unstyled className="sp-block" onClick={() => setOpen(true)}>
          {plannedReleaseAt === null ? 'Give a date' : 'Move it'}
        </Button>
      )}
      {isOpen && <ReleaseForm submission={submission} onClose={() => setOpen(false)} />}
    </>
  );
}

function ReleaseForm({ submission, onClose }: { submission: Submission; onClose: () => void }) {
  const [at, setAt] = useState(submission.plannedReleaseAt ?? undefined);
  const queries = useQueryClient();
  const plan = useMutation({
    mutationFn: (plannedReleaseAt: string) =>
      answer(
        api.POST('/api/submissions/{submissionId}/release', {
          params: { path: { submissionId: submission.id } },
          body: { plannedReleaseAt },
        }),
      ),
    async onSuccess() {
      await readAgain(queries, submission.id);
      onClose();
    },
  });
  return (
    <form
      className="sp-form sp-words"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (at === undefined) document.getElementById(field)?.focus();
        else plan.mutate(at);
      }}
    >
      {plan.isError && <ProblemAlert problem={asProblem(plan.error)} fieldOf={() => field} />}
      <Label htmlFor={field}>Planned release to partners, UTC</Label>
      <span className="usa-hint" id={`${field}-hint`}>
        Yours alone to decide. An earlier date ends nothing that was signed; a later one lengthens
        nothing.
      </span>
      <InstantInput id={field} describedBy={`${field}-hint`} at={at} onChange={setAt} />
      <div className="sp-buttons">
        <Button type="submit" disabled={plan.isPending}>
          Plan it
        </Button>
        <Button type="button" unstyled onClick={onClose}>
          Not now
        </Button>
      </div>
    </form>
  );
}
