/** Which office is asked, and until when it may answer. */
import { Label } from '@trussworks/react-uswds';
import type { Organisation } from '../api/views.ts';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { InstantInput } from '../controls/InstantInput.tsx';

export interface Consultee {
  organisationId: string;
  answerBy: string;
}

const dayMs = 86_400_000;
export const daysUsual = 7;
export const inDays = (days: number): string =>
  `${new Date(Date.now() + days * dayMs).toISOString().slice(0, 16)}:00Z`;

interface ConsulteeFieldsProps {
  id: string;
  offices: readonly Organisation[];
  /** Without a day while that is being typed. */
  consultee: { organisationId: string; answerBy: string | undefined };
  onChange: (consultee: Partial<Consultee>) => void;
}

export function ConsulteeFields({ id, offices, consultee, onChange }: ConsulteeFieldsProps) {
  const { organisationId, answerBy } = consultee;
  const withDay = (chosen: string, day: string | undefined) =>
    onChange({ organisationId: chosen, ...(day !== undefined && { answerBy: day }) });
  return (
    <>
      <ChoiceField
        id={`${id}-office`}
        name="Which office?"
        hint="It reads the model’s name, the proposal and the commitment, and nothing else."
        choices={offices.map((each) => ({ value: each.id, name: each.name }))}
        value={organisationId}
        onChange={(chosen) => withDay(chosen, answerBy)}
      />
      <div>
        <Label htmlFor={`${id}-until`}>It may answer until, UTC</Label>
        <span className="usa-hint" id={`${id}-until-hint`}>
          At least 3 days from now, at most 30. If it does not answer, nobody waits longer.
        </span>
        <InstantInput
          id={`${id}-until`}
          describedBy={`${id}-until-hint`}
          at={answerBy}
          onChange={(day) => withDay(organisationId, day)}
        />
      </div>
    </>
  );
}
