/**
 * What the run measured, with intervals drawn and beside them the same as a table: the mean that the proposal
 * rests on, between its one-sided bounds, and every family of tasks.
 */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { sessionQuery } from '../api/queries.ts';
import type { ConsultationContent, DeterminationContent } from '../api/views.ts';
import { scoreWords } from '../runs/score-rows.ts';
import { familyName } from '../words/evaluation.ts';
import { count, percent, plural } from '../words/quantities.ts';

const ScorePlot = lazy(async () => ({
  default: (await import('../runs/ScorePlot.tsx')).ScorePlot,
}));

const drawing = <p className="sp-small">Drawing the profile…</p>;
const tasksFewMax = 19;

export function Profile({ content }: { content: DeterminationContent }) {
  const { runId, proposal, families } = content;
  const offices = useQuery(sessionQuery).data?.person?.offices ?? [];
  return (
    <>
      <Bounds facts={proposal.facts} />
      {families.length > 1 && (
        <section aria-labelledby="families-title">
          <h2 id="families-title">{strongest(families)}</h2>
          <Suspense fallback={drawing}>
            <ScorePlot
              rows={families.map(({ family, ...score }) => ({ name: familyName(family), score }))}
              named="The capability profile"
            />
          </Suspense>
        </section>
      )}
      {(offices.includes('evaluator') || offices.includes('overseer')) && (
        <p>
          <Link to="/runs/$runId" params={{ runId }}>
            The run, with every sample
          </Link>
        </p>
      )}
    </>
  );
}

/** One plain sentence; which family leads is only said where the intervals do not reach each other. */
function strongest(families: DeterminationContent['families']): string {
  const [first, second] = families.toSorted((a, b) => b.mean - a.mean);
  if (first === undefined || second === undefined) return 'One family of tasks';
  return first.lower > second.upper
    ? `Strongest in ${familyName(first.family).toLowerCase()}: ${scoreWords(first)}`
    : 'No family of tasks stands out: their intervals overlap';
}

export function Bounds({ facts }: { facts: ConsultationContent['proposal']['facts'] }) {
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
