/** When the developer plans to release the model, to partners and to the public. Moving it adds no day to anything. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Label } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem, type FieldFault } from '../api/problem.ts';
import type { Submission } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { InstantInput } from '../controls/InstantInput.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { readAgain } from './grant-steps.ts';

const field = 'planned-release';
const publicField = 'public-release';

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
  const [at, setAt] = useState(inSeconds(submission.plannedReleaseAt));
  const [publicAt, setPublicAt] = useState(inSeconds(submission.publicReleaseAt));
  const queries = useQueryClient();
  const plan = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/submissions/{submissionId}/release', {
          params: { path: { submissionId: submission.id } },
          body: { plannedReleaseAt: at ?? null, publicReleaseAt: publicAt ?? null },
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
        plan.mutate();
      }}
    >
      {plan.isError && <ProblemAlert problem={asProblem(plan.error)} fieldOf={fieldOf} />}
      <Label htmlFor={field}>Planned release to partners, UTC</Label>
      <span className="usa-hint" id={`${field}-hint`}>
        Yours alone to decide, and may be left empty. An earlier date, or none, ends nothing that
        was signed; a later one lengthens nothing. Without one no government access can be offered.
      </span>
      <InstantInput id={field} describedBy={`${field}-hint`} at={at} onChange={setAt} />
      <Label htmlFor={publicField}>Planned release to the public, UTC</Label>
      <span className="usa-hint" id={`${publicField}-hint`}>
        Shown apart, and may stay empty. Nothing is counted from it.
      </span>
      <InstantInput
        id={publicField}
        describedBy={`${publicField}-hint`}
        at={publicAt}
        onChange={setPublicAt}
      />
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

/** As the API takes it back: whole seconds. */
const inSeconds = (at: string | null): string | undefined =>
  at === null ? undefined : `${at.slice(0, 19)}Z`;

const fieldOf = ({ pointer }: FieldFault): string =>
  pointer.endsWith('/publicReleaseAt') ? publicField : field;
