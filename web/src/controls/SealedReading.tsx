/** Something sealed: asked for with a purpose, which is recorded with the reader's name, then shown. */
import { useMutation } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { useState, type ReactNode } from 'react';
import { WordsForm } from './WordsForm.tsx';

interface SealedReadingProps<Data> {
  /** On the button, such as `Read the finding`. */
  named: string;
  read: (purpose: string) => Promise<Data>;
  children: (data: Data) => ReactNode;
}

export function SealedReading<Data>({ named, read, children }: SealedReadingProps<Data>) {
  const [isOpen, setOpen] = useState(false);
  const reading = useMutation({ mutationFn: read });
  if (reading.isSuccess) return <>{children(reading.data)}</>;
  if (!isOpen) {
    return (
      <Button type="button" unstyled onClick={() => setOpen(true)}>
        {named}
      </Button>
    );
  }
  return (
    <WordsForm
      ask="What do you read it for?"
      hint="This read is written to the ledger with your name and these words."
      send={named}
      charsMin={3}
      charsMax={200}
      step={reading}
      onCancel={() => setOpen(false)}
    />
  );
}
