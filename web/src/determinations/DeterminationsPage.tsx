/** An official's home (journeys §3): what is due, what waits for a review, and every determination of the office. */
import { useQuery } from '@tanstack/react-query';
import { officeDeterminationsQuery } from '../api/determination-queries.ts';
import { Answer } from '../controls/Answer.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { Pager } from '../controls/Pager.tsx';
import { DeterminationRows } from './DeterminationRows.tsx';
import { Due } from './Due.tsx';
import { WaitsForReview } from './WaitsForReview.tsx';

export function DeterminationsPage({ cursor }: { cursor: string | undefined }) {
  const found = useQuery(officeDeterminationsQuery(cursor));
  return (
    <div className="sp-page">
      <PageTitle>Determinations</PageTitle>
      <Due />
      <WaitsForReview />
      <Answer of={found} named="the determinations">
        {({ items, nextCursor }) =>
          items.length > 0 && (
            <section className="sp-wide" aria-labelledby="determinations-title">
              <h2 id="determinations-title">Every determination</h2>
              <DeterminationRows determinations={items} />
              <Pager named="determinations" cursor={cursor} nextCursor={nextCursor} />
            </section>
          )
        }
      </Answer>
    </div>
  );
}
