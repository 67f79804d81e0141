/** What a side says of the partner that it nominates. */
import { Button, Fieldset, Label, Radio } from '@trussworks/react-uswds';
import { asProblem } from '../api/problem.ts';
import type { Organisation, PartnerCategory } from '../api/views.ts';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { InstantInput } from '../controls/InstantInput.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { TextArea } from '../controls/TextArea.tsx';
import { TextField } from '../controls/TextField.tsx';
import { categories, categoryWords } from '../words/review.ts';
import { fieldOf, type NominationDraft } from './nomination-draft.ts';

interface NominationFormProps {
  draft: NominationDraft;
  organisations: readonly Organisation[];
  step: { isPending: boolean; isError: boolean; error: Error | null };
  onChange: (draft: NominationDraft) => void;
  onSubmit: () => void;
}

export function NominationForm(props: NominationFormProps) {
  const { draft, organisations, step, onChange, onSubmit } = props;
  return (
    <form
      className="sp-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {step.isError && <ProblemAlert problem={asProblem(step.error)} fieldOf={fieldOf} />}
      <ChoiceField
        id="nominate-organisationId"
        name="Organisation"
        choices={organisations.map(({ id, name }) => ({ value: id, name }))}
        value={draft.organisationId}
        onChange={(organisationId) => onChange({ ...draft, organisationId })}
      />
      <ChoiceField
        id="nominate-category"
        name="Kind"
        choices={categories.map((value) => ({ value, name: categoryWords[value] }))}
        value={draft.category}
        onChange={(category) => onChange({ ...draft, category: category as PartnerCategory })}
      />
      <TextArea
        id="nominate-criteriaMet"
        name="How does it meet the criteria?"
        hint="Point by point, in at least 20 characters."
        charsMax={4000}
        value={draft.criteriaMet}
        onChange={(criteriaMet) => onChange({ ...draft, criteriaMet })}
      />
      <TextField
        id="nominate-surface"
        name="Where does it use the model?"
        hint="One surface, by the name that it has in the configuration of the developer’s gateway, such as `chat API`; nowhere else."
        value={draft.surface}
        onChange={(surface) => onChange({ ...draft, surface })}
      />
      <TextArea
        id="nominate-endpoints"
        name="What is on that surface?"
        hint="All of it, one a line: the method and the plain path, such as `POST /v1/chat/completions`. Its access reaches nothing else."
        rows={2}
        charsMax={12_000}
        value={draft.endpoints}
        onChange={(endpoints) => onChange({ ...draft, endpoints })}
      />
      <TextArea
        id="nominate-assets"
        name="On which systems and code?"
        hint="Its own, one a line, in plain letters and without commas: each request of its agent names one of them."
        rows={3}
        charsMax={20_000}
        value={draft.assets}
        onChange={(assets) => onChange({ ...draft, assets })}
      />
      <Label htmlFor="nominate-expiresAt">Until when, UTC</Label>
      <span className="usa-hint" id="nominate-expiresAt-hint">
        It ends by itself then. At most 180 days.
      </span>
      <InstantInput
        id="nominate-expiresAt"
        describedBy="nominate-expiresAt-hint"
        at={draft.expiresAt}
        onChange={(expiresAt) => onChange({ ...draft, expiresAt })}
      />
      <Relation draft={draft} onChange={onChange} />
      <div className="sp-buttons">
        <Button type="submit" disabled={step.isPending}>
          Write the text to sign
        </Button>
      </div>
    </form>
  );
}

function Relation({ draft, onChange }: Pick<NominationFormProps, 'draft' | 'onChange'>) {
  return (
    <Fieldset legend="Is it related to either side?" className="sp-fields">
      <Radio
        id="nominate-relation"
        name="relation"
        label="No relation was declared"
        checked={draft.relation === 'none_declared'}
        onChange={() => onChange({ ...draft, relation: 'none_declared' })}
      />
      <Radio
        id="nominate-relation-declared"
        name="relation"
        label="A relation was declared"
        labelDescription="It owns, funds, supplies, competes with or is paid by one of the two. That alone ends nothing."
        checked={draft.relation === 'declared'}
        onChange={() => onChange({ ...draft, relation: 'declared' })}
      />
      <TextArea
        id="nominate-relationWords"
        name="In words, for both sides"
        hint="What both organisations were asked and said."
        rows={2}
        charsMax={2000}
        value={draft.relationWords}
        onChange={(relationWords) => onChange({ ...draft, relationWords })}
      />
    </Fieldset>
  );
}
