/**
 * Review of one sample: agree with its score, or say another score or that the task is broken. Either change
 * waits for a second person, whom the server tells from the first.
 */
import { Button, Label, TextInput } from '@trussworks/react-uswds';
import { useId, useState } from 'react';
import { asProblem } from '../api/problem.ts';
import type { RunSample } from '../api/views.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { TextField } from '../controls/TextField.tsx';
import { useRunStep } from './run-steps.ts';

interface ReviewStepsProps {
  runId: string;
  sample: RunSample;
}

type Dispute = 'mis_scored' | 'broken_task';

export function ReviewSteps({ runId, sample }: ReviewStepsProps) {
  const { position, review } = sample;
  const [dispute, setDispute] = useState<Dispute>();
  const step = useRunStep(runId);
  if (review.state === 'changed') return null;
  if (review.state === 'disputed') return <Settle runId={runId} position={position} />;
  if (dispute !== undefined) {
    return (
      <DisputeForm
        runId={runId}
        position={position}
        dispute={dispute}
        onClose={() => setDispute(undefined)}
      />
    );
  }
  const agreed = { verdict: 'agreed', value: null, because: '' } as const;
  return (
    <>
      {step.isError && <ProblemAlert problem={asProblem(step.error)} />}
      <div className="sp-buttons">
        {review.state === 'unreviewed' && (
          <Button
            type="button"
            disabled={step.isPending}
            onClick={() => step.mutate({ kind: 'review', position, review: agreed })}
          >
            Agree with the score
          </Button>
        )}
        <Button type="button" outline onClick={() => setDispute('mis_scored')}>
          Say another score
        </Button>
        <Button type="button" outline onClick={() => setDispute('broken_task')}>
          Call the task broken
        </Button>
      </div>
    </>
  );
}

interface DisputeFormProps {
  runId: string;
  position: number;
  dispute: Dispute;
  onClose: () => void;
}

function DisputeForm({ runId, position, dispute, onClose }: DisputeFormProps) {
  const step = useRunStep(runId);
  const field = useId();
  const [score, setScore] = useState('');
  const [because, setBecause] = useState('');
  const isScored = dispute === 'mis_scored';
  return (
    <form
      className="sp-form sp-words"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const value = isScored ? Number.parseFloat(score) : null;
        const review = { verdict: dispute, value, because: because.trim() };
        step.mutate({ kind: 'review', position, review }, { onSuccess: onClose });
      }}
    >
      {step.isError && (
        <ProblemAlert
          problem={asProblem(step.error)}
          fieldOf={({ pointer }) => (pointer.endsWith('value') ? 'sample-value' : field)}
        />
      )}
      {isScored && (
        <TextField
          id="sample-value"
          name="The score it should have"
          hint="Between 0 and 1."
          value={score}
          onChange={setScore}
          isNumber
        />
      )}
      <Label htmlFor={field}>{isScored ? 'Why another score?' : 'What is broken?'}</Label>
      <TextInput
        id={field}
        name="because"
        type="text"
        maxLength={2000}
        value={because}
        onChange={(event) => setBecause(event.target.value)}
      />
      <div className="sp-buttons">
        <Button type="submit" disabled={step.isPending}>
          Ask a second person
        </Button>
        <Button type="button" unstyled onClick={onClose}>
          Not now
        </Button>
      </div>
    </form>
  );
}

function Settle({ runId, position }: { runId: string; position: number }) {
  const step = useRunStep(runId);
  const settle = (settlement: 'confirm' | 'reject') =>
    step.mutate({ kind: 'settle', position, settlement });
  return (
    <>
      {step.isError && <ProblemAlert problem={asProblem(step.error)} />}
      <div className="sp-buttons">
        <Button type="button" disabled={step.isPending} onClick={() => settle('confirm')}>
          Confirm the change
        </Button>
        <Button type="button" outline disabled={step.isPending} onClick={() => settle('reject')}>
          Keep the score as recorded
        </Button>
      </div>
    </>
  );
}
