/** A second person says whether a read that stood out is explained. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Fieldset, Radio } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { engagementAgain } from '../api/review-queries.ts';
import type { SealedRead } from '../api/views.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { TextField } from '../controls/TextField.tsx';
import { readVerdictWords } from '../words/review.ts';

type Verdict = NonNullable<SealedRead['review']>['verdict'];
const verdicts = Object.keys(readVerdictWords) as Verdict[];

export function ReviewRead({ submissionId, read }: { submissionId: string; read: SealedRead }) {
  const [isOpen, setOpen] = useState(false);
  const [verdict, setVerdict] = useState<Verdict>('explained');
  const [words, setWords] = useState('');
  const field = `review-${read.eventId}`;
  const queries = useQueryClient();
  const review = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/submissions/{submissionId}/reads/{eventId}/review', {
          params: { path: { submissionId, eventId: read.eventId } },
          body: { verdict, words },
        }),
      ),
    onSuccess: () => engagementAgain(queries, submissionId),
  });
  if (!isOpen) {
    return (
      <Button type="button" unstyled onClick={() => setOpen(true)}>
        Say what you found
      </Button>
    );
  }
  return (
    <form
      className="sp-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        review.mutate();
      }}
    >
      {review.isError && <ProblemAlert problem={asProblem(review.error)} fieldOf={() => field} />}
      <Fieldset legend="Is this read explained?">
        {verdicts.map((each) => (
          <Radio
            key={each}
            id={`${field}-${each}`}
            name={field}
            label={readVerdictWords[each]}
            checked={verdict === each}
            onChange={() => setVerdict(each)}
          />
        ))}
      </Fieldset>
      <TextField
        id={field}
        name="What did you find?"
        hint="At least 10 characters. Both sides and the overseer read them."
        value={words}
        onChange={setWords}
      />
      <div className="sp-buttons">
        <Button type="submit" disabled={review.isPending}>
          Keep it
        </Button>
        <Button type="button" unstyled onClick={() => setOpen(false)}>
          Not now
        </Button>
      </div>
    </form>
  );
}
