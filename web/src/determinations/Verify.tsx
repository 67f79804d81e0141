/**
 * Proves a signed determination where no installation needs to be trusted: two files, and one command. The proof
 * leaves by two people: one asks, a colleague agrees.
 */
import type { DeterminationContent, DeterminationView } from '../api/views.ts';
import { CopyText } from '../controls/CopyText.tsx';
import { AskExport } from '../exports/AskExport.tsx';
import { Exports } from '../exports/Exports.tsx';
import { verifyDeterminationCommand } from '../words/commands.ts';
import { SaveOpening } from './SaveOpening.tsx';

interface VerifyProps {
  determination: DeterminationView;
  content: DeterminationContent;
}

export function Verify({ determination, content: { threshold } }: VerifyProps) {
  const { id: determinationId, submissionId } = determination;
  return (
    <>
      <section aria-labelledby="verify-title">
        <h2 id="verify-title">Verify it yourself</h2>
        <p>
          Then you need not trust this server: signatures, commitment and every score are checked on
          your own machine.
        </p>
        <AskExport
          submissionId={submissionId}
          wanted={{ what: 'determination', determinationId }}
        />
        <SaveOpening thresholdId={threshold.id} />
        <CopyText
          text={verifyDeterminationCommand(determination)}
          label="the command that verifies"
        />
      </section>
      <Exports submissionId={submissionId} of={determinationId} />
    </>
  );
}
