/** Reports, newest first: a finder's own, or all of them for a coordinator. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Table } from '@trussworks/react-uswds';
import { reportsQuery, sessionQuery } from '../api/queries.ts';
import type { ReportSummary } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { Pager } from '../controls/Pager.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { reportWords } from '../words/states.ts';
import { HowToReport } from './HowToReport.tsx';

export function ReportsPage({ cursor }: { cursor: string | undefined }) {
  const reports = useQuery(reportsQuery(cursor));
  const person = useQuery(sessionQuery).data?.person ?? null;
  return (
    <div className="sp-page">
      <PageTitle>Reports</PageTitle>
      <Answer of={reports} named="the reports">
        {({ items, nextCursor }) => (
          <>
            {items.length === 0 ? <NoReports /> : <Rows reports={items} />}
            <Pager named="reports" cursor={cursor} nextCursor={nextCursor} />
          </>
        )}
      </Answer>
      {person?.offices.includes('finder') === true && <HowToReport />}
    </div>
  );
}

function NoReports() {
  return (
    <Empty>
      <p>No verdicts. Reports are tested in the order received.</p>
    </Empty>
  );
}

function Rows({ reports }: { reports: ReportSummary[] }) {
  return (
    <Table className="sp-table">
      <caption className="sp-unseen">Reports, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Report</th>
          <th scope="col">State</th>
          <th scope="col">Finder</th>
          <th scope="col">Received</th>
        </tr>
      </thead>
      <tbody>
        {reports.map(({ id, title, target, state, finder, receivedAt, duplicateOf }) => (
          <tr key={id}>
            <th scope="row" data-label="Report">
              <Link className="sp-row-link" to="/reports/$reportId" params={{ reportId: id }}>
                {title}
              </Link>
              <span className="sp-small sp-block">
                <code>{target}</code>
              </span>
              <span className="sp-small sp-block">
                <code>{id}</code>
              </span>
            </th>
            <td data-label="State">
              <StateTag state={reportWords[state]} />
              {duplicateOf !== null && (
                <span className="sp-small sp-block">Same root cause as an earlier one</span>
              )}
            </td>
            <td data-label="Finder">{finder}</td>
            <td data-label="Received">
              <Instant at={receivedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
