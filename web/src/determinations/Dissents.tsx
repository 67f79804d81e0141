/** Officials who do not agree. What they say is kept for good, and stands in the statement. */
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import type { DeterminationContent, DeterminationView } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { WordsForm } from '../controls/WordsForm.tsx';
import { useDeterminationStep } from './determination-steps.ts';

interface DissentsProps {
  determination: DeterminationView;
  content: DeterminationContent;
}

export function Dissents({ determination, content: { dissents } }: DissentsProps) {
  const mayDissent = determination.may.includes('dissent');
  if (dissents.length === 0 && !mayDissent) return null;
  return (
    <section aria-labelledby="dissent-title">
      <h2 id="dissent-title">Dissent</h2>
      {dissents.length === 0 && <p>Nobody dissented.</p>}
      {dissents.map((each) => (
        <Dissented key={each.person} dissent={each} />
      ))}
      {mayDissent && <Dissent determination={determination} />}
    </section>
  );
}

export function Dissented({
  dissent: { person, words, at },
}: {
  dissent: DeterminationContent['dissents'][number];
}) {
  return (
    <blockquote className="sp-said">
      <p>{words}</p>
      <footer className="sp-small">
        {person}, <Instant at={at} />
      </footer>
    </blockquote>
  );
}

function Dissent({ determination }: { determination: DeterminationView }) {
  const [isOpen, setOpen] = useState(false);
  const step = useDeterminationStep(determination);
  if (!isOpen) {
    return (
      <div className="sp-buttons">
        <Button type="button" outline onClick={() => setOpen(true)}>
          Dissent
        </Button>
      </div>
    );
  }
  return (
    <WordsForm
      ask="What do you not agree with?"
      hint="Kept for good, and read by whoever reads the statement. You then neither decide nor sign."
      send="Record the dissent"
      charsMin={20}
      charsMax={1500}
      isLong
      step={{
        ...step,
        mutate: (words) =>
          step.mutate({ kind: 'dissent', words }, { onSuccess: () => setOpen(false) }),
      }}
      onCancel={() => setOpen(false)}
    />
  );
}
