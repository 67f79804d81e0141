/** The grants of a submission: what is in force, what is being agreed, then what is over. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { budgetsQuery } from '../api/queries.ts';
import type { Grant, Submission } from '../api/views.ts';
import { Empty } from '../controls/Answer.tsx';
import { GrantCard } from './GrantCard.tsx';
import { plural } from '../words/quantities.ts';

const standingEveryMs = 2000;

/** What the server would refuse is not offered: access needs a gateway, and a developer who takes part in it. */
const mayAsk = ({ side, state, scope, gateway }: Submission): boolean =>
  side === 'evaluator' && state === 'open' && scope.includes('access') && gateway !== null;

interface GrantsProps {
  submission: Submission;
  grants: readonly Grant[];
  now: number;
}

export function Grants({ submission, grants, now }: GrantsProps) {
  const isInForce = grants.some(({ state }) => state === 'active');
  const budgets = useQuery({
    ...budgetsQuery(submission.id),
    // What is reserved and running is in no log, so no growth tells of it.
    refetchInterval: isInForce && standingEveryMs,
  }).data;
  const pending = grants.filter(({ ended, state }) => ended === null && state !== 'active');
  const open = [...grants.filter(({ state }) => state === 'active'), ...pending];
  const over = grants.filter(({ ended }) => ended !== null);
  const card = (grant: Grant) => {
    const budget = budgets?.budgets.find(({ grantId }) => grantId === grant.id);
    const live = budget && { ...budget, asOf: budgets?.asOf ?? null };
    return <GrantCard key={grant.id} grant={grant} submission={submission} live={live} now={now} />;
  };
  return (
    <section aria-labelledby="grants-title">
      <div className="sp-heading-row">
        <h2 id="grants-title">Grants</h2>
        {mayAsk(submission) && (
          <Link
            className="usa-button usa-button--outline"
            to="/submissions/$submissionId/ask"
            params={{ submissionId: submission.id }}
          >
            Ask for access
          </Link>
        )}
      </div>
      {open.length === 0 && (
        <Empty>
          <p>No grant is open. Nothing is required of anybody.</p>
        </Empty>
      )}
      <div className="sp-cards">{open.map(card)}</div>
      {over.length > 0 && (
        <details className="sp-details sp-grants__over" open={open.length === 0}>
          <summary>{plural(over.length, 'grant')} over</summary>
          <div className="sp-cards">{over.map(card)}</div>
        </details>
      )}
    </section>
  );
}
