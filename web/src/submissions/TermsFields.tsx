/** What may be used, how long and how much: the part that asking and offering share. */
import { Fieldset, Label, Textarea } from '@trussworks/react-uswds';
import type { Budget } from '../api/views.ts';
import { TextField } from '../controls/TextField.tsx';
import type { TermsDraft } from './terms-draft.ts';

const budgetNames: Record<keyof Budget, string> = {
  requests: 'Requests',
  tokens: 'Tokens, in and out',
  streamsMax: 'Requests at once',
  outputTokensMax: 'Tokens out, for one request',
  contextTokensMax: 'Context of the model, tokens',
  requestBytesMax: 'Bytes, for one request',
};
const budgetKeys = Object.keys(budgetNames) as (keyof Budget)[];

interface TermsFieldsProps {
  draft: TermsDraft;
  onChange: (draft: TermsDraft) => void;
}

export function TermsFields({ draft, onChange }: TermsFieldsProps) {
  const { endpoints, days, budget } = draft;
  return (
    <>
      <Label htmlFor="terms-endpoints">Endpoints</Label>
      <span className="usa-hint" id="terms-endpoints-hint">
        One a line: the method and the plain path, such as <code>POST /v1/chat/completions</code>.
        Nothing else is let through.
      </span>
      <Textarea
        id="terms-endpoints"
        name="endpoints"
        rows={3}
        aria-describedby="terms-endpoints-hint"
        value={endpoints}
        onChange={({ target }) => onChange({ ...draft, endpoints: target.value })}
      />
      <TextField
        id="terms-lengthS"
        name="Days, from the first request"
        hint="At most 30. A government review ends earlier where the model’s thirty days or the partner release do."
        isNumber
        value={days}
        onChange={(value) => onChange({ ...draft, days: value })}
      />
      <Fieldset legend="Budget" className="sp-budget-fields">
        {budgetKeys.map((key) => (
          <TextField
            key={key}
            id={`terms-budget-${key}`}
            name={budgetNames[key]}
            isNumber
            value={budget[key]}
            onChange={(value) => onChange({ ...draft, budget: { ...budget, [key]: value } })}
          />
        ))}
      </Fieldset>
    </>
  );
}
