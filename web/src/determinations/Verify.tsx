/** Proves a signed determination where no installation needs to be trusted: two files, and one command. */
import { useMutation } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { fetchFile, save } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import type { DeterminationContent, DeterminationView } from '../api/views.ts';
import { CopyText } from '../controls/CopyText.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { verifyDeterminationCommand } from '../words/commands.ts';
import { SaveOpening } from './SaveOpening.tsx';

interface VerifyProps {
  determination: DeterminationView;
  content: DeterminationContent;
}

export function Verify({ determination, content: { threshold } }: VerifyProps) {
  const { id } = determination;
  const bundle = useMutation({
    mutationFn: async () => {
      const path = `/api/determinations/${encodeURIComponent(id)}/verification`;
      save({ ...(await fetchFile(path)), name: `${id}.json` });
    },
  });
  return (
    <section aria-labelledby="verify-title">
      <h2 id="verify-title">Verify it yourself</h2>
      <p>
        Then you need not trust this server: signatures, commitment and every score are checked on
        your own machine.
      </p>
      {bundle.isError && <ProblemAlert problem={asProblem(bundle.error)} />}
      <div className="sp-buttons">
        <Button type="button" outline disabled={bundle.isPending} onClick={() => bundle.mutate()}>
          Save the proof
        </Button>
      </div>
      <p className="sp-small">That you took it is on record.</p>
      <SaveOpening thresholdId={threshold.id} />
      <CopyText
        text={verifyDeterminationCommand(determination)}
        label="the command that verifies"
      />
    </section>
  );
}
