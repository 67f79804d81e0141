/** One attempt: how it ended, what it cost, and what people make of its score. */
import { Link } from '@tanstack/react-router';
import { Button } from '@trussworks/react-uswds';
import { useEffect, useRef } from 'react';
import type { Run, RunSample } from '../api/views.ts';
import { Fact, Facts } from '../controls/Facts.tsx';
import { sentence } from '../controls/sentence.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { duration } from '../words/dates.ts';
import { dispositionWords, reviewWords } from '../words/evaluation.ts';
import { ReviewSteps } from './ReviewSteps.tsx';
import { count, plural, valueText } from '../words/quantities.ts';

interface SampleCardProps {
  run: Run;
  sample: RunSample;
  onClose: () => void;
}

export function SampleCard({ run, sample, onClose }: SampleCardProps) {
  const { position, task, epoch, disposition, reason, value, usage, calls, refusals } = sample;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <article className="sp-grant sp-sample" aria-labelledby="sample-title">
      <div className="sp-grant__head">
        <h3 id="sample-title" ref={heading} tabIndex={-1}>
          Sample {position + 1}: {task}, attempt {epoch}
        </h3>
        <StateTag state={dispositionWords[disposition]} />
      </div>
      {reason !== '' && <p>{sentence(reason)}</p>}
      <Facts>
        <Fact name="Score as recorded">{valueText(value)}</Fact>
        <Fact name="Answers of the model">
          {count(calls)}
          {refusals > 0 && `, declined ${plural(refusals, 'time')}`}
        </Fact>
        <Fact name="Tokens in and out">
          {count(usage.inputTokens)} and {count(usage.outputTokens)}
        </Fact>
        <Fact name="Took">
          {duration(Date.parse(sample.endedAt) - Date.parse(sample.startedAt))}
        </Fact>
      </Facts>
      <p className="sp-small">
        What was said stays in the runner’s journal; SHA-256 of its last line:{' '}
        <code className="sp-hash">{sample.journalSha256}</code>
      </p>
      <ReviewFacts review={sample.review} />
      {run.may.includes('review') && <ReviewSteps runId={run.id} sample={sample} />}
      <div className="sp-buttons">
        {run.may.includes('write_finding') && (
          <Link
            to="/runs/$runId/finding"
            params={{ runId: run.id }}
            search={{ sample: position + 1 }}
          >
            Write a finding that it shows
          </Link>
        )}
        <Button type="button" unstyled onClick={onClose}>
          Close
        </Button>
      </div>
    </article>
  );
}

function ReviewFacts({ review }: { review: RunSample['review'] }) {
  const { state, verdict, value, because, proposedBy, settledBy } = review;
  return (
    <>
      <p>
        <strong>{reviewWords[state]}</strong>
        {verdict === 'mis_scored' && value !== null && `: the score should be ${valueText(value)}`}
        {verdict === 'broken_task' && ': the task is broken'}
        {proposedBy !== null && `, by ${proposedBy}`}
        {settledBy !== null && ` and ${settledBy}`}
      </p>
      {because !== '' && <p>{sentence(because)}</p>}
    </>
  );
}
