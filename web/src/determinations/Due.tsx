/**
 * Determinations that await the official's own signature, then runs that were reported on and wait for one. Nothing
 * waits for one in turn: there is no deadline.
 */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { determinableRunsQuery } from '../api/determination-queries.ts';
import { asProblem } from '../api/problem.ts';
import { sessionQuery } from '../api/queries.ts';
import { nextStepsQuery } from '../api/review-queries.ts';
import type { DeterminableRun } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { useNow } from '../controls/now.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { NextSteps } from '../engagement/NextSteps.tsx';

const beatMs = 60_000;

export function Due() {
  const found = useQuery(determinableRunsQuery);
  const isOfficial = useQuery(sessionQuery).data?.person?.offices.includes('determiner') ?? false;
  const now = useNow(beatMs);
  const waiting = useQuery({ ...nextStepsQuery, enabled: isOfficial });
  const toSign = waiting.data?.steps.filter(({ kind }) => kind === 'sign_determination') ?? [];
  return (
    <section className="usa-summary-box sp-do-next" aria-labelledby="due-title">
      <div className="usa-summary-box__body">
        <h2 className="usa-summary-box__heading" id="due-title">
          Determinations due
        </h2>
        <div className="usa-summary-box__text">
          {waiting.isError && <ProblemAlert problem={asProblem(waiting.error)} />}
          {toSign.length > 0 && <NextSteps steps={toSign} now={now} />}
          <Answer of={found} named="what is due">
            {({ items }) =>
              items.length === 0 ? (
                toSign.length === 0 && !waiting.isLoading && <p>No determinations due.</p>
              ) : (
                <ul className="sp-plain">
                  {items.map((run) => (
                    <Run key={run.runId} run={run} isOfficial={isOfficial} />
                  ))}
                </ul>
              )
            }
          </Answer>
        </div>
      </div>
    </section>
  );
}

function Run({ run, isOfficial }: { run: DeterminableRun; isOfficial: boolean }) {
  const { runId, submissionId, declaredAs, decidedAt } = run;
  return (
    <li>
      {isOfficial ? (
        <Link
          className="usa-summary-box__link"
          to="/determinations/open/$submissionId/$runId"
          params={{ submissionId, runId }}
        >
          {declaredAs}: open a determination
        </Link>
      ) : (
        declaredAs
      )}
      <span className="sp-small sp-block">
        Measured and reported on; its threshold was applied <Instant at={decidedAt} />
      </span>
    </li>
  );
}
