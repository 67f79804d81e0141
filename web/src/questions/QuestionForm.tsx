/** The one form of a question. What need not be said stands below, closed. */
import { Button, Checkbox, Label } from '@trussworks/react-uswds';
import { useState } from 'react';
import type { Problem } from '../api/problem.ts';
import type { Organisation } from '../api/views.ts';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { InstantInput } from '../controls/InstantInput.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { TextField } from '../controls/TextField.tsx';
import { ContextField, DescriptorFields } from './DescriptorFields.tsx';
import { fieldOf, isFurther, nameOf, saysFurther, type QuestionDraft } from './question-draft.ts';

interface QuestionFormProps {
  draft: QuestionDraft;
  offices: readonly Organisation[];
  problem: Problem | undefined;
  onChange: (draft: QuestionDraft) => void;
  onSubmit: () => void;
}

export function QuestionForm({ draft, offices, problem, onChange, onSubmit }: QuestionFormProps) {
  return (
    <form
      className="sp-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {problem !== undefined && (
        <ProblemAlert problem={problem} fieldOf={fieldOf} nameOf={nameOf} />
      )}
      <TextField
        id="ask-declaredAs"
        name="Model"
        hint="The name you declare one model by, whatever its checkpoints."
        value={draft.declaredAs}
        onChange={(declaredAs) => onChange({ ...draft, declaredAs })}
      />
      <DescriptorFields draft={draft} onChange={onChange} />
      <ChoiceField
        id="ask-evaluatorId"
        name="Whom to ask"
        choices={[
          ...(offices.length === 1 ? [] : [{ value: '', name: 'Choose an office' }]),
          ...offices.map(({ id, name }) => ({ value: id, name })),
        ]}
        value={draft.evaluatorId}
        onChange={(evaluatorId) => onChange({ ...draft, evaluatorId })}
      />
      <Confidential
        isConfidential={draft.isConfidential}
        onChange={(isConfidential) => onChange({ ...draft, isConfidential })}
      />
      <Dates
        draft={draft}
        hasFault={problem?.errors.some(isFurther) === true}
        onChange={onChange}
      />
      <div className="sp-buttons">
        <Button type="submit">Check your answers</Button>
      </div>
    </form>
  );
}

interface ConfidentialProps {
  isConfidential: boolean;
  onChange: (isConfidential: boolean) => void;
}

export function Confidential({ isConfidential, onChange }: ConfidentialProps) {
  return (
    <Checkbox
      id="ask-isConfidential"
      name="isConfidential"
      className="sp-check"
      label="Keep the question confidential"
      labelDescription="The office names it to nobody whom it does not consult on it."
      checked={isConfidential}
      onChange={({ target }) => onChange(target.checked)}
    />
  );
}

interface DatesProps {
  draft: QuestionDraft;
  hasFault: boolean;
  onChange: (draft: QuestionDraft) => void;
}

/** Open from the start where something was said in here; a fault must be seen too. */
function Dates({ draft, hasFault, onChange }: DatesProps) {
  const [saysSomething] = useState(() => saysFurther(draft));
  return (
    <details className="sp-details" open={hasFault || saysSomething}>
      <summary>Planned dates, and more (none of it is needed)</summary>
      <Label htmlFor="ask-plannedReleaseAt">Planned release to partners, UTC</Label>
      <span className="usa-hint" id="ask-plannedReleaseAt-hint">
        Yours alone to decide, and to move. It only says when a review would have to end.
      </span>
      <InstantInput
        id="ask-plannedReleaseAt"
        describedBy="ask-plannedReleaseAt-hint"
        at={draft.plannedReleaseAt}
        onChange={(plannedReleaseAt) => onChange({ ...draft, plannedReleaseAt })}
      />
      <Label htmlFor="ask-publicReleaseAt">Planned release to the public, UTC</Label>
      <span className="usa-hint" id="ask-publicReleaseAt-hint">
        Shown apart. Nothing is counted from it.
      </span>
      <InstantInput
        id="ask-publicReleaseAt"
        describedBy="ask-publicReleaseAt-hint"
        at={draft.publicReleaseAt}
        onChange={(publicReleaseAt) => onChange({ ...draft, publicReleaseAt })}
      />
      <ContextField draft={draft} onChange={onChange} />
    </details>
  );
}
