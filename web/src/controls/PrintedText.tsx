/** Plain text that people keep: to read here, to save as a file, and to print. */
import { Button } from '@trussworks/react-uswds';
import { save } from '../api/client.ts';

interface PrintedTextProps {
  text: string;
  /** What it is, as in `the receipt`. */
  label: string;
  fileName: string;
}

export function PrintedText({ text, label, fileName }: PrintedTextProps) {
  return (
    <>
      <pre className="sp-printed" tabIndex={0} role="group" aria-label={label}>
        {text}
      </pre>
      <div className="sp-buttons sp-no-print">
        <Button
          type="button"
          outline
          onClick={() => save({ name: fileName, blob: new Blob([text], { type: 'text/plain' }) })}
        >
          Save {label}
        </Button>
        <Button type="button" unstyled onClick={() => window.print()}>
          Print {label}
        </Button>
      </div>
    </>
  );
}
