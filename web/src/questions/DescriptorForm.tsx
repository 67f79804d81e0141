/** A description given whole, in an engagement that is there already: begun from what was said before, or empty. */
import { Button } from '@trussworks/react-uswds';
import { useState, type ReactNode } from 'react';
import { asProblem, type Problem } from '../api/problem.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { ContextField, DescriptorFields } from './DescriptorFields.tsx';
import { fieldOf, missingFrom, nameOf, type DescriptorDraft } from './question-draft.ts';

interface DescriptorFormProps {
  before: DescriptorDraft;
  send: string;
  step: {
    mutate: (draft: DescriptorDraft) => void;
    isPending: boolean;
    isError: boolean;
    error: Error | null;
  };
  onClose: () => void;
  children?: ReactNode;
}

export function DescriptorForm({ before, send, step, onClose, children }: DescriptorFormProps) {
  const [draft, setDraft] = useState(before);
  const [missing, setMissing] = useState<Problem>();
  const problem = missing ?? (step.isError ? asProblem(step.error) : undefined);
  return (
    <form
      className="sp-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const found = missingFrom({ ...draft });
        setMissing(found);
        if (found === undefined) step.mutate(draft);
      }}
    >
      {problem !== undefined && (
        <ProblemAlert problem={problem} fieldOf={fieldOf} nameOf={nameOf} />
      )}
      <DescriptorFields draft={draft} onChange={setDraft} />
      <ContextField draft={draft} onChange={setDraft} />
      {children}
      <div className="sp-buttons">
        <Button type="submit" disabled={step.isPending}>
          {send}
        </Button>
        <Button type="button" unstyled onClick={onClose}>
          Not now
        </Button>
      </div>
    </form>
  );
}
