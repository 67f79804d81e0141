/** What waits for the reader, five at most, each with its hour and the page where it is done (journeys, Home). */
import { Link } from '@tanstack/react-router';
import type { NextStep } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { nextStepWords } from '../words/next-steps.ts';
import { plural } from '../words/quantities.ts';

const stepsMax = 5;

interface NextStepsProps {
  steps: readonly NextStep[];
  now: number;
}

export function NextSteps({ steps, now }: NextStepsProps) {
  const more = steps.length - stepsMax;
  return (
    <>
      <ul className="sp-plain">
        {steps.slice(0, stepsMax).map((step) => (
          <li key={`${step.submissionId} ${step.kind} ${step.name}`}>
            <Step step={step} now={now} />
          </li>
        ))}
      </ul>
      {more > 0 && <p className="sp-small">And {plural(more, 'more step')} after these.</p>}
    </>
  );
}

function Step({ step, now }: { step: NextStep; now: number }) {
  const { kind, submissionId, declaredAs, name, determinationId, endsAt, since } = step;
  const { what, to } = nextStepWords[kind];
  return (
    <>
      <Link
        className="usa-summary-box__link"
        to={to}
        params={{ submissionId, determinationId: determinationId ?? '' }}
      >
        {declaredAs}: {what(name ?? '', Date.parse(endsAt ?? '') - now)}
      </Link>
      <span className="sp-small sp-block">
        {endsAt !== null ? (
          <>
            {Date.parse(endsAt) > now ? 'Until' : 'Was due'} <Instant at={endsAt} />
          </>
        ) : (
          since !== null && (
            <>
              No deadline; waiting since <Instant at={since} />
            </>
          )
        )}
      </span>
    </>
  );
}
