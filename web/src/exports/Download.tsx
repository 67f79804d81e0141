/**
 * The file, for the one who asked, as often as needed while it is open. Ledger and log are links and not fetches:
 * they can be larger than a page's memory, and the browser writes them to disk as they come.
 */
import { useMutation } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { fetchFile, save } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import type { Export } from '../api/views.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';

export function Download({ of }: { of: Export }) {
  if (of.what === 'determination') return <SaveProof of={of} />;
  const path = `/api/submissions/${encodeURIComponent(of.submissionId)}`;
  const query = (more: object) => new URLSearchParams({ exportId: of.id, ...more }).toString();
  const files =
    of.what === 'log'
      ? [{ name: 'Download the log', href: `${path}/log.tar?${query({})}` }]
      : [
          { name: 'Download as CSV', href: `${path}/ledger/export?${query({ format: 'csv' })}` },
          { name: 'Download as JSON', href: `${path}/ledger/export?${query({ format: 'json' })}` },
        ];
  return (
    <div className="sp-buttons">
      {files.map(({ name, href }) => (
        <a key={name} className="usa-button" href={href} download>
          {name}
        </a>
      ))}
    </div>
  );
}

/** Fetched, so that a refusal is shown here and not saved as a proof. */
function SaveProof({ of: { id, subject } }: { of: Export }) {
  const proof = useMutation({
    mutationFn: async () => {
      const query = new URLSearchParams({ exportId: id }).toString();
      const path = `/api/determinations/${encodeURIComponent(subject)}/verification?${query}`;
      save({ ...(await fetchFile(path)), name: `${subject}.json` });
    },
  });
  return (
    <>
      {proof.isError && <ProblemAlert problem={asProblem(proof.error)} />}
      <div className="sp-buttons">
        <Button type="button" disabled={proof.isPending} onClick={() => proof.mutate()}>
          Save the proof
        </Button>
      </div>
    </>
  );
}
