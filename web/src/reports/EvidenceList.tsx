/** The steps of the proof, filling in as they happen. */
import { ProcessList, ProcessListHeading, ProcessListItem } from '@trussworks/react-uswds';
import type { ReactNode } from 'react';
import { Instant } from '../controls/Instant.tsx';
import { sentence } from '../controls/sentence.tsx';
import { verdictWord } from '../words/assurance.ts';
import { newsOf, type Evidence, type Trial } from './evidence.ts';

export function EvidenceList({ evidence }: { evidence: Evidence }) {
  const { startedAt, fetched, built, runs, benign, controls, verdict, held } = evidence;
  const isOver = verdict !== undefined || held !== undefined;
  return (
    <>
      <p className="sp-unseen" role="status">
        {newsOf(evidence)}
      </p>
      <ProcessList className="sp-evidence">
        <Step heading="Started" isDone={startedAt !== undefined}>
          {startedAt === undefined ? (
            'Waiting for a worker. Reports are tested in the order received.'
          ) : (
            <Instant at={startedAt} />
          )}
        </Step>
        <Step heading="Fetched" isDone={fetched === 'done'}>
          Downloads only. No package code runs, and no credentials are at hand.
        </Step>
        <Step heading="Built" isDone={built === 'done'}>
          Without a network.
        </Step>
        <Step heading="Run" isDone={runs.length > 0 && (isOver || benign.length > 0)}>
          <Trials named="Run" trials={runs} />
        </Step>
        <Step heading="Benign input" isDone={benign.length > 0}>
          An ordinary input, on which the same judge must stay silent.
          <Trials named="Benign input" trials={benign} />
        </Step>
        <Step heading="Control" isDone={controls.length > 0} isLeftOut={controls.length === 0}>
          The trigger against a version without the flaw. Run where the judge alone would not do.
          <Trials named="Control" trials={controls} />
        </Step>
        <Step heading="Verdict" isDone={verdict !== undefined}>
          <Outcome evidence={evidence} />
        </Step>
      </ProcessList>
    </>
  );
}

interface StepProps {
  heading: string;
  isDone: boolean;
  isLeftOut?: boolean;
  children: ReactNode;
}

function Step({ heading, isDone, isLeftOut = false, children }: StepProps) {
  if (isLeftOut) return <></>;
  return (
    <ProcessListItem className={isDone ? 'sp-step sp-step--done' : 'sp-step'}>
      <ProcessListHeading type="h3">
        {heading}
        <span className="sp-unseen">{isDone ? ' (done)' : ' (not yet)'}</span>
      </ProcessListHeading>
      <div className="sp-step__body">{children}</div>
    </ProcessListItem>
  );
}

function Trials({ named, trials }: { named: string; trials: readonly Trial[] }) {
  if (trials.length === 0) return null;
  return (
    <ol className="sp-trials">
      {trials.map(({ hit }, at) => (
        <li key={at} className={hit ? 'sp-trial sp-trial--hit' : 'sp-trial'}>
          <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            {hit ? (
              <circle cx="8" cy="8" r="6" fill="currentColor" />
            ) : (
              <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2" />
            )}
          </svg>
          <span className="sp-unseen">
            {named} {at + 1}:{' '}
          </span>
          {hit ? 'hit' : 'miss'}
        </li>
      ))}
    </ol>
  );
}

function Outcome({ evidence: { verdict, held } }: { evidence: Evidence }) {
  if (held !== undefined) {
    return (
      <>
        None: {sentence(held.reason)} That is a failure on our side and says nothing about the
        report. <Instant at={held.at} />
      </>
    );
  }
  if (verdict === undefined) return 'Not yet.';
  return (
    <>
      {verdictWord(verdict.verdict)}. <Instant at={verdict.at} />
    </>
  );
}
