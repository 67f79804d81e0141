/** What officials owe a developer: parts of an assessment to look at, words that a second person settles, appeals. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { officeAppealsQuery } from '../api/determination-queries.ts';
import { assessmentsQuery } from '../api/review-queries.ts';
import type { Assessment, Determination } from '../api/views.ts';
import { AppealCard } from '../appeals/Appeals.tsx';
import { Instant } from '../controls/Instant.tsx';
import { tierName } from '../words/review.ts';

/** Determinations that are looked into for what waits in them: the newest. */
const lookedIntoMax = 10;

export function WaitsForReview({ determinations }: { determinations: readonly Determination[] }) {
  const signed = determinations
    .filter(({ state }) => state === 'signed' || state === 'superseded')
    .slice(0, lookedIntoMax);
  const tiers = useQueries({ queries: signed.map(({ id }) => assessmentsQuery(id)) }).flatMap(
    ({ data }) => data?.tiers ?? [],
  );
  const appeals = useQuery(officeAppealsQuery).data?.items ?? [];
  const due = tiers.filter((tier) => isDue(tier));
  const toAnswer = appeals.filter(({ state }) => state === 'filed');
  if (due.length === 0 && toAnswer.length === 0) return null;
  const nameOf = (id: string) => determinations.find((each) => each.id === id)?.declaredAs ?? id;
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
          <TierRow
            key={`${tier.determinationId} ${tier.tier}`}
            tier={tier}
            model={nameOf(tier.determinationId)}
          />
        ))}
      </ul>
    </section>
  );
}

const isDue = ({ state }: Assessment): boolean =>
  state === 'review_due' || state === 'release_proposed';

function TierRow({ tier, model }: { tier: Assessment; model: string }) {
  const { determinationId, state, stateSince } = tier;
  return (
    <li>
      <Link to="/determinations/$determinationId" params={{ determinationId }} hash="told">
        {model}: {tierName(tier.tier).toLowerCase()}
      </Link>
      <span className="sp-small sp-block">
        {state === 'release_proposed'
          ? 'Words for the developer wait for a second official'
          : 'To be told, or withheld until a date'}
        , since <Instant at={stateSince} />
      </span>
    </li>
  );
}
