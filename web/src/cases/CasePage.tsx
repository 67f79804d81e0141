/** One case: where it stands, what can be done now, and everything that happened, as it happens. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useLiveLog } from '../api/live.ts';
import { caseAdvisoryQuery, caseQuery } from '../api/queries.ts';
import type { Case } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { Fact, Facts } from '../controls/Facts.tsx';
import { Instant } from '../controls/Instant.tsx';
import { LiveWord } from '../controls/LiveWord.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { caseWords } from '../words/states.ts';
import { Fixes } from './Fixes.tsx';
import { Members } from './Members.tsx';
import { NextStep } from './NextStep.tsx';
import { StateTrack } from './StateTrack.tsx';
import { Timeline } from './Timeline.tsx';

export function CasePage({ caseId }: { caseId: string }) {
  const found = useQuery(caseQuery(caseId));
  return (
    <div className="sp-page">
      <Answer of={found} named="the case">
        {(data) => <Loaded found={data} />}
      </Answer>
    </div>
  );
}

function Loaded({ found }: { found: Case }) {
  const { events, connection } = useLiveLog(`/api/cases/${encodeURIComponent(found.id)}/live`);
  useFollow(found.id, events.at(-1)?.id);
  return (
    <>
      <PageTitle
        above={
          <>
            <Link to="/cases">Cases</Link> / {found.name}
          </>
        }
      >
        {found.title}
      </PageTitle>
      <p className="sp-under-title">
        <StateTag state={caseWords[found.state]} />
        <code>{found.id}</code>
      </p>
      <StateTrack state={found.state} events={events} />
      <div className="sp-columns">
        <div>
          <NextStep
            found={found}
            hasDraft={events.some(({ type }) => type === 'advisories.advisory_drafted')}
          />
          <section className="sp-section" aria-labelledby="timeline-title">
            <div className="sp-heading-row">
              <h2 id="timeline-title">Timeline</h2>
              <LiveWord connection={connection} />
            </div>
            <Timeline events={events} connection={connection} />
          </section>
        </div>
        <div className="sp-aside">
          <CaseFacts found={found} />
          <Members members={found.members} />
          <Fixes fixes={found.fixes} />
        </div>
      </div>
    </>
  );
}

function CaseFacts({ found }: { found: Case }) {
  return (
    <section aria-labelledby="facts-title">
      <h2 id="facts-title">The case</h2>
      <Facts stacked>
        <Fact name="Target">
          <code>{found.target}</code>
        </Fact>
        <Fact name="Owner">{found.owner ?? 'Nobody yet'}</Fact>
        <Fact name="Opened">
          <Instant at={found.openedAt} />
        </Fact>
        <Fact name="Embargo">
          {found.embargoEligibility === 'eligible'
            ? 'Can be had'
            : 'Cannot be had: it takes the quick path'}
        </Fact>
        <Fact name="One root cause because of">
          <code className="sp-hash sp-small">{found.rootKey}</code>
        </Fact>
      </Facts>
    </section>
  );
}

/** The case is asked for again whenever its log grows. */
function useFollow(caseId: string, newest: string | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (newest === undefined) return;
    void queries.invalidateQueries({ queryKey: caseQuery(caseId).queryKey });
    void queries.invalidateQueries({ queryKey: caseAdvisoryQuery(caseId).queryKey });
  }, [queries, caseId, newest]);
}
