/** Published advisories, newest first, for everyone. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Table } from '@trussworks/react-uswds';
import { advisoriesQuery } from '../api/queries.ts';
import type { AdvisorySummary } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { Pager } from '../controls/Pager.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { advisoryWords } from '../words/states.ts';

export function AdvisoriesPage({ cursor }: { cursor: string | undefined }) {
  const advisories = useQuery(advisoriesQuery(cursor));
  return (
    <div className="sp-page">
      <PageTitle>Advisories</PageTitle>
      <Answer of={advisories} named="the advisories">
        {({ items, nextCursor }) => (
          <>
            {items.length === 0 ? (
              <Empty>
                <p>Nothing is published yet. An advisory appears here once its fix is verified.</p>
              </Empty>
            ) : (
              <Rows advisories={items} />
            )}
            <Pager named="advisories" cursor={cursor} nextCursor={nextCursor} />
          </>
        )}
      </Answer>
    </div>
  );
}

function Rows({ advisories }: { advisories: AdvisorySummary[] }) {
  return (
    <Table className="sp-table">
      <caption className="sp-unseen">Advisories, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Advisory</th>
          <th scope="col">State</th>
          <th scope="col">Published</th>
        </tr>
      </thead>
      <tbody>
        {advisories.map(({ id, title, state, publishedAt }) => (
          <tr key={id}>
            <th scope="row" data-label="Advisory">
              <Link
                className="sp-row-link"
                to="/advisories/$advisoryId"
                params={{ advisoryId: id }}
              >
                {title}
              </Link>
              <span className="sp-small sp-block">{id}</span>
            </th>
            <td data-label="State">
              <StateTag state={advisoryWords[state]} />
            </td>
            <td data-label="Published">
              {publishedAt === null ? 'Not published' : <Instant at={publishedAt} />}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
