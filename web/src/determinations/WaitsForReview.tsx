/** What officials owe a developer: parts of an assessment to look at, words that a second person settles, appeals. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { officeAppealsQuery, waitingAssessmentsQuery } from '../api/determination-queries.ts';
import type { WaitingAssessment } from '../api/views.ts';
import { AppealCard } from '../appeals/Appeals.tsx';
import { ReviewDate } from '../assessments/ReviewDate.tsx';
import { Instant } from '../controls/Instant.tsx';
import { tierName } from '../words/review.ts';

export function WaitsForReview() {
  const { items: due = [], nextCursor } = useQuery(waitingAssessmentsQuery).data ?? {};
  const appeals = useQuery(officeAppealsQuery).data?.items ?? [];
  const toAnswer = appeals.filter(({ state }) => state === 'filed');
  if (due.length === 0 && toAnswer.length === 0) return null;
  return (
    <section className="sp-section" aria-labelledby="waits-title">
      <h2 id="waits-title">Waits for a review</h2>
      <div className="sp-cards sp-waiting">
        {toAnswer.map((appeal) => (
          <AppealCard key={appeal.id} appeal={appeal} />
        ))}
      </div>
      <ul className="sp-rows">
        {due.map((tier) => (
          <TierRow key={`${tier.determinationId} ${tier.tier}`} tier={tier} />
        ))}
      </ul>
      {nextCursor !== undefined && (
        <p className="sp-small">These are the newest; older ones wait too.</p>
      )}
    </section>
  );
}

function TierRow({
  tier: { determinationId, declaredAs, tier, state, stateSince, reviewBy, isOverdue },
}: {
  tier: WaitingAssessment;
}) {
  return (
    <li>
      <Link to="/determinations/$determinationId" params={{ determinationId }} hash="told">
        {declaredAs}: {tierName(tier).toLowerCase()}
      </Link>
      <span className="sp-small sp-block">
        {state === 'release_proposed'
          ? 'Words for the developer wait for a second official'
          : 'To be told, or withheld until a date'}
        , since <Instant at={stateSince} />. <ReviewDate {...{ reviewBy, isOverdue }} />
      </span>
    </li>
  );
}
