/** One choice of several that have names, with a hint where the name does not say it all. */
import { Label, Select } from '@trussworks/react-uswds';
import { phrase } from './sentence.tsx';

interface ChoiceFieldProps {
  id: string;
  name: string;
  hint?: string | undefined;
  choices: readonly { value: string; name: string }[];
  value: string;
  onChange: (value: string) => void;
}

export function ChoiceField({ id, name, hint, choices, value, onChange }: ChoiceFieldProps) {
  return (
    <div>
      <Label htmlFor={id}>{name}</Label>
      {hint !== undefined && (
        <span className="usa-hint" id={`${id}-hint`}>
          {phrase(hint)}
        </span>
      )}
      <Select
        id={id}
        name={id}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      >
        {choices.map((each) => (
          <option key={each.value} value={each.value}>
            {each.name}
          </option>
        ))}
      </Select>
    </div>
  );
}
