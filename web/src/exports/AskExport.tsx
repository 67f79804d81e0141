/** Asks that a colleague let records be taken out as a file, and says what for. */
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { WordsForm } from '../controls/WordsForm.tsx';
import { useAsk, type Wanted } from './export-steps.ts';

interface AskExportProps {
  submissionId: string;
  wanted: Wanted;
  /** On the button, where two stand on one page. */
  named?: string;
}

export function AskExport({ submissionId, wanted, named = 'Ask for an export' }: AskExportProps) {
  const [isOpen, setOpen] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const ask = useAsk(submissionId, wanted, () => {
    setOpen(false);
    setAsked(true);
  });
  if (isOpen) {
    return (
      <WordsForm
        ask="What is the file for?"
        hint="A colleague reads this and agrees or refuses. Both sides see it, with your name."
        send="Ask a colleague"
        charsMin={10}
        charsMax={1000}
        step={ask}
        onCancel={() => setOpen(false)}
      />
    );
  }
  return (
    <div className="sp-buttons">
      <Button type="button" outline onClick={() => setOpen(true)}>
        {named}
      </Button>
      <span className="sp-small" role="status">
        {isAsked ? 'Asked. It waits for a colleague, below.' : ''}
      </span>
    </div>
  );
}
