/**
 * A release manager's home (journeys §1): what to do next, the days of the engagement that runs, then all of
 * them. Where nothing runs it says so, and that nothing is required.
 */
import { usePrefetchQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useLiveLog } from '../api/live.ts';
import { grantsQuery, submissionQuery, submissionsQuery } from '../api/queries.ts';
import { nextStepsQuery, questionsQuery } from '../api/review-queries.ts';
import type { SubmissionSummary } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { useNow } from '../controls/now.ts';
import { PageTitle } from '../controls/PageTitle.tsx';
import { ThirtyDays } from '../submissions/ThirtyDays.tsx';
import { isGoing } from '../words/review.ts';
import { DoNextBox } from './DoNextBox.tsx';
import { EngagementList } from './EngagementList.tsx';

const beatMs = 15_000;

export function ReviewHomePage() {
  const submissions = useQuery(submissionsQuery());
  usePrefetchQuery(nextStepsQuery);
  usePrefetchQuery(questionsQuery);
  return (
    <div className="sp-page">
      <PageTitle>Review</PageTitle>
      <div className="sp-buttons sp-ask">
        <Link className="usa-button" to="/review/ask">
          Ask whether a model is covered
        </Link>
        <span className="sp-small">Voluntary. A description is enough: no weights, no access.</span>
      </div>
      <Answer of={submissions} named="your engagements">
        {({ items, nextCursor }) => (
          <Engagements engagements={items} hasMore={nextCursor !== undefined} />
        )}
      </Answer>
    </div>
  );
}

interface EngagementsProps {
  engagements: readonly SubmissionSummary[];
  hasMore: boolean;
}

function Engagements({ engagements, hasMore }: EngagementsProps) {
  const now = useNow(beatMs);
  const questions = useQuery(questionsQuery).data?.items ?? [];
  const running = runningOf(engagements);
  return (
    <>
      <DoNextBox now={now} isRunning={running !== undefined} />
      {running === undefined ? (
        <Empty>
          <p>No window open. Nothing is required of you.</p>
        </Empty>
      ) : (
        <Running key={running.id} engagement={running} now={now} />
      )}
      <EngagementList
        engagements={engagements}
        questions={questions}
        hasMore={hasMore}
        isDeveloper
      />
    </>
  );
}

/** With an access in force before all others; then the newest that is not over. */
function runningOf(engagements: readonly SubmissionSummary[]): SubmissionSummary | undefined {
  const going = engagements.filter(({ state }) => isGoing(state));
  return going.find(({ grantsActive }) => grantsActive > 0) ?? going[0];
}

function Running({ engagement, now }: { engagement: SubmissionSummary; now: number }) {
  const { id, declaredAs } = engagement;
  const submission = useQuery(submissionQuery(id)).data;
  const grants = useQuery(grantsQuery(id)).data?.items;
  const { events } = useLiveLog(`/api/submissions/${encodeURIComponent(id)}/live`);
  if (submission === undefined || grants === undefined) return null;
  return (
    <div className="sp-running">
      <p className="sp-above">
        <Link to="/submissions/$submissionId" params={{ submissionId: id }}>
          {declaredAs}
        </Link>
        , for {engagement.evaluator}
      </p>
      <ThirtyDays submission={submission} grants={grants} events={events} now={now} />
    </div>
  );
}
