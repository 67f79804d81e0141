/**
 * Opening sealed content. It asks what for, says that the read is recorded, and only then fetches
 * (DESIGN, Reads of sealed content are acts).
 */
import { useMutation } from '@tanstack/react-query';
import { Button, Label, TextInput } from '@trussworks/react-uswds';
import { useEffect, useState } from 'react';
import { fetchFile, save } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { visibleCharactersIn } from '../controls/visible-characters.ts';

type Part = 'bundle' | 'evidence';

const words: Record<Part, { button: string; what: string }> = {
  bundle: { button: 'Download the bundle', what: 'the bundle, reproducer included' },
  evidence: { button: 'Download the evidence', what: 'the signed evidence' },
};
/** The server's own limits on a purpose. */
const charsMin = 3;
const charsMax = 200;

export function OpenSealed({ reportId, hasEvidence }: { reportId: string; hasEvidence: boolean }) {
  const [part, setPart] = useState<Part | undefined>();
  const parts: Part[] = hasEvidence ? ['bundle', 'evidence'] : ['bundle'];
  if (part !== undefined) {
    return <Purpose reportId={reportId} part={part} onClose={() => setPart(undefined)} />;
  }
  return (
    <div className="sp-buttons">
      {parts.map((each) => (
        <Button key={each} type="button" outline onClick={() => setPart(each)}>
          {words[each].button}
        </Button>
      ))}
    </div>
  );
}

interface PurposeProps {
  reportId: string;
  part: Part;
  onClose: () => void;
}

function Purpose({ reportId, part, onClose }: PurposeProps) {
  const [purpose, setPurpose] = useState('');
  const [isMissing, setMissing] = useState(false);
  const open = useMutation({
    mutationFn: () =>
      fetchFile(
        `/api/reports/${encodeURIComponent(reportId)}/${part}?purpose=${encodeURIComponent(purpose.trim())}`,
      ),
    onSuccess(file) {
      save(file);
      onClose();
    },
  });
  const field = 'purpose';
  useEffect(() => document.getElementById(field)?.focus(), []);

  return (
    <form
      className="sp-form sp-purpose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const isShort = visibleCharactersIn(purpose) < charsMin;
        setMissing(isShort);
        if (isShort) document.getElementById(field)?.focus();
        else open.mutate();
      }}
    >
      {open.isError && <ProblemAlert problem={asProblem(open.error)} fieldOf={() => field} />}
      <Label htmlFor={field} error={isMissing}>
        What do you need {words[part].what} for?
      </Label>
      <span className="usa-hint" id="purpose-hint">
        This read is written to the ledger with your name and these words. Whoever it belongs to can
        see it.
      </span>
      {isMissing && (
        <span className="usa-error-message" id="purpose-error" role="alert">
          Say it in a few words.
        </span>
      )}
      <TextInput
        id={field}
        name="purpose"
        type="text"
        maxLength={charsMax}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? 'purpose-hint purpose-error' : 'purpose-hint'}
        value={purpose}
        onChange={(event) => setPurpose(event.target.value)}
      />
      <div className="sp-buttons">
        <Button type="submit" disabled={open.isPending}>
          {words[part].button}
        </Button>
        <Button type="button" unstyled onClick={onClose}>
          Not now
        </Button>
      </div>
    </form>
  );
}
