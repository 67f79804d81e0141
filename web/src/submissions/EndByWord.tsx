/** Ends what is not in force yet: whoever it was put to declines, whoever put it withdraws. */
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import type { Grant } from '../api/views.ts';
import { WordsForm } from '../controls/WordsForm.tsx';
import { useGrantStep } from './grant-steps.ts';

const words = {
  decline: { step: 'refusal', button: 'Decline', send: 'Decline it' },
  withdraw: { step: 'withdrawal', button: 'Withdraw', send: 'Withdraw it' },
} as const;
const charsMax = 500;

export function EndByWord({ grant, how }: { grant: Grant; how: keyof typeof words }) {
  const [isOpen, setOpen] = useState(false);
  const { step: path, button, send } = words[how];
  const step = useGrantStep(grant, path);
  if (!isOpen) {
    return (
      <Button type="button" outline onClick={() => setOpen(true)}>
        {button}
      </Button>
    );
  }
  return (
    <WordsForm
      ask="Do you want to say why?"
      hint="No reason is needed. What you write is seen by both sides. This ends it at once and cannot be undone; a new one can be asked for."
      send={send}
      charsMin={0}
      charsMax={charsMax}
      step={step}
      onCancel={() => setOpen(false)}
    />
  );
}
