/** What stands on top of every page of an engagement: the model, how it stands, and the ways to its parts. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Submission } from '../api/views.ts';
import { PageTitle } from '../controls/PageTitle.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { engagementWords } from '../words/review.ts';

interface EngagementHeadProps {
  submission: Submission;
  /** The part, where the page is not the engagement's first. */
  part?: string;
  children?: ReactNode;
}

const ways = [
  { to: '/submissions/$submissionId', name: 'Overview' },
  { to: '/submissions/$submissionId/documents', name: 'Documents' },
  { to: '/submissions/$submissionId/assessment', name: 'Assessment' },
  { to: '/submissions/$submissionId/partners', name: 'Partners' },
  { to: '/submissions/$submissionId/reads', name: 'Who read what' },
] as const;

export function EngagementHead({ submission, part, children }: EngagementHeadProps) {
  const { id, declaredAs, developer, evaluator, state } = submission;
  return (
    <>
      <PageTitle above={<Above id={id} part={part} declaredAs={declaredAs} />}>
        {part ?? declaredAs}
      </PageTitle>
      <p className="sp-under-title">
        <StateTag state={engagementWords[state]} />
        {children}
        <span>
          {developer}, for {evaluator}
        </span>
      </p>
      <nav className="sp-ways" aria-label="Parts of this engagement">
        <ul>
          {ways.map(({ to, name }) => (
            <li key={to}>
              <Link
                to={to}
                params={{ submissionId: id }}
                activeOptions={{ exact: true, includeSearch: false }}
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}

function Above({
  id,
  part,
  declaredAs,
}: {
  id: string;
  part: string | undefined;
  declaredAs: string;
}) {
  if (part === undefined) return <Link to="/submissions">Submissions</Link>;
  return (
    <Link to="/submissions/$submissionId" params={{ submissionId: id }}>
      {declaredAs}
    </Link>
  );
}
