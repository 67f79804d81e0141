/** An office's one answer: its view, and words that stand in the statement. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Fieldset, Radio } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { consultationQuery } from '../api/determination-queries.ts';
import { asProblem } from '../api/problem.ts';
import type { Consultation, ConsulteeView } from '../api/views.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { TextArea } from '../controls/TextArea.tsx';
import { consulteeViewNames, consulteeViews } from '../words/review.ts';

const ids = { view: 'view-covered', words: 'view-words' };
type Field = keyof typeof ids;

export function AnswerForm({ consultation }: { consultation: Consultation }) {
  const [view, setView] = useState<ConsulteeView | undefined>();
  const [words, setWords] = useState('');
  const [fault, setFault] = useState<Field | undefined>();
  const step = useAnswer(consultation);
  const send = () => {
    const missing = view === undefined ? 'view' : words.trim() === '' ? 'words' : undefined;
    setFault(missing);
    if (missing !== undefined) document.getElementById(ids[missing])?.focus();
    else if (view !== undefined) step.mutate({ view, words: words.trim() });
  };
  return (
    <section aria-labelledby="answer-title">
      <h2 id="answer-title">Answer for your office</h2>
      <form
        className="sp-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {step.isError && (
          <ProblemAlert
            problem={asProblem(step.error)}
            fieldOf={({ pointer }) => ids[pointer.split('/').at(-1) as Field]}
          />
        )}
        <Fieldset legend="What is your view?">
          {fault === 'view' && (
            <span className="usa-error-message" role="alert">
              Choose one of the four.
            </span>
          )}
          {consulteeViews.map((each) => (
            <Radio
              key={each}
              id={`view-${each}`}
              name="view"
              label={consulteeViewNames[each]}
              checked={view === each}
              onChange={() => setView(each)}
            />
          ))}
        </Fieldset>
        <TextArea
          id={ids.words}
          name="In your office’s words"
          hint="They stand in the statement that two officials sign."
          charsMax={1500}
          {...(fault === 'words' && { fault: 'Say it in words too.' })}
          value={words}
          onChange={setWords}
        />
        <div className="sp-buttons">
          <Button type="submit" disabled={step.isPending}>
            Send the answer
          </Button>
        </div>
        <p className="sp-small">Once, and not changed after.</p>
      </form>
    </section>
  );
}

function useAnswer({ determinationId }: Consultation) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { view: ConsulteeView; words: string }) =>
      answer(
        api.POST('/api/consultations/{consultationId}/answer', {
          params: { path: { consultationId: determinationId } },
          body,
        }),
      ),
    async onSuccess(answered) {
      queries.setQueryData(consultationQuery(determinationId).queryKey, answered);
      await queries.invalidateQueries({ queryKey: ['consultations'] });
    },
  });
}
