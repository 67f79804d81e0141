/** Reads of sealed content that stand out by the published rules, and that nobody has looked at yet. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { unusualReadsQuery } from '../api/review-queries.ts';
import { Answer } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { readKind } from '../words/review.ts';

export function UnusualReads() {
  const found = useQuery(unusualReadsQuery);
  return (
    <section className="usa-summary-box sp-do-next" aria-labelledby="unusual-title">
      <div className="usa-summary-box__body">
        <h2 className="usa-summary-box__heading" id="unusual-title">
          Unusual reads to review
        </h2>
        <div className="usa-summary-box__text">
          <Answer of={found} named="what stands out">
            {({ items, nextCursor }) => (
              <>
                {items.length === 0 && <p>No read stands out that nobody has looked at.</p>}
                <ul className="sp-plain">
                  {items.map(({ eventId, submissionId, declaredAs, by, kind, at }) => (
                    <li key={eventId}>
                      <Link
                        className="usa-summary-box__link"
                        to="/submissions/$submissionId/reads"
                        params={{ submissionId }}
                        search={{ only: 'unusual' }}
                      >
                        {declaredAs}: {by} opened {readKind(kind).toLowerCase()}
                      </Link>
                      <span className="sp-small sp-block">
                        <Instant at={at} />
                      </span>
                    </li>
                  ))}
                </ul>
                {nextCursor !== undefined && (
                  <p className="sp-small">These are the newest; older ones wait too.</p>
                )}
              </>
            )}
          </Answer>
        </div>
      </div>
    </section>
  );
}
