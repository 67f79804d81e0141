/** An evaluator's home: what waits for them, how the newest model stands beside others, and every run. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { asProblem } from '../api/problem.ts';
import { sessionQuery } from '../api/queries.ts';
import { nextStepsQuery } from '../api/review-queries.ts';
import { officeRunsQuery, runQuery } from '../api/run-queries.ts';
import type { NextStep, Run, RunSummary } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { Fact, Facts } from '../controls/Facts.tsx';
import { useNow } from '../controls/now.ts';
import { PageTitle } from '../controls/PageTitle.tsx';
import { Pager } from '../controls/Pager.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { NextSteps } from '../engagement/NextSteps.tsx';
import { runWords } from '../words/evaluation.ts';
import { count, plural } from '../words/quantities.ts';
import { doNextOf, standingOf, toReview, type DoNext } from './office-runs.ts';
import { RunRows } from './RunRows.tsx';
import { scoreWords } from './score-rows.ts';

const ScorePlot = lazy(async () => ({ default: (await import('./ScorePlot.tsx')).ScorePlot }));

/** Countdowns are read in minutes. */
const beatMs = 15_000;
/** The newest runs with samples, of which this page asks more than a list says. */
const readMax = 8;

export function OfficeRunsPage({ cursor }: { cursor: string | undefined }) {
  const newest = useQuery(officeRunsQuery());
  const page = useQuery(officeRunsQuery(cursor));
  return (
    <div className="sp-page">
      <PageTitle>Runs</PageTitle>
      <Answer of={newest} named="the runs">
        {({ items }) => <Today runs={items} />}
      </Answer>
      <Answer of={page} named="every run">
        {({ items, nextCursor }) =>
          items.length > 0 && (
            <section className="sp-wide" aria-labelledby="all-runs-title">
              <h2 id="all-runs-title">Every run</h2>
              <RunRows runs={items} />
              <Pager named="runs" cursor={cursor} nextCursor={nextCursor} />
            </section>
          )
        }
      </Answer>
    </div>
  );
}

function Today({ runs }: { runs: readonly RunSummary[] }) {
  const now = useNow(beatMs);
  const measured = runs.filter(({ samplesRecorded }) => samplesRecorded > 0).slice(0, readMax);
  const known = useQueries({ queries: measured.map(({ id }) => runQuery(id)) }).flatMap(
    ({ data }) => data ?? [],
  );
  return (
    <>
      <DoNextBox steps={doNextOf(runs, known, now)} now={now} />
      {runs.length === 0 ? (
        <Empty>
          <p>
            No runs yet. Choose a model under <Link to="/submissions">Submissions</Link>, and plan
            the first.
          </p>
        </Empty>
      ) : (
        <Counts runs={runs} known={known} />
      )}
      {known.length === measured.length && <Standing known={known} />}
    </>
  );
}

/** What a developer waits for; determinations are on the page of officials. */
const isQuestion = ({ kind }: NextStep): boolean => kind === 'take_up' || kind === 'answer';

/** Questions first, as their clock runs for the whole office. */
function DoNextBox({ steps, now }: { steps: readonly DoNext[]; now: number }) {
  const isEvaluator = useQuery(sessionQuery).data?.person?.offices.includes('evaluator') ?? false;
  const waiting = useQuery({ ...nextStepsQuery, enabled: isEvaluator });
  const questions = waiting.data?.steps.filter(isQuestion) ?? [];
  return (
    <section className="usa-summary-box sp-do-next" aria-labelledby="next-title">
      <div className="usa-summary-box__body">
        <h2 className="usa-summary-box__heading" id="next-title">
          Do next
        </h2>
        <div className="usa-summary-box__text">
          {waiting.isError && <ProblemAlert problem={asProblem(waiting.error)} />}
          {questions.length > 0 && <NextSteps steps={questions} now={now} />}
          {steps.length + questions.length === 0 && !waiting.isLoading && (
            <p>Nothing waits for you.</p>
          )}
          {steps.length > 0 && (
            <ul className="usa-list">
              {steps.map(({ runId, run, what }) => (
                <li key={`${runId} ${what}`}>
                  <Link className="usa-summary-box__link" to="/runs/$runId" params={{ runId }}>
                    {run}
                  </Link>
                  : {what}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </section>
  );
}

/** `incomplete` is what failed: it ended before all of its samples were recorded. */
const counted = ['planned', 'queued', 'running', 'incomplete'] as const;

function Counts({ runs, known }: { runs: readonly RunSummary[]; known: readonly Run[] }) {
  const samples = known
    .filter(({ may }) => may.includes('review'))
    .reduce((sum, run) => sum + toReview(run), 0);
  return (
    <Facts>
      {counted.map((state) => (
        <Fact key={state} name={runWords[state].word}>
          {plural(runs.filter((run) => run.state === state).length, 'run')}
        </Fact>
      ))}
      <Fact name="To review">{plural(samples, 'sample')}</Fact>
    </Facts>
  );
}

function Standing({ known }: { known: readonly Run[] }) {
  const standing = standingOf(known);
  const all = standing?.rows[0];
  if (standing === undefined || all === undefined) return null;
  const { newest, rows, others } = standing;
  return (
    <section className="sp-wide" aria-labelledby="standing-title">
      <h2 id="standing-title">
        {newest.declaredAs}: mean score {scoreWords(all.score)}
      </h2>
      <p className="sp-small">
        {newest.suite.name}, version {newest.suite.version}, as reviewed, with 95 % intervals.{' '}
        {others.length === 0
          ? 'No other model was measured with this suite yet.'
          : `The bands are where ${others.length === 1 ? (others[0] ?? '') : `${count(others.length)} other models`} scored.`}
        {all.score.tasks < 20 && ' Under 20 tasks: too few to rank.'}
      </p>
      <Suspense fallback={<p className="sp-small">Drawing the scores…</p>}>
        <ScorePlot rows={rows} />
      </Suspense>
    </section>
  );
}
