/** One question that is answered in words, and a step that is taken with them. */
import { Button, Label, TextInput } from '@trussworks/react-uswds';
import { useEffect, useId, useState } from 'react';
import { asProblem } from '../api/problem.ts';
import { ProblemAlert } from './ProblemAlert.tsx';
import { phrase } from './sentence.tsx';

interface WordsFormProps {
  ask: string;
  hint: string;
  send: string;
  /** The server's own limits, in characters; with 0 the words may be left out. */
  charsMin: number;
  charsMax: number;
  step: {
    mutate: (words: string) => void;
    isPending: boolean;
    isError: boolean;
    error: Error | null;
  };
  onCancel: () => void;
}

export function WordsForm({ ask, hint, send, charsMin, charsMax, step, onCancel }: WordsFormProps) {
  const [words, setWords] = useState('');
  const [isShort, setShort] = useState(false);
  const field = useId();
  // The question replaces the button that had the focus.
  useEffect(() => document.getElementById(field)?.focus(), [field]);

  return (
    <form
      className="sp-form sp-words"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const isTooShort = words.trim().length < charsMin;
        setShort(isTooShort);
        if (isTooShort) document.getElementById(field)?.focus();
        else step.mutate(words.trim());
      }}
    >
      {step.isError && <ProblemAlert problem={asProblem(step.error)} fieldOf={() => field} />}
      <Label htmlFor={field} error={isShort}>
        {ask}
      </Label>
      <span className="usa-hint" id={`${field}-hint`}>
        {phrase(hint)}
      </span>
      {isShort && (
        <span className="usa-error-message" id={`${field}-error`} role="alert">
          Say it in at least {charsMin} characters.
        </span>
      )}
      <TextInput
        id={field}
        name="words"
        type="text"
        maxLength={charsMax}
        aria-invalid={isShort}
        aria-describedby={isShort ? `${field}-hint ${field}-error` : `${field}-hint`}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <div className="sp-buttons">
        <Button type="submit" disabled={step.isPending}>
          {send}
        </Button>
        <Button type="button" unstyled onClick={onCancel}>
          Not now
        </Button>
      </div>
    </form>
  );
}
