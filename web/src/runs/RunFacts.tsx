/** What was decided before the first sample, and how it stands to the end of access. */
import type { Run } from '../api/views.ts';
import { Fact, Facts } from '../controls/Facts.tsx';
import { Instant } from '../controls/Instant.tsx';
import { isolationWords } from '../words/evaluation.ts';
import { count, plural, span } from '../words/quantities.ts';
import { RunSteps } from './RunSteps.tsx';

export function RunFacts({ run }: { run: Run }) {
  const { procedure, suite, threshold, endpoint } = run;
  return (
    <section aria-labelledby="plan-title">
      <h2 id="plan-title">The plan</h2>
      <RunSteps run={run} />
      <Facts stacked>
        <Fact name="Procedure">{procedure.key}</Fact>
        <Fact name="Suite">
          {suite.name}, version {suite.version}, {suite.kind}
          <span className="sp-small">
            {plural(run.epochs, 'attempt')} at each task, {plural(run.samplesPlanned, 'sample')} in
            all
          </span>
        </Fact>
        <Fact name="Isolation">{isolationWords[run.tier]}</Fact>
        <Fact name="Threshold, committed to before the first sample">
          <Threshold threshold={threshold} />
        </Fact>
        <Fact name="Planned end">
          <PlannedEnd run={run} />
        </Fact>
        <Fact name="Tokens">
          {count(run.tokensUsed)} of {count(run.budget.tokens)} used
        </Fact>
        <Fact name="Endpoint">
          {endpoint.fingerprints.length === 0
            ? 'No fingerprint taken yet'
            : endpoint.isSteady
              ? 'One fingerprint since the start'
              : 'Its fingerprint changed during the run'}
        </Fact>
        <Fact name="Planned by">
          {run.plannedBy}
          {run.queuedBy !== null && `, queued by ${run.queuedBy}`}
        </Fact>
        <Fact name="Run">
          <code>{run.id}</code>
        </Fact>
      </Facts>
    </section>
  );
}

function Threshold({ threshold }: { threshold: Run['threshold'] }) {
  if (threshold === null) return <>None: this run decides nothing.</>;
  return (
    <>
      <code className="sp-hash sp-small">{threshold.commitment}</code>
      <span className="sp-small">
        committed <Instant at={threshold.committedAt} />
      </span>
    </>
  );
}

/** A run that cannot finish inside its access is not started, so the two ends stand side by side. */
function PlannedEnd({ run: { startedAt, endedAt, closesAt, budget } }: { run: Run }) {
  const lengthMs = budget.wallS * 1000;
  const endMs = startedAt === null ? undefined : Date.parse(startedAt) + lengthMs;
  const leftMs =
    endMs === undefined || closesAt === null ? undefined : Date.parse(closesAt) - endMs;
  return (
    <>
      {endMs === undefined ? (
        `${span(lengthMs)} after it starts`
      ) : (
        <Instant at={new Date(endMs).toISOString()} />
      )}
      {endedAt !== null && (
        <span className="sp-small">
          ended <Instant at={endedAt} />
        </span>
      )}
      <span className="sp-small">
        {closesAt === null ? (
          'Access has not opened: its window has no end yet.'
        ) : (
          <>
            Access ends <Instant at={closesAt} />
            {leftMs !== undefined && leftMs >= 0 && `, ${span(leftMs)} later`}
            {leftMs !== undefined && leftMs < 0 && `, ${span(-leftMs)} earlier`}
          </>
        )}
      </span>
    </>
  );
}
