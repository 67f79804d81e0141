/** The logs that an overseer may verify: what the server says of each, and how to prove it without the server. */
import { useQuery } from '@tanstack/react-query';
import { Table } from '@trussworks/react-uswds';
import { logsQuery } from '../api/determination-queries.ts';
import { submissionsQuery } from '../api/queries.ts';
import type { SubmissionSummary } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { CopyText } from '../controls/CopyText.tsx';
import { Instant } from '../controls/Instant.tsx';
import { verifyLogCommand } from '../words/commands.ts';
import { count } from '../words/quantities.ts';

export function Ledgers() {
  const found = useQuery(logsQuery());
  const engagements = useQuery(submissionsQuery()).data?.items ?? [];
  return (
    <section className="sp-wide" aria-labelledby="ledgers-title">
      <h2 id="ledgers-title">Ledgers</h2>
      <Answer of={found} named="the ledgers">
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <p>No ledger was signed yet.</p>
          ) : (
            <>
              <p>
                Each is signed as it grows. What stands here is the server’s word; the command
                recomputes every entry on your own machine.
              </p>
              <Table className="sp-table">
                <caption className="sp-unseen">Ledgers you may verify</caption>
                <thead>
                  <tr>
                    <th scope="col">Ledger</th>
                    <th scope="col">Entries</th>
                    <th scope="col">Last signed</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ id, log, size, checkpointAt }) => (
                    <tr key={id}>
                      <th scope="row" data-label="Ledger">
                        {logName(log, engagements)}
                        {log.startsWith(ofEngagement) && (
                          <span className="sp-hash sp-small sp-block">{log}</span>
                        )}
                        <CopyText
                          text={verifyLogCommand(id, window.location.origin)}
                          label={`the command that verifies ${logName(log, engagements)}`}
                        />
                      </th>
                      <td data-label="Entries">{count(size)}</td>
                      <td data-label="Last signed">
                        <Instant at={checkpointAt} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </Table>
              {nextCursor !== undefined && (
                <p className="sp-small">There are more; `./sallyport ledger` lists them all.</p>
              )}
            </>
          )
        }
      </Answer>
    </section>
  );
}

const ofEngagement = 'engagement:';

/** An engagement's log by its model, where the first page lists it. The log's own name stands beneath. */
function logName(log: string, engagements: readonly SubmissionSummary[]): string {
  if (!log.startsWith(ofEngagement)) return log;
  const submissionId = log.slice(ofEngagement.length);
  const { declaredAs, developer } = engagements.find(({ id }) => id === submissionId) ?? {};
  return declaredAs === undefined ? 'An engagement' : `${declaredAs}, of ${developer}`;
}
