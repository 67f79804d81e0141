/** Takes a determination back before it is signed. */
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import type { DeterminationView } from '../api/views.ts';
import { WordsForm } from '../controls/WordsForm.tsx';
import { useDeterminationStep } from './determination-steps.ts';

export function TakeBack({ determination }: { determination: DeterminationView }) {
  const [isOpen, setOpen] = useState(false);
  const step = useDeterminationStep(determination);
  if (!isOpen) {
    return (
      <Button type="button" unstyled onClick={() => setOpen(true)}>
        Withdraw the determination
      </Button>
    );
  }
  return (
    <WordsForm
      ask="Why is it withdrawn?"
      hint="Both sides read this. Another can be opened."
      send="Withdraw it"
      charsMin={10}
      charsMax={1000}
      step={{ ...step, mutate: (because) => step.mutate({ kind: 'withdraw', because }) }}
      onCancel={() => setOpen(false)}
    />
  );
}
