/** One run as it goes: its plan, every sample, scores with their intervals, and what was decided on them. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useLiveLog } from '../api/live.ts';
import { runQuery, runSamplesQuery, suiteQuery } from '../api/run-queries.ts';
import type { Run } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { LiveWord } from '../controls/LiveWord.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { sentence } from '../controls/sentence.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { purposeWords, runWords } from '../words/evaluation.ts';
import { Decisions } from './Decisions.tsx';
import { Findings } from './Findings.tsx';
import { Outcomes } from './Outcomes.tsx';
import { Reports } from './Reports.tsx';
import { readAllAgain } from './run-steps.ts';
import { RunFacts } from './RunFacts.tsx';
import { Samples } from './Samples.tsx';

const Scores = lazy(async () => ({ default: (await import('./Scores.tsx')).Scores }));

interface RunPageProps {
  runId: string;
  /** Where the page of samples begins. */
  cursor: string | undefined;
}

export function RunPage({ runId, cursor }: RunPageProps) {
  const found = useQuery(runQuery(runId));
  return (
    <div className="sp-page">
      <Answer of={found} named="the run">
        {(run) => <Loaded run={run} cursor={cursor} />}
      </Answer>
    </div>
  );
}

function Loaded({ run, cursor }: { run: Run; cursor: string | undefined }) {
  const { id, submissionId, suite, declaredAs, purpose } = run;
  const queries = useQueryClient();
  const { events, connection } = useLiveLog(
    `/api/submissions/${encodeURIComponent(submissionId)}/live`,
  );
  const newest = events.findLast(({ type }) => type.startsWith('evaluation.'))?.id;
  useEffect(() => {
    void readAllAgain(queries, id, submissionId);
  }, [queries, id, submissionId, newest]);
  const samples = useQuery(runSamplesQuery(id, cursor));
  const tasks = useQuery(suiteQuery(suite.id));
  return (
    <>
      <PageTitle
        above={
          <>
            <Link to="/submissions/$submissionId" params={{ submissionId }}>
              {declaredAs}
            </Link>
            {' / '}
            <Link to="/submissions/$submissionId/runs" params={{ submissionId }}>
              Runs
            </Link>
          </>
        }
      >
        {`${suite.name} on ${declaredAs}`}
      </PageTitle>
      <p className="sp-under-title">
        <StateTag state={runWords[run.state]} />
        <span>{purposeWords[purpose].name}</span>
        <LiveWord connection={connection} />
      </p>
      {run.endReason !== null && run.endReason !== '' && <p>{sentence(run.endReason)}</p>}
      <div className="sp-columns">
        <div>
          <Answer of={tasks} named="the tasks">
            {(found) => (
              <Answer of={samples} named="the samples">
                {(page) => <Samples run={run} tasks={found.tasks} page={page} cursor={cursor} />}
              </Answer>
            )}
          </Answer>
          <Suspense fallback={<p className="sp-small">Drawing the scores…</p>}>
            <Scores run={run} />
          </Suspense>
          {run.state === 'complete' && (
            <p>
              <Link to="/runs/$runId/comparison" params={{ runId: id }}>
                Compare with another run of this suite
              </Link>
            </p>
          )}
          <Outcomes result={run.result} />
        </div>
        <div className="sp-aside">
          <RunFacts run={run} />
          <Decisions run={run} />
          <Findings run={run} />
          <Reports run={run} />
        </div>
      </div>
    </>
  );
}
