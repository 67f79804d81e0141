/**
 * Two officials sign one text with keys of their own, where the key is: the page shows the text and the commands,
 * and takes a signature that was made elsewhere.
 */
import { useQuery } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { determinationStatementQuery } from '../api/determination-queries.ts';
import { asProblem } from '../api/problem.ts';
import type { DeterminationContent, DeterminationView } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { CopyText } from '../controls/CopyText.tsx';
import { Instant } from '../controls/Instant.tsx';
import { PrintedText } from '../controls/PrintedText.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { ShapeMark } from '../controls/StateTag.tsx';
import { TextArea } from '../controls/TextArea.tsx';
import { ApproverKey } from '../submissions/ApproverKey.tsx';
import { showDeterminationCommand, signDeterminationCommand } from '../words/commands.ts';
import { useDeterminationStep } from './determination-steps.ts';

interface SigningProps {
  determination: DeterminationView;
  content: DeterminationContent;
}

const roles = {
  deciding: 'The official who decided',
  second: 'A second official, with no hand in the run',
} as const;

export function Signing({ determination, content }: SigningProps) {
  const { statementSha256, signatures } = content;
  const { id, state, may } = determination;
  const statement = useQuery({
    ...determinationStatementQuery(id),
    enabled: statementSha256 !== null,
  });
  if (statementSha256 === null) return null;
  return (
    <section aria-labelledby="signing-title">
      <h2 id="signing-title">The statement, and who signed it</h2>
      <ul className="sp-plain">
        {(['deciding', 'second'] as const).map((role) => {
          const signed = signatures.find((each) => each.role === role);
          // Of one that was taken back nobody's signature is missing.
          if (signed === undefined && state === 'withdrawn') return null;
          return (
            <li key={role} className={signed ? 'sp-signature sp-signature--there' : 'sp-signature'}>
              <ShapeMark shape={signed ? 'tick' : 'ring'} />
              <span>
                {roles[role]}: {signed ? signed.person : 'not signed'}
                {signed && (
                  <span className="sp-small">
                    <Instant at={signed.at} />
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {may.includes('sign') && <Sign determination={determination} digest={statementSha256} />}
      <details className="sp-details" open={may.includes('sign')}>
        <summary>The text that is signed</summary>
        <Answer of={statement} named="the statement">
          {(text) => <PrintedText text={text} label="the statement" fileName={`${id}.txt`} />}
        </Answer>
        <p className="sp-small">
          SHA-256 of the text <code className="sp-hash">{statementSha256}</code>
        </p>
      </details>
    </section>
  );
}

function Sign({ determination, digest }: { determination: DeterminationView; digest: string }) {
  const server = window.location.origin;
  return (
    <div className="sp-step">
      <p>
        <strong>To sign it:</strong> read the text on your own machine, compare its digest, then
        sign it with the key that only you hold.
      </p>
      <CopyText
        text={showDeterminationCommand(determination, server)}
        label="the command that shows the determination"
      />
      <CopyText
        text={signDeterminationCommand(determination, digest, server)}
        label="the command that signs"
      />
      <Bring determination={determination} />
      <ApproverKey />
    </div>
  );
}

/** The note, or its signature line alone: made by any program that signs notes (C2SP signed-note). */
function Bring({ determination }: { determination: DeterminationView }) {
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const step = useDeterminationStep(determination);
  return (
    <details className="sp-details">
      <summary>Signed elsewhere? Bring the signature</summary>
      <form
        className="sp-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(note.trim() === '');
          if (note.trim() === '') document.getElementById('note')?.focus();
          // A line that is not ended by a line feed is no signature line.
          else step.mutate({ kind: 'sign', note: `${note.trimEnd()}\n` });
        }}
      >
        {step.isError && <ProblemAlert problem={asProblem(step.error)} fieldOf={() => 'note'} />}
        <TextArea
          id="note"
          name="The signed note"
          hint="The whole note, or its signature line alone, which begins with a dash."
          charsMax={64 * 1024}
          {...(isMissing && { fault: 'Paste the note first.' })}
          value={note}
          onChange={setNote}
        />
        <div className="sp-buttons">
          <Button type="submit" outline disabled={step.isPending}>
            Bring the signature
          </Button>
        </div>
      </form>
    </details>
  );
}
