/** Withholds a part: the developer reads the kind of reason and the date, officials and overseers the words. */
import { Button, Label } from '@trussworks/react-uswds';
import { useEffect, useState } from 'react';
import { asProblem } from '../api/problem.ts';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { InstantInput } from '../controls/InstantInput.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { TextArea } from '../controls/TextArea.tsx';
import { visibleCharactersIn } from '../controls/visible-characters.ts';
import { withholdingWords } from '../words/review.ts';
import { inDays } from './ConsulteeFields.tsx';
import type { FormStep, Withholding } from './tier-steps.ts';

const charsMin = 10;
const charsMax = 1000;
const daysUsual = 30;

interface WithholdFormProps {
  tier: string;
  step: FormStep<Withholding>;
  onCancel: () => void;
}

type ReasonClass = Withholding['reasonClass'];
const classes = Object.entries(withholdingWords).map(([value, name]) => ({ value, name }));

export function WithholdForm({ tier, step, onCancel }: WithholdFormProps) {
  const [reasonClass, setClass] = useState<ReasonClass>('being_checked');
  const [reason, setReason] = useState('');
  const [isShort, setShort] = useState(false);
  const [reviewBy, setReviewBy] = useState<string | undefined>(inDays(daysUsual));
  const ids = { reasonClass: `class-${tier}`, reason: `why-${tier}`, reviewBy: `until-${tier}` };
  useEffect(() => document.getElementById(`class-${tier}`)?.focus(), [tier]);
  return (
    <form
      className="sp-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const isTooShort = visibleCharactersIn(reason) < charsMin;
        setShort(isTooShort);
        if (isTooShort) document.getElementById(ids.reason)?.focus();
        else if (reviewBy === undefined) document.getElementById(ids.reviewBy)?.focus();
        else step.mutate({ reasonClass, reason, reviewBy });
      }}
    >
      {step.isError && (
        <ProblemAlert
          problem={asProblem(step.error)}
          fieldOf={({ pointer }) => ids[pointer.split('/').at(-1) as keyof typeof ids]}
        />
      )}
      <ChoiceField
        id={ids.reasonClass}
        name="Why is it not told now?"
        hint="The developer reads this sentence and the date."
        choices={classes}
        value={reasonClass}
        onChange={(value) => setClass(value as ReasonClass)}
      />
      <TextArea
        id={ids.reason}
        name="In words"
        hint="For officials and overseers."
        charsMax={charsMax}
        {...(isShort && { fault: `Say why in at least ${charsMin} characters.` })}
        value={reason}
        onChange={setReason}
      />
      <div>
        <Label htmlFor={ids.reviewBy}>Look at it again by, UTC</Label>
        <span className="usa-hint" id={`${ids.reviewBy}-hint`}>
          At most 90 days from now. Another official then looks at it.
        </span>
        <InstantInput
          id={ids.reviewBy}
          describedBy={`${ids.reviewBy}-hint`}
          at={reviewBy}
          onChange={setReviewBy}
        />
      </div>
      <div className="sp-buttons">
        <Button type="submit" disabled={step.isPending}>
          Withhold it until then
        </Button>
        <Button type="button" unstyled onClick={onCancel}>
          Not now
        </Button>
      </div>
    </form>
  );
}
