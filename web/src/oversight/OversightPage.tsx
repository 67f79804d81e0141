/** An overseer's home (journeys §16): what stands out, engagements, determinations, ledgers. It looks, and steers nothing. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { officeDeterminationsQuery } from '../api/determination-queries.ts';
import { submissionsQuery } from '../api/queries.ts';
import { questionsQuery } from '../api/review-queries.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { DeterminationRows } from '../determinations/DeterminationRows.tsx';
import { EngagementList } from '../engagement/EngagementList.tsx';
import { Ledgers } from './Ledgers.tsx';
import { ShownThresholds } from './ShownThresholds.tsx';
import { UnusualReads } from './UnusualReads.tsx';

export function OversightPage() {
  const engagements = useQuery(submissionsQuery());
  const questions = useQuery(questionsQuery).data?.items ?? [];
  const determinations = useQuery(officeDeterminationsQuery());
  return (
    <div className="sp-page">
      <PageTitle>Oversight</PageTitle>
      <UnusualReads />
      <Answer of={engagements} named="the engagements">
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <Empty>
              <p>No engagement is there to look at.</p>
            </Empty>
          ) : (
            <EngagementList
              engagements={items}
              questions={questions}
              hasMore={nextCursor !== undefined}
            />
          )
        }
      </Answer>
      <section className="sp-wide" aria-labelledby="determinations-title">
        <h2 id="determinations-title">Determinations</h2>
        <Answer of={determinations} named="the determinations">
          {({ items, nextCursor }) => (
            <>
              {items.length === 0 ? (
                <p>None was opened.</p>
              ) : (
                <DeterminationRows determinations={items} />
              )}
              {nextCursor !== undefined && <Link to="/determinations">All determinations</Link>}
            </>
          )}
        </Answer>
      </section>
      <ShownThresholds />
      <Ledgers />
    </div>
  );
}
