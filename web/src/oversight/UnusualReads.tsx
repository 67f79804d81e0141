/** Reads of sealed content that stand out by the published rules, and that nobody has looked at yet. */
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { readsQuery } from '../api/review-queries.ts';
import type { SubmissionSummary } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { readKind } from '../words/review.ts';

/** Engagements that are looked into: the newest. */
const lookedIntoMax = 20;

export function UnusualReads({ engagements }: { engagements: readonly SubmissionSummary[] }) {
  const looked = engagements.slice(0, lookedIntoMax);
  const found = useQueries({ queries: looked.map(({ id }) => readsQuery(id, true)) });
  const waiting = looked.flatMap(({ id, declaredAs }, at) =>
    (found[at]?.data?.items ?? [])
      .filter(({ review }) => review === null)
      .map((read) => ({ ...read, submissionId: id, declaredAs })),
  );
  const isAsking = found.some(({ isPending }) => isPending);
  return (
    <section className="usa-summary-box sp-do-next" aria-labelledby="unusual-title">
      <div className="usa-summary-box__body">
        <h2 className="usa-summary-box__heading" id="unusual-title">
          Unusual reads to review
        </h2>
        <div className="usa-summary-box__text">
          {waiting.length === 0 && (
            <p>{isAsking ? 'Looking…' : 'No read stands out that nobody has looked at.'}</p>
          )}
          <ul className="sp-plain">
            {waiting.map(({ eventId, submissionId, declaredAs, by, kind, at }) => (
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
        </div>
      </div>
    </section>
  );
}
