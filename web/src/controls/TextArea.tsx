/** Several lines of text with their name, and a hint where the name does not say it all. */
import { Label, Textarea } from '@trussworks/react-uswds';
import { phrase } from './sentence.tsx';
import { visibleCharactersIn } from './visible-characters.ts';

interface TextAreaProps {
  id: string;
  name: string;
  hint?: string;
  rows?: number;
  /** The server's own limit, in characters. */
  charsMax: number;
  /** With it the characters are counted under the field. */
  charsMin?: number;
  /** What is wrong with it, in a sentence. */
  fault?: string | undefined;
  value: string;
  onChange: (value: string) => void;
}

export function TextArea(props: TextAreaProps) {
  const { id, name, hint, rows = 4, charsMax, charsMin, fault, value, onChange } = props;
  const about = [
    hint === undefined ? '' : `${id}-hint`,
    fault === undefined ? '' : `${id}-fault`,
    charsMin === undefined ? '' : `${id}-count`,
  ].filter((each) => each !== '');
  return (
    <div>
      <Label htmlFor={id} error={fault !== undefined}>
        {name}
      </Label>
      {hint !== undefined && (
        <span className="usa-hint" id={`${id}-hint`}>
          {phrase(hint)}
        </span>
      )}
      {fault !== undefined && (
        <span className="usa-error-message" id={`${id}-fault`} role="alert">
          {fault}
        </span>
      )}
      <Textarea
        id={id}
        name={id}
        rows={rows}
        maxLength={charsMax}
        {...(about.length > 0 && { 'aria-describedby': about.join(' ') })}
        {...(fault !== undefined && { 'aria-invalid': true })}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      {charsMin !== undefined && (
        <span className="usa-hint" id={`${id}-count`}>
          {countWords(visibleCharactersIn(value), charsMin)}
        </span>
      )}
    </div>
  );
}

const countWords = (chars: number, charsMin: number): string =>
  chars >= charsMin
    ? `${chars} characters, without spaces`
    : `${chars} of at least ${charsMin} characters, without spaces`;
