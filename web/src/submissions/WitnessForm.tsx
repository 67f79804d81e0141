/** A side names the witness that cosigns the gateway's log for it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { WordsForm } from '../controls/WordsForm.tsx';
import { readAgain } from './grant-steps.ts';

export function WitnessForm({ submissionId, isNamed }: { submissionId: string; isNamed: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const queries = useQueryClient();
  const name = useMutation({
    mutationFn: (vkey: string) =>
      answer(
        api.POST('/api/submissions/{submissionId}/witness', {
          params: { path: { submissionId } },
          body: { vkey },
        }),
      ),
    async onSuccess() {
      await readAgain(queries, submissionId);
      setOpen(false);
    },
  });
  if (!isOpen) {
    return (
      <Button type="button" unstyled onClick={() => setOpen(true)}>
        {isNamed ? 'Name another witness' : 'Name your witness'}
      </Button>
    );
  }
  return (
    <WordsForm
      ask="The witness’s public key"
      hint="One line, `name+…+…`, as the witness prints it when it starts. Verification then asks for its cosignature."
      send="Name it"
      charsMin={10}
      charsMax={300}
      step={name}
      onCancel={() => setOpen(false)}
    />
  );
}
