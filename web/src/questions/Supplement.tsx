/** The developer answers what the office still needs: its description once more, begun from what it said before. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { engagementAgain } from '../api/review-queries.ts';
import type { Question } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { DescriptorForm } from './DescriptorForm.tsx';
import { contentOf } from './question-content.ts';
import { descriptorBody, type DescriptorDraft } from './question-draft.ts';

export function Supplement({ question: { id, submissionId } }: { question: Question }) {
  const [isOpen, setOpen] = useState(false);
  const before = useQuery({
    queryKey: ['question-content', id],
    queryFn: () => contentOf(id, 'to add what the office asked for'),
    enabled: isOpen,
    staleTime: Infinity,
  });
  const queries = useQueryClient();
  const add = useMutation({
    mutationFn: (draft: DescriptorDraft) =>
      answer(
        api.POST('/api/questions/{questionId}/supplement', {
          params: { path: { questionId: id } },
          body: descriptorBody(draft),
        }),
      ),
    onSuccess: () => engagementAgain(queries, submissionId),
  });
  if (!isOpen) {
    return (
      <div className="sp-buttons">
        <Button type="button" onClick={() => setOpen(true)}>
          Add what they asked for
        </Button>
      </div>
    );
  }
  return (
    <Answer of={before} named="what you said before">
      {({ descriptor, contact }) => (
        <DescriptorForm
          before={{ ...descriptor, contact }}
          send="Send it"
          step={add}
          onClose={() => setOpen(false)}
        />
      )}
    </Answer>
  );
}
