/** Adds a partner by one's own signature, made where the key is: the page shows the commands, as for a grant. */
import { useQuery } from '@tanstack/react-query';
import { partnershipStatementQuery } from '../api/review-queries.ts';
import type { Partnership } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { CopyText } from '../controls/CopyText.tsx';
import { PrintedText } from '../controls/PrintedText.tsx';
import { showPartnershipCommand, signPartnershipCommand } from '../words/commands.ts';

export function SignStatement({ partnership }: { partnership: Partnership }) {
  const { id } = partnership;
  const statement = useQuery(partnershipStatementQuery(id));
  const server = window.location.origin;
  return (
    <div className="sp-step">
      <p>
        <strong>To add it:</strong> read the text on your own machine, compare its digest with
        whoever nominated it, then sign it with the key that only you hold.
      </p>
      <CopyText
        text={showPartnershipCommand(partnership, server)}
        label="the command that shows the text"
      />
      <CopyText
        text={signPartnershipCommand(partnership, server)}
        label="the command that adds the partner"
      />
      <details className="sp-details">
        <summary>The text</summary>
        <Answer of={statement} named="the text">
          {(note) => <PrintedText text={note} label="the text" fileName={`${id}.txt`} />}
        </Answer>
      </details>
    </div>
  );
}
