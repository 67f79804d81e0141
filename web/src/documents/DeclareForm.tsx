/** One person’s declaration. Having an interest is asked a second time: nothing leads back. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Fieldset, Radio } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { engagementAgain } from '../api/review-queries.ts';
import { Confirm } from '../controls/Confirm.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { TextField } from '../controls/TextField.tsx';

const field = 'declare-words';

/** What it is declared about: an engagement, or for a consulted office the one consultation that it knows. */
type Declared = { submissionId: string } | { consultationId: string };

type DeclareFormProps = Declared & {
  /** An interest that arises later is declared later. */
  hasDeclared: boolean;
  /** Where whoever has an interest is led, since nothing of the engagement is there any more. */
  leadsTo?: '/submissions' | '/determinations' | '/consultations';
};

export function DeclareForm(props: DeclareFormProps) {
  const { hasDeclared } = props;
  const [isOpen, setOpen] = useState(false);
  if (hasDeclared && !isOpen) {
    return (
      <div className="sp-buttons">
        <Button type="button" unstyled onClick={() => setOpen(true)}>
          I have an interest now
        </Button>
      </div>
    );
  }
  return <Form {...props} />;
}

function Form({ hasDeclared, leadsTo = '/submissions', ...about }: DeclareFormProps) {
  const [hasInterest, setInterest] = useState<boolean | undefined>(hasDeclared ? true : undefined);
  const [words, setWords] = useState('');
  const [isAsked, setAsked] = useState(false);
  const declare = useDeclare(about, leadsTo);
  const send = () => {
    if (hasInterest !== undefined) declare.mutate({ hasInterest, words });
  };
  return (
    <form
      className="sp-form sp-next"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (hasInterest === undefined) document.getElementById('declare-none')?.focus();
        else if (hasInterest) setAsked(true);
        else send();
      }}
    >
      {declare.isError && !isAsked && (
        <ProblemAlert problem={asProblem(declare.error)} fieldOf={() => field} />
      )}
      <Fieldset legend="Do you have an interest in this engagement?">
        <p className="usa-hint">
          In the developer, in its competitors, or in the outcome. Sealed content opens to you only
          after you said that you have none.
        </p>
        {!hasDeclared && (
          <Radio
            id="declare-none"
            name="interest"
            label="I have none"
            checked={hasInterest === false}
            onChange={() => setInterest(false)}
          />
        )}
        <Radio
          id="declare-some"
          name="interest"
          label="I have an interest"
          labelDescription="You leave this engagement at once and for good: to you nothing of it is there any more."
          checked={hasInterest === true}
          onChange={() => setInterest(true)}
        />
      </Fieldset>
      {hasInterest === true && (
        <TextField
          id={field}
          name="What kind?"
          hint="About you, and not about the model."
          value={words}
          onChange={setWords}
        />
      )}
      <div className="sp-buttons">
        <Button type="submit" disabled={declare.isPending}>
          Declare it
        </Button>
      </div>
      {isAsked && (
        <Confirm
          title="Leave this engagement for good?"
          does="Declare it and leave"
          step={{ ...declare, mutate: send }}
          onClose={() => setAsked(false)}
        >
          <p>You see nothing of it from now on, and nothing you say later changes that.</p>
        </Confirm>
      )}
    </form>
  );
}

function useDeclare(about: Declared, leadsTo: NonNullable<DeclareFormProps['leadsTo']>) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: { hasInterest: boolean; words: string }) =>
      answer(
        'submissionId' in about
          ? api.POST('/api/submissions/{submissionId}/declaration', {
              params: { path: { submissionId: about.submissionId } },
              body,
            })
          : api.POST('/api/consultations/{consultationId}/declaration', {
              params: { path: { consultationId: about.consultationId } },
              body,
            }),
      ),
    async onSuccess(_nothing, { hasInterest }) {
      if (hasInterest) await navigate({ to: leadsTo });
      if ('submissionId' in about) return await engagementAgain(queries, about.submissionId);
      await queries.invalidateQueries({ queryKey: ['consultations'] });
      await queries.invalidateQueries({ queryKey: ['consultation', about.consultationId] });
    },
  });
}
