/** Submissions the reader may see, newest first. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Table } from '@trussworks/react-uswds';
import { sessionQuery, submissionsQuery } from '../api/queries.ts';
import type { SubmissionSummary } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { CopyText } from '../controls/CopyText.tsx';
import { Instant } from '../controls/Instant.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { Pager } from '../controls/Pager.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { gatewayWords } from '../words/access.ts';
import { plural } from '../words/quantities.ts';

export function SubmissionsPage({ cursor }: { cursor: string | undefined }) {
  const submissions = useQuery(submissionsQuery(cursor));
  return (
    <div className="sp-page">
      <PageTitle>Submissions</PageTitle>
      <Answer of={submissions} named="the submissions">
        {({ items, nextCursor }) => (
          <>
            {items.length === 0 ? (
              <Empty>
                <p>No submission is open. Nothing is required of you.</p>
              </Empty>
            ) : (
              <Rows submissions={items} />
            )}
            <Pager named="submissions" cursor={cursor} nextCursor={nextCursor} />
          </>
        )}
      </Answer>
      <Beginning />
    </div>
  );
}

/** What each side needs to begin: the developer a form, the evaluator the id that goes into it. */
function Beginning() {
  const person = useQuery(sessionQuery).data?.person ?? null;
  return (
    <div className="sp-beginning">
      {person?.offices.includes('developer') === true && (
        <Link className="usa-button" to="/submissions/open">
          Open a submission
        </Link>
      )}
      {person?.offices.includes('evaluator') === true && (
        <>
          <p>A developer opens a submission for you by the id of your organisation:</p>
          <CopyText text={person.organisationId} label="the id of your organisation" />
        </>
      )}
    </div>
  );
}

function Rows({ submissions }: { submissions: SubmissionSummary[] }) {
  return (
    <Table className="sp-table">
      <caption className="sp-unseen">Submissions, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col">Grants</th>
          <th scope="col">Gateway</th>
          <th scope="col">Planned partner release</th>
          <th scope="col">Opened</th>
        </tr>
      </thead>
      <tbody>
        {submissions.map((each) => (
          <tr key={each.id}>
            <th scope="row" data-label="Model">
              <Link
                className="sp-row-link"
                to="/submissions/$submissionId"
                params={{ submissionId: each.id }}
              >
                {each.declaredAs}
              </Link>
              <span className="sp-small sp-block">
                {each.developer}, for {each.evaluator}
              </span>
            </th>
            <td data-label="Grants">{grants(each)}</td>
            <td data-label="Gateway">
              <StateTag state={gatewayWords[each.gatewayState ?? 'none']} />
            </td>
            <td data-label="Planned partner release">
              {each.plannedReleaseAt === null ? (
                'Not given'
              ) : (
                <Instant at={each.plannedReleaseAt} />
              )}
            </td>
            <td data-label="Opened">
              <Instant at={each.openedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** `grantsOpen` counts those in force too. */
function grants({ grantsOpen, grantsActive }: SubmissionSummary): string {
  const pending = grantsOpen - grantsActive;
  if (grantsOpen === 0) return 'None';
  const parts = [
    grantsActive > 0 ? `${plural(grantsActive, 'grant')} in force` : '',
    pending > 0 ? `${pending} being agreed` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
