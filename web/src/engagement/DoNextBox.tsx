/** A developer's next steps, five at most, each with its hour (journeys, Home). */
import { Link } from '@tanstack/react-router';
import { Instant } from '../controls/Instant.tsx';
import { plural } from '../words/quantities.ts';
import { doNextMax, type DoNext, type Way } from './do-next.ts';

const addresses = {
  overview: '/submissions/$submissionId',
  documents: '/submissions/$submissionId/documents',
  assessment: '/submissions/$submissionId/assessment',
  partners: '/submissions/$submissionId/partners',
} as const satisfies Record<Way, string>;

interface DoNextBoxProps {
  steps: readonly DoNext[];
  /** What waits is not known whole yet. */
  isWaiting?: boolean;
}

export function DoNextBox({ steps, isWaiting = false }: DoNextBoxProps) {
  const more = steps.length - doNextMax;
  return (
    <section className="usa-summary-box sp-do-next" aria-labelledby="next-title">
      <div className="usa-summary-box__body">
        <h2 className="usa-summary-box__heading" id="next-title">
          Do next
        </h2>
        <div className="usa-summary-box__text">
          {steps.length === 0 && <p>{isWaiting ? 'Looking…' : 'Nothing waits for you.'}</p>}
          {steps.length > 0 && (
            <ul className="sp-plain">
              {steps.slice(0, doNextMax).map((step) => (
                <li key={`${step.submissionId} ${step.what}`}>
                  <Step step={step} />
                </li>
              ))}
            </ul>
          )}
          {more > 0 && <p className="sp-small">And {plural(more, 'more step')} after these.</p>}
        </div>
      </div>
    </section>
  );
}

function Step({ step }: { step: DoNext }) {
  const { submissionId, way, declaredAs, what, until, since } = step;
  return (
    <>
      <Link className="usa-summary-box__link" to={addresses[way]} params={{ submissionId }}>
        {declaredAs}: {what}
      </Link>
      <span className="sp-small sp-block">
        {until !== undefined ? (
          <>
            Until <Instant at={until} />
          </>
        ) : (
          since !== undefined && (
            <>
              No deadline; waiting since <Instant at={since} />
            </>
          )
        )}
      </span>
    </>
  );
}
