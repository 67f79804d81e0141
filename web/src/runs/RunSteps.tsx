/** What this reader may do about a run as a whole: queue it, end it, give it up. */
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { asProblem } from '../api/problem.ts';
import type { Run } from '../api/views.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { WordsForm } from '../controls/WordsForm.tsx';
import { count, plural } from '../words/quantities.ts';
import { useRunStep } from './run-steps.ts';

const steps = ['queue', 'end', 'withdraw'] as const;

type Asked = 'incomplete' | 'withdraw';

export function RunSteps({ run }: { run: Run }) {
  const { id, may, samplesRecorded, samplesPlanned, purpose, plannedBy } = run;
  const [asked, setAsked] = useState<Asked>();
  const step = useRunStep(id);
  const missing = samplesPlanned - samplesRecorded;
  if (asked !== undefined) {
    return <EndForm run={run} asked={asked} onClose={() => setAsked(undefined)} />;
  }
  if (!steps.some((each) => may.includes(each))) return null;
  const waitsForAnother =
    run.state === 'planned' && purpose === 'determination' && !may.includes('queue');
  return (
    <>
      {step.isError && <ProblemAlert problem={asProblem(step.error)} />}
      {waitsForAnother && (
        <p>
          {plannedBy} planned it for a determination, so another person of the office queues it.
        </p>
      )}
      <div className="sp-buttons">
        {may.includes('queue') && (
          <Button
            type="button"
            disabled={step.isPending}
            onClick={() => step.mutate({ kind: 'queue' })}
          >
            Queue this run
          </Button>
        )}
        {may.includes('end') && missing === 0 && (
          <Button
            type="button"
            disabled={step.isPending}
            onClick={() => step.mutate({ kind: 'end', as: 'complete', reason: '' })}
          >
            End as complete
          </Button>
        )}
        {may.includes('end') && (
          <Button type="button" outline onClick={() => setAsked('incomplete')}>
            End as incomplete
          </Button>
        )}
        {may.includes('withdraw') && (
          <Button type="button" outline onClick={() => setAsked('withdraw')}>
            Give it up
          </Button>
        )}
      </div>
      {may.includes('end') && missing > 0 && run.state === 'running' && (
        <p className="sp-small">
          {plural(missing, 'sample')} of {count(samplesPlanned)} missing: complete it is when all
          are recorded.
        </p>
      )}
    </>
  );
}

interface EndFormProps {
  run: Run;
  asked: Asked;
  onClose: () => void;
}

function EndForm({ run, asked, onClose }: EndFormProps) {
  const step = useRunStep(run.id);
  const isGivenUp = asked === 'withdraw';
  const mutate = (words: string) =>
    step.mutate(
      isGivenUp
        ? { kind: 'withdraw', because: words }
        : { kind: 'end', as: 'incomplete', reason: words },
      { onSuccess: onClose },
    );
  return (
    <WordsForm
      ask={isGivenUp ? 'Why is it given up?' : 'Why is it incomplete?'}
      hint={
        isGivenUp
          ? 'You may leave this out. The run stays in the report of its access.'
          : 'It decides nothing then, and stays in the report of its access with these words.'
      }
      send={isGivenUp ? 'Give it up' : 'End it'}
      charsMin={isGivenUp ? 0 : 3}
      charsMax={1000}
      step={{ ...step, mutate }}
      onCancel={onClose}
    />
  );
}
