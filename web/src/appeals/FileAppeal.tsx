/** Files an appeal, where none is filed yet. Its grounds are sealed, and read by those who answer it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { appealsQuery, engagementAgain } from '../api/review-queries.ts';
import type { Appeal } from '../api/views.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { TextArea } from '../controls/TextArea.tsx';

const charsMax = 20_000;

interface FileAppealProps {
  submissionId: string;
  about: Appeal['about'];
  subjectId: string;
}

export function FileAppeal({ submissionId, about, subjectId }: FileAppealProps) {
  const [isOpen, setOpen] = useState(false);
  const [grounds, setGrounds] = useState('');
  const field = `grounds-${subjectId}`;
  const appeals = useQuery(appealsQuery(submissionId)).data?.items ?? [];
  const queries = useQueryClient();
  const file = useMutation({
    mutationFn: () => answer(api.POST('/api/appeals', { body: { about, subjectId, grounds } })),
    onSuccess: () => engagementAgain(queries, submissionId),
  });
  const isFiled = appeals.some((each) => each.subjectId === subjectId && each.state === 'filed');
  if (isFiled) return null;
  if (!isOpen) {
    return (
      <div className="sp-buttons">
        <Button type="button" outline onClick={() => setOpen(true)}>
          Appeal
        </Button>
      </div>
    );
  }
  return (
    <form
      className="sp-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        file.mutate();
      }}
    >
      {file.isError && <ProblemAlert problem={asProblem(file.error)} fieldOf={() => field} />}
      <TextArea
        id={field}
        name="Why do you appeal?"
        hint="At least 20 characters. Sealed at once; an official who signed nothing of this answers."
        charsMax={charsMax}
        value={grounds}
        onChange={setGrounds}
      />
      <div className="sp-buttons">
        <Button type="submit" disabled={file.isPending}>
          File the appeal
        </Button>
        <Button type="button" unstyled onClick={() => setOpen(false)}>
          Not now
        </Button>
      </div>
    </form>
  );
}
