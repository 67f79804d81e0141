/**
 * What the run measured, with bounds drawn and beside them the same as a table. Whoever may read the run sees
 * every family of tasks; to the others it is the mean that the proposal rests on, between its one-sided bounds.
 */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { sessionQuery } from '../api/queries.ts';
import { runQuery } from '../api/run-queries.ts';
import type { Consultation, DeterminationContent } from '../api/views.ts';
import { scoreWords } from '../runs/score-rows.ts';
import { count, percent, plural } from '../words/quantities.ts';

const ScorePlot = lazy(async () => ({
  default: (await import('../runs/ScorePlot.tsx')).ScorePlot,
}));
const Scores = lazy(async () => ({ default: (await import('../runs/Scores.tsx')).Scores }));

const drawing = <p className="sp-small">Drawing the profile…</p>;
const tasksFewMax = 19;

export function Profile({ content: { runId, proposal } }: { content: DeterminationContent }) {
  const offices = useQuery(sessionQuery).data?.person?.offices ?? [];
  const readsRuns = offices.includes('evaluator') || offices.includes('overseer');
  const run = useQuery({ ...runQuery(runId), enabled: readsRuns, retry: false }).data;
  return (
    <>
      <Bounds facts={proposal.facts} />
      {run !== undefined && (
        <>
          <Suspense fallback={drawing}>
            <Scores run={run} />
          </Suspense>
          <p>
            <Link to="/runs/$runId" params={{ runId }}>
              The run, with every sample
            </Link>
          </p>
        </>
      )}
    </>
  );
}

export function Bounds({ facts }: { facts: Consultation['proposal']['facts'] }) {
  const { boundConfidence, tasks, effectiveTasks, toSettle } = facts;
  return (
    <section aria-labelledby="profile-title">
      <h2 id="profile-title">Measured: {scoreWords(facts)}</h2>
      <p className="sp-small">
        Over {plural(tasks, 'task')}, which weigh as {count(Math.round(effectiveTasks * 10) / 10)}{' '}
        independent ones. Each bound is one-sided, at {percent(boundConfidence)}.
        {tasks <= tasksFewMax && ' Under 20 tasks: too few to rank.'}
        {toSettle !== null &&
          ` It would take about ${plural(toSettle.tasksInAll, 'task')} to tell.`}
      </p>
      <Suspense fallback={drawing}>
        <ScorePlot
          rows={[{ name: 'All tasks', score: facts }]}
          named="The bounds"
          interval="One-sided bounds"
        />
      </Suspense>
    </section>
  );
}
