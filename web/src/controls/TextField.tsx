/** A line of text with its name, and a hint where the name does not say it all. */
import { Label, TextInput } from '@trussworks/react-uswds';
import { phrase } from './sentence.tsx';

interface TextFieldProps {
  id: string;
  name: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  isNumber?: boolean;
}

export function TextField({ id, name, hint, value, onChange, isNumber = false }: TextFieldProps) {
  return (
    <div>
      <Label htmlFor={id}>{name}</Label>
      {hint !== undefined && (
        <span className="usa-hint" id={`${id}-hint`}>
          {phrase(hint)}
        </span>
      )}
      <TextInput
        id={id}
        name={id}
        type="text"
        inputMode={isNumber ? 'numeric' : 'text'}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
