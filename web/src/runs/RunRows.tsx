/** Runs as rows: what each is for, how far it is, until when it may use its model. */
import { Link } from '@tanstack/react-router';
import { Table } from '@trussworks/react-uswds';
import type { RunSummary } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { purposeWords, runWords } from '../words/evaluation.ts';
import { count } from '../words/quantities.ts';

export function RunRows({ runs }: { runs: readonly RunSummary[] }) {
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
                {purposeWords[run.purpose].name}, on {run.modelName}
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
