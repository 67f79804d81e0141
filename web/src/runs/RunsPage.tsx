/** The runs that measure one model, newest first: what each is for, how far it is, until when it may use it. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Table } from '@trussworks/react-uswds';
import { runsQuery, submissionQuery } from '../api/queries.ts';
import type { RunSummary } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { Pager } from '../controls/Pager.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { runWords } from '../words/evaluation.ts';
import { count } from '../words/quantities.ts';

interface RunsPageProps {
  submissionId: string;
  cursor: string | undefined;
}

export function RunsPage({ submissionId, cursor }: RunsPageProps) {
  const runs = useQuery(runsQuery(submissionId, cursor));
  const submission = useQuery(submissionQuery(submissionId));
  return (
    <div className="sp-page">
      <PageTitle
        above={
          <Link to="/submissions/$submissionId" params={{ submissionId }}>
            {submission.data?.declaredAs ?? 'The submission'}
          </Link>
        }
      >
        Runs
      </PageTitle>
      <Answer of={runs} named="the runs">
        {({ items, nextCursor }) => (
          <>
            {items.length === 0 ? (
              <Empty>
                <p>No run is planned. A run is planned before anything of it is measured.</p>
              </Empty>
            ) : (
              <Rows runs={items} />
            )}
            <Pager named="runs" cursor={cursor} nextCursor={nextCursor} />
          </>
        )}
      </Answer>
      <p className="sp-small">
        What was said in a run stays in its runner’s journal.{' '}
        <Link to="/transcripts">Read a journal from your own disk</Link>.
      </p>
    </div>
  );
}

function Rows({ runs }: { runs: RunSummary[] }) {
  return (
    <Table className="sp-table">
      <caption className="sp-unseen">Runs, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">State</th>
          <th scope="col">Samples</th>
          <th scope="col">Access ends</th>
          <th scope="col">Planned</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <th scope="row" data-label="Run">
              <Link className="sp-row-link" to="/runs/$runId" params={{ runId: run.id }}>
                {run.suite.name}, version {run.suite.version}
              </Link>
              <span className="sp-small sp-block">
                {run.purpose === 'determination' ? 'For a determination' : 'To explore'}, on{' '}
                {run.modelName}
              </span>
            </th>
            <td data-label="State">
              <StateTag state={runWords[run.state]} />
            </td>
            <td data-label="Samples">
              {count(run.samplesRecorded)} of {count(run.samplesPlanned)}
            </td>
            <td data-label="Access ends">
              {run.closesAt === null ? 'Not opened yet' : <Instant at={run.closesAt} />}
            </td>
            <td data-label="Planned">
              <Instant at={run.plannedAt} />
              <span className="sp-small sp-block">{run.plannedBy}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
