/** Words for the developer, written beside what they will look like. A second official settles them. */
import { Button } from '@trussworks/react-uswds';
import { useEffect, useState } from 'react';
import { asProblem } from '../api/problem.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { TextArea } from '../controls/TextArea.tsx';
import { tierName } from '../words/review.ts';
import { AsTold } from './AsTold.tsx';
import type { FormStep } from './tier-steps.ts';

const charsMax = 50_000;

interface WriteTierProps {
  tier: string;
  step: FormStep<string>;
  onCancel: () => void;
}

export function WriteTier({ tier, step, onCancel }: WriteTierProps) {
  const [text, setText] = useState('');
  const field = `write-${tier}`;
  useEffect(() => document.getElementById(field)?.focus(), [field]);
  return (
    <form
      className="sp-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') document.getElementById(field)?.focus();
        else step.mutate(text.trim());
      }}
    >
      {step.isError && <ProblemAlert problem={asProblem(step.error)} fieldOf={() => field} />}
      <TextArea
        id={field}
        name={`What is the developer told: ${tierName(tier).toLowerCase()}?`}
        hint="Word for word. Only what may be shared; a second official reads exactly this."
        charsMax={charsMax}
        value={text}
        onChange={setText}
      />
      {text.trim() !== '' && <AsTold tier={tier} text={text.trim()} />}
      <div className="sp-buttons">
        <Button type="submit" disabled={step.isPending}>
          Give it to a second official
        </Button>
        <Button type="button" unstyled onClick={onCancel}>
          Not now
        </Button>
      </div>
    </form>
  );
}
