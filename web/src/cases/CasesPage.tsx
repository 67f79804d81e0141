/** Cases, newest first. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Table } from '@trussworks/react-uswds';
import { casesQuery } from '../api/queries.ts';
import type { CaseSummary } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { Pager } from '../controls/Pager.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { caseWords } from '../words/states.ts';

export function CasesPage({ cursor }: { cursor: string | undefined }) {
  const cases = useQuery(casesQuery(cursor));
  return (
    <div className="sp-page">
      <PageTitle>Cases</PageTitle>
      <Answer of={cases} named="the cases">
        {({ items, nextCursor }) => (
          <>
            {items.length === 0 ? (
              <Empty>
                <p>No cases. One opens by itself when a report is confirmed.</p>
              </Empty>
            ) : (
              <Rows cases={items} />
            )}
            <Pager named="cases" cursor={cursor} nextCursor={nextCursor} />
          </>
        )}
      </Answer>
    </div>
  );
}

function Rows({ cases }: { cases: CaseSummary[] }) {
  return (
    <Table className="sp-table">
      <caption className="sp-unseen">Cases, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Case</th>
          <th scope="col">State</th>
          <th scope="col">Owner</th>
          <th scope="col">Reports</th>
          <th scope="col">Opened</th>
        </tr>
      </thead>
      <tbody>
        {cases.map(({ id, name, title, target, state, owner, reports, openedAt }) => (
          <tr key={id}>
            <th scope="row" data-label="Case">
              <Link className="sp-row-link" to="/cases/$caseId" params={{ caseId: id }}>
                {name}: {title}
              </Link>
              <span className="sp-small sp-block">
                <code>{target}</code>
              </span>
            </th>
            <td data-label="State">
              <StateTag state={caseWords[state]} />
            </td>
            <td data-label="Owner">{owner ?? 'Nobody yet'}</td>
            <td data-label="Reports">{reports}</td>
            <td data-label="Opened">
              <Instant at={openedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
