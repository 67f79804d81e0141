/**
 * The operator's home (journeys §9): one sentence, then one card for each thing to patch, then how the
 * month went. No scores and no jargon; a person to ask is always in reach.
 */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { actionsQuery, homeQuery } from '../api/queries.ts';
import type { Home } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { Telephone } from '../shell/Colophon.tsx';
import { ActionCard } from './ActionCard.tsx';
import { LastChecked } from './LastChecked.tsx';
import { Settled } from './Settled.tsx';

// The chart library is as large as the rest of the UI; the cards must not wait for it.
const BurnDown = lazy(async () => ({ default: (await import('./BurnDown.tsx')).BurnDown }));

export function HomePage() {
  const home = useQuery(homeQuery);
  return (
    <div className="sp-page sp-page--home">
      <Answer of={home} named="your home page">
        {(data) => <Loaded home={data} />}
      </Answer>
    </div>
  );
}

function Loaded({ home }: { home: Home }) {
  return (
    <>
      <PageTitle above={home.organisation}>{home.sentence}</PageTitle>
      <div className="sp-home__under">
        <p>
          <LastChecked at={home.lastCheckedAt} />
        </p>
        <p>
          Stuck, or unsure? {home.contact.name} <Telephone number={home.contact.telephone} />
        </p>
      </div>
      <ToDo />
      <Settled state="mitigated" heading="Protected, not patched">
        These still need the update. Something else keeps them safe meanwhile.
      </Settled>
      <Month days={home.burnDown} />
      <Settled state="confirmed" heading="Patched">
        Each has a receipt you can print.
      </Settled>
    </>
  );
}

function Month({ days }: { days: Home['burnDown'] }) {
  if (days.every(({ open }) => open === 0)) {
    return (
      <p className="sp-small sp-quiet-month">Nothing was open at the end of any day this month.</p>
    );
  }
  return (
    <Suspense fallback={<div className="sp-burn-down" />}>
      <BurnDown days={days} />
    </Suspense>
  );
}

function ToDo() {
  const due = useQuery(actionsQuery('due'));
  return (
    <Answer of={due} named="what there is to do">
      {({ items, nextCursor }) => (
        <section className="sp-cards" aria-label="To patch">
          {items.length === 0 && (
            <p className="sp-nothing">
              New advisories are compared with the systems you told us about as soon as they are
              published. <Link to="/systems">See or add your systems</Link>
            </p>
          )}
          {items.map((action) => (
            <ActionCard key={action.id} action={action} />
          ))}
          {nextCursor !== undefined && (
            <p>There is more. Settle some of these and the next ones appear.</p>
          )}
        </section>
      )}
    </Answer>
  );
}
