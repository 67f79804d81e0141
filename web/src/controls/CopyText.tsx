/** Something to type or keep, with a button that copies it. The text stays selectable by hand. */
import { useState } from 'react';

export function CopyText({ text, label }: { text: string; label: string }) {
  const [said, setSaid] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('Select it and copy by hand'),
    );
  return (
    <div className="sp-copy">
      <code tabIndex={0} role="group" aria-label={label}>
        {text}
      </code>
      <button type="button" className="usa-button usa-button--outline" onClick={() => void copy()}>
        Copy<span className="sp-unseen"> {label}</span>
      </button>
      <span className="sp-copy__said" role="status">
        {said}
      </span>
    </div>
  );
}
