/** Two runs of one suite compared, task by task: how far apart they are, and on which tasks. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { comparisonQuery, officeRunsQuery, runQuery } from '../api/run-queries.ts';
import type { Comparison, Run, RunSummary } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { day } from '../words/dates.ts';
import { plural } from '../words/quantities.ts';
import { differenceWords, findingOf } from './difference.ts';

const Differences = lazy(async () => ({
  default: (await import('./Differences.tsx')).Differences,
}));

interface ComparisonPageProps {
  runId: string;
  /** The run that it is compared with, once one is chosen. */
  other: string | undefined;
}

export function ComparisonPage({ runId, other }: ComparisonPageProps) {
  const run = useQuery(runQuery(runId));
  return (
    <div className="sp-page">
      <Answer of={run} named="the run">
        {(first) => (
          <>
            <PageTitle
              above={
                <Link to="/runs/$runId" params={{ runId }}>
                  {first.suite.name} on {first.declaredAs}
                </Link>
              }
            >
              Compare two runs
            </PageTitle>
            <p className="sp-lead">
              Of the same suite, on the same tasks: what makes a task hard is then the same for
              both.
            </p>
            <Choice run={first} other={other} />
            {other !== undefined && <Compared runId={runId} other={other} />}
          </>
        )}
      </Answer>
    </div>
  );
}

function Choice({ run, other }: { run: Run; other: string | undefined }) {
  const navigate = useNavigate();
  const runs = useQuery(officeRunsQuery());
  const isFit = ({ id, state, suite }: RunSummary) =>
    id !== run.id && state === 'complete' && suite.id === run.suite.id;
  return (
    <Answer of={runs} named="the runs">
      {({ items }) => {
        const fit = items.filter(isFit);
        if (fit.length === 0) {
          return <p>No other complete run of {run.suite.name} yet. There is nothing to compare.</p>;
        }
        const none = other === undefined ? [{ value: '', name: 'Choose a run' }] : [];
        return (
          <div className="sp-form">
            <ChoiceField
              id="comparison-with"
              name="Compare with"
              choices={[...none, ...fit.map((each) => ({ value: each.id, name: nameOf(each) }))]}
              value={other ?? ''}
              onChange={(id) =>
                void navigate({
                  to: '/runs/$runId/comparison',
                  params: { runId: run.id },
                  search: id === '' ? {} : { with: id },
                  replace: true,
                })
              }
            />
          </div>
        );
      }}
    </Answer>
  );
}

const nameOf = ({ declaredAs, endedAt, plannedAt, id }: RunSummary): string =>
  `${declaredAs}, ${day(endedAt ?? plannedAt)}: ${id}`;

function Compared({ runId, other }: { runId: string; other: string }) {
  const comparison = useQuery(comparisonQuery(runId, other));
  return (
    <Answer of={comparison} named="the comparison">
      {(found) => (
        <section className="sp-section" aria-labelledby="difference-title">
          <h2 id="difference-title">{findingOf(found)}</h2>
          <p className="sp-small">{differenceWords(found)}</p>
          <Suspense fallback={<p className="sp-small">Drawing the difference…</p>}>
            <Differences comparison={found} />
          </Suspense>
          <LeftOut comparison={found} />
        </section>
      )}
    </Answer>
  );
}

function LeftOut({ comparison: { tasks, excluded, mcNemar, pValue } }: { comparison: Comparison }) {
  return (
    <p className="sp-small">
      {excluded.length > 0 &&
        `Left out of both, because the task is broken in one: ${excluded.join(', ')}. `}
      {pValue !== null &&
        `A difference this far from none would come by chance ${chance(pValue)}. `}
      {mcNemar !== null && `By McNemar’s exact test: ${chance(mcNemar.exactP)}. `}
      {tasks < 20 && `Only ${plural(tasks, 'task')}: too few to rank two models.`}
    </p>
  );
}

const chance = (probability: number): string =>
  probability < 0.001
    ? 'less than once in 1,000'
    : `${(probability * 100).toFixed(1)} times in 100`;
