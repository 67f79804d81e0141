/** A day and hour in UTC, as the API takes it: `2026-12-01T09:00:00Z`. */
interface InstantInputProps {
  id: string;
  describedBy?: string;
  /** Any spelling of an instant; undefined while there is none. */
  at: string | undefined;
  onChange: (at: string | undefined) => void;
}

export function InstantInput({ id, describedBy, at, onChange }: InstantInputProps) {
  return (
    <input
      className="usa-input"
      id={id}
      name={id}
      type="datetime-local"
      aria-describedby={describedBy}
      value={at === undefined ? '' : new Date(at).toISOString().slice(0, 16)}
      onChange={({ target }) =>
        onChange(target.value === '' ? undefined : `${target.value.slice(0, 16)}:00Z`)
      }
    />
  );
}
