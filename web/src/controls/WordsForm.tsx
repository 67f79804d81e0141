/** One question that is answered in words, and a step that is taken with them. */
import { Button, Label, TextInput } from '@trussworks/react-uswds';
import { useEffect, useId, useState } from 'react';
import { asProblem } from '../api/problem.ts';
import { ProblemAlert } from './ProblemAlert.tsx';
import { phrase } from './sentence.tsx';
import { TextArea } from './TextArea.tsx';
import { visibleCharactersIn } from './visible-characters.ts';

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
  /** Where more than a line is expected. */
  isLong?: boolean;
  onCancel: () => void;
}

export function WordsForm(props: WordsFormProps) {
  const { ask, hint, send, charsMin, charsMax, step, isLong = false, onCancel } = props;
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
        const isTooShort = visibleCharactersIn(words) < charsMin;
        setShort(isTooShort);
        if (isTooShort) document.getElementById(field)?.focus();
        else step.mutate(words.trim());
      }}
    >
      {step.isError && <ProblemAlert problem={asProblem(step.error)} fieldOf={() => field} />}
      {isLong ? (
        <TextArea
          id={field}
          name={ask}
          hint={hint}
          charsMin={charsMin}
          charsMax={charsMax}
          fault={isShort ? tooShort(charsMin) : undefined}
          value={words}
          onChange={setWords}
        />
      ) : (
        <Line
          {...{ field, ask, hint, charsMax, words, onWords: setWords }}
          fault={isShort ? tooShort(charsMin) : undefined}
        />
      )}
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

const tooShort = (charsMin: number): string =>
  `Say it in at least ${charsMin} characters. Spaces do not count.`;

interface LineProps {
  field: string;
  ask: string;
  hint: string;
  charsMax: number;
  fault: string | undefined;
  words: string;
  onWords: (words: string) => void;
}

function Line({ field, ask, hint, charsMax, fault, words, onWords }: LineProps) {
  return (
    <>
      <Label htmlFor={field} error={fault !== undefined}>
        {ask}
      </Label>
      <span className="usa-hint" id={`${field}-hint`}>
        {phrase(hint)}
      </span>
      {fault !== undefined && (
        <span className="usa-error-message" id={`${field}-error`} role="alert">
          {fault}
        </span>
      )}
      <TextInput
        id={field}
        name="words"
        type="text"
        maxLength={charsMax}
        aria-invalid={fault !== undefined}
        aria-describedby={fault !== undefined ? `${field}-hint ${field}-error` : `${field}-hint`}
        value={words}
        onChange={(event) => onWords(event.target.value)}
      />
    </>
  );
}
