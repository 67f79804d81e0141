/** Engagements, newest first: how each stands, what was asked, who may use the model, and a developer's way out. */
import { Link } from '@tanstack/react-router';
import { Table } from '@trussworks/react-uswds';
import type { Question, SubmissionSummary } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { plural } from '../words/quantities.ts';
import { engagementWords, isGoing, questionWords } from '../words/review.ts';
import { Withdraw } from './Withdraw.tsx';

interface EngagementListProps {
  engagements: readonly SubmissionSummary[];
  questions: readonly Question[];
  hasMore: boolean;
  /** They are the reader's own. */
  isDeveloper?: boolean;
}

export function EngagementList({
  engagements,
  questions,
  hasMore,
  isDeveloper = false,
}: EngagementListProps) {
  if (engagements.length === 0) return null;
  return (
    <section className="sp-section sp-engagements" aria-labelledby="engagements-title">
      <h2 id="engagements-title">Engagements</h2>
      <Table className="sp-table">
        <caption className="sp-unseen">Engagements, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Stands</th>
            <th scope="col">Question</th>
            <th scope="col">Access in force</th>
            <th scope="col">Planned partner release</th>
          </tr>
        </thead>
        <tbody>
          {engagements.map((each) => (
            <Row
              key={each.id}
              engagement={each}
              question={questions.find(({ submissionId }) => submissionId === each.id)}
              isDeveloper={isDeveloper}
            />
          ))}
        </tbody>
      </Table>
      {hasMore && (
        <p>
          <Link to="/submissions">All submissions</Link>
        </p>
      )}
    </section>
  );
}

interface RowProps {
  engagement: SubmissionSummary;
  question: Question | undefined;
  isDeveloper: boolean;
}

function Row({ engagement, question, isDeveloper }: RowProps) {
  const { id, declaredAs, evaluator, state, grantsActive, plannedReleaseAt } = engagement;
  return (
    <tr>
      <th scope="row" data-label="Model">
        <Link className="sp-row-link" to="/submissions/$submissionId" params={{ submissionId: id }}>
          {declaredAs}
        </Link>
        <span className="sp-small sp-block">for {evaluator}</span>
      </th>
      <td data-label="Stands">
        <StateTag state={engagementWords[state]} />
        {isDeveloper && (
          <div>
            <Withdraw
              submissionId={id}
              declaredAs={declaredAs}
              side="developer"
              isPossible={isGoing(state)}
              isListed
            />
          </div>
        )}
      </td>
      <td data-label="Question">
        {question === undefined ? 'None asked' : <StateTag state={questionWords[question.state]} />}
      </td>
      <td data-label="Access in force">
        {grantsActive === 0 ? 'None' : plural(grantsActive, 'grant')}
      </td>
      <td data-label="Planned partner release">
        {plannedReleaseAt === null ? 'Not given' : <Instant at={plannedReleaseAt} />}
      </td>
    </tr>
  );
}
