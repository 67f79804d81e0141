/** A nomination that is written: its text to read, its file to save, and the command that signs and brings it. */
import { Link } from '@tanstack/react-router';
import { Button } from '@trussworks/react-uswds';
import { save } from '../api/client.ts';
import type { Nomination } from '../api/views.ts';
import { CopyText } from '../controls/CopyText.tsx';
import { PrintedText } from '../controls/PrintedText.tsx';
import { nominateCommand } from '../words/commands.ts';

const fileName = 'nomination.json';

interface SignNominationProps {
  submissionId: string;
  nomination: Nomination;
  /** As the server would have it signed. */
  text: string;
  onChange: () => void;
}

export function SignNomination({ submissionId, nomination, text, onChange }: SignNominationProps) {
  const file = `${JSON.stringify(nomination, null, 2)}\n`;
  return (
    <>
      <p className="sp-lead">
        Nothing was kept yet. Save the nomination, and sign it on your own machine with the key that
        only you hold; the other side signs the same text after you.
      </p>
      <div className="sp-buttons">
        <Button
          type="button"
          onClick={() =>
            save({ name: fileName, blob: new Blob([file], { type: 'application/json' }) })
          }
        >
          Save the nomination
        </Button>
        <Button type="button" unstyled onClick={onChange}>
          Change an answer
        </Button>
      </div>
      <section className="sp-section" aria-labelledby="command-title">
        <h2 id="command-title">Sign it</h2>
        <p>Where you saved it, and where your key is:</p>
        <CopyText
          text={nominateCommand(submissionId, fileName, window.location.origin)}
          label="the command that nominates"
        />
        <p>
          Then it stands among{' '}
          <Link to="/submissions/$submissionId/partners" params={{ submissionId }}>
            the partners of this model
          </Link>
          .
        </p>
      </section>
      <section className="sp-section" aria-labelledby="text-title">
        <h2 id="text-title">What is signed</h2>
        <p>Word for word, with the time at which you sign.</p>
        <PrintedText text={text} label="the text" fileName="statement.txt" />
      </section>
    </>
  );
}
