/** A trusted partner's home (journeys §4): what it may use, where, on what and until when; and nobody else's. */
import { useQuery } from '@tanstack/react-query';
import { officeAppealsQuery, ownPartnershipsQuery } from '../api/determination-queries.ts';
import type { Partnership } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { plural } from '../words/quantities.ts';
import { OwnPartnership } from './OwnPartnership.tsx';

export function PartnershipsPage() {
  const found = useQuery(ownPartnershipsQuery);
  return (
    <div className="sp-page">
      <PageTitle>Partnerships</PageTitle>
      <Answer of={found} named="your partnerships">
        {({ items }) => <Cards partnerships={items} />}
      </Answer>
    </div>
  );
}

const goesOn = ({ state }: Partnership): boolean => state === 'added' || state === 'accepted';

function Cards({ partnerships }: { partnerships: readonly Partnership[] }) {
  const appeals = useQuery(officeAppealsQuery).data?.items ?? [];
  const [open, over] = [partnerships.filter(goesOn), partnerships.filter((each) => !goesOn(each))];
  const card = (partnership: Partnership) => (
    <OwnPartnership
      key={partnership.id}
      partnership={partnership}
      appeals={appeals.filter(({ subjectId }) => subjectId === partnership.id)}
    />
  );
  return (
    <>
      {open.length === 0 && (
        <Empty>
          <p>You may use no model now. A developer or an evaluating office nominates you.</p>
        </Empty>
      )}
      {open.length > 0 && (
        <section aria-labelledby="open-title">
          <h2 id="open-title" className="sp-heading">
            What you may use
          </h2>
          <div className="sp-cards">{open.map(card)}</div>
        </section>
      )}
      {over.length > 0 && (
        <section className="sp-section" aria-labelledby="over-title">
          <h2 id="over-title">{plural(over.length, 'partnership')} over</h2>
          <div className="sp-cards">{over.map(card)}</div>
        </section>
      )}
    </>
  );
}
