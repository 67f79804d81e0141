/** What a consulted office is asked, newest first, each with its clock. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Table } from '@trussworks/react-uswds';
import { consultationsQuery } from '../api/determination-queries.ts';
import type { ConsultationSummary } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { useNow } from '../controls/now.ts';
import { PageTitle } from '../controls/PageTitle.tsx';
import { Pager } from '../controls/Pager.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { span } from '../words/quantities.ts';
import { consultationWords } from '../words/review.ts';

const beatMs = 30_000;

export function ConsultationsPage({ cursor }: { cursor: string | undefined }) {
  const found = useQuery(consultationsQuery(cursor));
  return (
    <div className="sp-page">
      <PageTitle>Consultations</PageTitle>
      <Answer of={found} named="the consultations">
        {({ items, nextCursor }) => (
          <>
            {items.length === 0 ? (
              <Empty>
                <p>No office asks for your view.</p>
              </Empty>
            ) : (
              <Rows consultations={items} />
            )}
            <Pager named="consultations" cursor={cursor} nextCursor={nextCursor} />
          </>
        )}
      </Answer>
    </div>
  );
}

function Rows({ consultations }: { consultations: readonly ConsultationSummary[] }) {
  const now = useNow(beatMs);
  return (
    <Table className="sp-table">
      <caption className="sp-unseen">Consultations, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col">Stands</th>
          <th scope="col">Asked</th>
          <th scope="col">Answer until</th>
        </tr>
      </thead>
      <tbody>
        {consultations.map(({ determinationId, declaredAs, office, state, askedAt, answerBy }) => (
          <tr key={determinationId}>
            <th scope="row" data-label="Model">
              <Link
                className="sp-row-link"
                to="/consultations/$consultationId"
                params={{ consultationId: determinationId }}
              >
                {declaredAs}
              </Link>
              <span className="sp-small sp-block">asked by {office}</span>
            </th>
            <td data-label="Stands">
              <StateTag state={consultationWords[state]} />
            </td>
            <td data-label="Asked">
              <Instant at={askedAt} />
            </td>
            <td data-label="Answer until">
              <Instant at={answerBy} />
              {state === 'asked' && (
                <span className="sp-small sp-block">{span(Date.parse(answerBy) - now)} left</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
