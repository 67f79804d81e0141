/** Determinations as a table: how far each is, and what its consulted offices did. */
import { Link } from '@tanstack/react-router';
import { Table } from '@trussworks/react-uswds';
import type { Determination } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { determinationWords } from '../words/review.ts';

export function DeterminationRows({
  determinations,
}: {
  determinations: readonly Determination[];
}) {
  return (
    <Table className="sp-table">
      <caption className="sp-unseen">Determinations, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col">Stands</th>
          <th scope="col">Offices consulted</th>
          <th scope="col">Opened</th>
          <th scope="col">Signed</th>
        </tr>
      </thead>
      <tbody>
        {determinations.map(({ id, declaredAs, office, state, openedAt, signedAt, consultees }) => (
          <tr key={id}>
            <th scope="row" data-label="Model">
              <Link
                className="sp-row-link"
                to="/determinations/$determinationId"
                params={{ determinationId: id }}
              >
                {declaredAs}
              </Link>
              <span className="sp-small sp-block">by {office}</span>
            </th>
            <td data-label="Stands">
              <StateTag state={determinationWords[state]} />
            </td>
            <td data-label="Offices consulted">{consulted(consultees)}</td>
            <td data-label="Opened">
              <Instant at={openedAt} />
            </td>
            <td data-label="Signed">{signedAt === null ? 'Not yet' : <Instant at={signedAt} />}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function consulted({ asked, answered, timedOut }: Determination['consultees']): string {
  if (asked === 0) return 'None';
  const late = timedOut === 0 ? '' : `, ${timedOut} out of time`;
  return `${answered} of ${asked} answered${late}`;
}
