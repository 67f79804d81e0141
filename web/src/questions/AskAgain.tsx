/** Asks in an engagement that is there already. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { sessionQuery } from '../api/queries.ts';
import { engagementAgain } from '../api/review-queries.ts';
import { DescriptorForm } from './DescriptorForm.tsx';
import { descriptorBody, emptyDescriptor, type DescriptorDraft } from './question-draft.ts';
import { Confidential } from './QuestionForm.tsx';

export function AskAgain({ submissionId }: { submissionId: string }) {
  const [isOpen, setOpen] = useState(false);
  const [isConfidential, setConfidential] = useState(true);
  const person = useQuery(sessionQuery).data?.person ?? null;
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: (draft: DescriptorDraft) =>
      answer(
        api.POST('/api/submissions/{submissionId}/questions', {
          params: { path: { submissionId } },
          body: { ...descriptorBody(draft), isConfidential },
        }),
      ),
    onSuccess: () => engagementAgain(queries, submissionId),
  });
  if (!isOpen || person === null) {
    return (
      <div className="sp-buttons">
        <Button type="button" outline onClick={() => setOpen(true)}>
          Ask whether it is covered
        </Button>
      </div>
    );
  }
  return (
    <DescriptorForm
      before={emptyDescriptor(person)}
      send="Ask this question"
      step={ask}
      onClose={() => setOpen(false)}
    >
      <Confidential isConfidential={isConfidential} onChange={setConfidential} />
    </DescriptorForm>
  );
}
