/** Who runs it: seen by a pseudonym, known by a key, and by name only when two people open that. */
import { Fieldset } from '@trussworks/react-uswds';
import { TextField } from '../controls/TextField.tsx';

export const noRunner = { pseudonym: '', office: '', keySha256: '', name: '' };

interface RunnerFieldsProps {
  runner: typeof noRunner;
  /** A partner's office is the partner. */
  hasOffice: boolean;
  onChange: (runner: typeof noRunner) => void;
}

export function RunnerFields({ runner, hasOffice, onChange }: RunnerFieldsProps) {
  return (
    <Fieldset legend="Who runs it?" className="sp-fields">
      <TextField
        id="terms-runner-pseudonym"
        name="Pseudonym"
        hint="What the developer sees instead of a name, such as `evaluator-7`."
        value={runner.pseudonym}
        onChange={(pseudonym) => onChange({ ...runner, pseudonym })}
      />
      {hasOffice && (
        <TextField
          id="terms-runner-office"
          name="Office or team"
          value={runner.office}
          onChange={(office) => onChange({ ...runner, office })}
        />
      )}
      <TextField
        id="terms-runner-name"
        name="Name"
        hint="Sealed at once. It is opened only when one person of either side asks and one of the other agrees."
        value={runner.name}
        onChange={(name) => onChange({ ...runner, name })}
      />
      <TextField
        id="terms-runner-keySha256"
        name="SHA-256 of the runner’s public key"
        hint="`./sallyport keys runner` makes the key and prints it."
        value={runner.keySha256}
        onChange={(keySha256) => onChange({ ...runner, keySha256: keySha256.trim() })}
      />
    </Fieldset>
  );
}
