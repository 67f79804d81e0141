/** The runs that measure one model, newest first: what each is for, how far it is, until when it may use it. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { submissionQuery } from '../api/queries.ts';
import { runsQuery } from '../api/run-queries.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { Pager } from '../controls/Pager.tsx';
import { RunRows } from './RunRows.tsx';

interface RunsPageProps {
  submissionId: string;
  cursor: string | undefined;
}

export function RunsPage({ submissionId, cursor }: RunsPageProps) {
  const runs = useQuery(runsQuery(submissionId, cursor));
  const submission = useQuery(submissionQuery(submissionId));
  return (
    <div className="sp-page">
      <PageTitle
        above={
          <Link to="/submissions/$submissionId" params={{ submissionId }}>
            {submission.data?.declaredAs ?? 'The submission'}
          </Link>
        }
      >
        Runs
      </PageTitle>
      {submission.data?.side === 'evaluator' && (
        <p>
          <Link
            className="usa-button"
            to="/submissions/$submissionId/runs/plan"
            params={{ submissionId }}
          >
            Plan a run
          </Link>
        </p>
      )}
      <Answer of={runs} named="the runs">
        {({ items, nextCursor }) => (
          <>
            {items.length === 0 ? (
              <Empty>
                <p>No run is planned. A run is planned before anything of it is measured.</p>
              </Empty>
            ) : (
              <RunRows runs={items} />
            )}
            <Pager named="runs" cursor={cursor} nextCursor={nextCursor} />
          </>
        )}
      </Answer>
      <p className="sp-small">
        What was said in a run stays in its runner’s journal.{' '}
        <Link to="/transcripts">Read a journal from your own disk</Link>.
      </p>
    </div>
  );
}
