/** Answers an appeal, as an official who signed nothing of what it is about. Upheld, it is superseded. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Fieldset, Radio } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { engagementAgain } from '../api/review-queries.ts';
import type { Appeal } from '../api/views.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { TextArea } from '../controls/TextArea.tsx';
import { visibleCharactersIn } from '../controls/visible-characters.ts';

type Answered = 'upheld' | 'dismissed';
const charsMin = 100;
const charsMax = 10_000;

export function AnswerAppeal({ appeal: { id, submissionId, about } }: { appeal: Appeal }) {
  const [isOpen, setOpen] = useState(false);
  const [as, setAs] = useState<Answered | undefined>();
  const [words, setWords] = useState('');
  const [isShort, setShort] = useState(false);
  const queries = useQueryClient();
  const step = useMutation({
    mutationFn: (body: { as: Answered; answer: string }) =>
      answer(
        api.POST('/api/appeals/{appealId}/answer', { params: { path: { appealId: id } }, body }),
      ),
    onSuccess: () => engagementAgain(queries, submissionId),
  });
  if (!isOpen) {
    return (
      <div className="sp-buttons">
        <Button type="button" onClick={() => setOpen(true)}>
          Answer the appeal
        </Button>
      </div>
    );
  }
  const upheldMeans =
    about === 'determination'
      ? 'The determination is superseded, and a new one may be opened.'
      : 'The partner may be nominated again.';
  return (
    <form
      className="sp-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const isTooShort = visibleCharactersIn(words) < charsMin;
        setShort(as !== undefined && isTooShort);
        if (as === undefined) document.getElementById(`upheld-${id}`)?.focus();
        else if (isTooShort) document.getElementById(`answer-${id}`)?.focus();
        else step.mutate({ as, answer: words });
      }}
    >
      {step.isError && (
        <ProblemAlert problem={asProblem(step.error)} fieldOf={() => `answer-${id}`} />
      )}
      <Fieldset legend="What do you answer?">
        <Radio
          id={`upheld-${id}`}
          name={`as-${id}`}
          label="Upheld"
          labelDescription={upheldMeans}
          checked={as === 'upheld'}
          onChange={() => setAs('upheld')}
        />
        <Radio
          id={`dismissed-${id}`}
          name={`as-${id}`}
          label="Dismissed"
          labelDescription="It stands as it is."
          checked={as === 'dismissed'}
          onChange={() => setAs('dismissed')}
        />
      </Fieldset>
      <TextArea
        id={`answer-${id}`}
        name="Why?"
        hint="For whoever appealed. Both sides read it."
        charsMin={charsMin}
        charsMax={charsMax}
        {...(isShort && { fault: `Say why in at least ${charsMin} characters.` })}
        value={words}
        onChange={setWords}
      />
      <div className="sp-buttons">
        <Button type="submit" disabled={step.isPending}>
          Send the answer
        </Button>
        <Button type="button" unstyled onClick={() => setOpen(false)}>
          Not now
        </Button>
      </div>
    </form>
  );
}
