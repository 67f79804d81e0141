/** How the score stands to the threshold, in one of three ways. It is a measurement and nothing more. */
import { Button } from '@trussworks/react-uswds';
import { asProblem } from '../api/problem.ts';
import type { Run } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { sentence } from '../controls/sentence.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { outcomeWords } from '../words/evaluation.ts';
import { useRunStep } from './run-steps.ts';

export function Decisions({ run }: { run: Run }) {
  const { decisions, threshold, may } = run;
  return (
    <section aria-labelledby="decision-title">
      <h2 id="decision-title">The threshold</h2>
      {decisions.length === 0 && (
        <p>
          {threshold === null
            ? 'This run has no threshold.'
            : 'Nobody has held this run against its threshold yet.'}
        </p>
      )}
      {decisions.map(({ look, outcome, reason, decidedBy, decidedAt }) => (
        <div key={look} className="sp-decision">
          <p>
            Look {look}: the threshold is <StateTag state={outcomeWords[outcome]} />
          </p>
          <p>{sentence(reason)}</p>
          <p className="sp-small">
            {decidedBy}, <Instant at={decidedAt} />
          </p>
        </div>
      ))}
      {may.includes('decide') && <Look runId={run.id} look={decisions.length + 1} />}
      <p className="sp-small">
        It says how a score stands to a number. It permits nothing, and “not met” vouches for
        nothing.
      </p>
    </section>
  );
}

function Look({ runId, look }: { runId: string; look: number }) {
  const step = useRunStep(runId);
  return (
    <>
      {step.isError && <ProblemAlert problem={asProblem(step.error)} />}
      <div className="sp-buttons">
        <Button
          type="button"
          outline
          disabled={step.isPending}
          onClick={() => step.mutate({ kind: 'decide' })}
        >{`Take look ${look}`}</Button>
      </div>
      <p className="sp-small">Looks are counted, and share the chance of error between them.</p>
    </>
  );
}
