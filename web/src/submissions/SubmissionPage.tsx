/** One submission: the model's thirty days, who may use it until when, and everything agreed, as it happens. */
import { usePrefetchQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useLiveLog } from '../api/live.ts';
import {
  approverKeyQuery,
  budgetsQuery,
  grantsQuery,
  sessionQuery,
  submissionQuery,
} from '../api/queries.ts';
import { destructionQuery, engagementAgain, questionsOfQuery } from '../api/review-queries.ts';
import type { Submission, TimelineEvent } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { Fact, Facts } from '../controls/Facts.tsx';
import { Instant } from '../controls/Instant.tsx';
import { LiveWord } from '../controls/LiveWord.tsx';
import { useNow } from '../controls/now.ts';
import { StateTag } from '../controls/StateTag.tsx';
import { Destruction } from '../destruction/Destruction.tsx';
import { EngagementHead } from '../engagement/EngagementHead.tsx';
import { Standing } from '../engagement/Standing.tsx';
import { Questions } from '../questions/Questions.tsx';
import { gatewayWords } from '../words/access.ts';
import { ApproverKey } from './ApproverKey.tsx';
import { Events } from './Events.tsx';
import { GatewayFacts } from './GatewayFacts.tsx';
import { readAgain } from './grant-steps.ts';
import { Grants } from './Grants.tsx';
import { Parties } from './Parties.tsx';
import { ReleasePlan } from './ReleasePlan.tsx';
import { ThirtyDays } from './ThirtyDays.tsx';

/** Countdowns are read in minutes. */
const beatMs = 15_000;

export function SubmissionPage({ submissionId }: { submissionId: string }) {
  const found = useQuery(submissionQuery(submissionId));
  // All at once: none of these waits for what another answers.
  usePrefetchQuery(grantsQuery(submissionId));
  usePrefetchQuery(questionsOfQuery(submissionId));
  usePrefetchQuery(destructionQuery(submissionId));
  usePrefetchQuery(budgetsQuery(submissionId));
  const { offices } = useQuery(sessionQuery).data?.person ?? {};
  useQuery({ ...approverKeyQuery, enabled: offices?.includes('overseer') === false });
  return (
    <div className="sp-page">
      <Answer of={found} named="the submission">
        {(data) => <Loaded submission={data} />}
      </Answer>
    </div>
  );
}

function Loaded({ submission }: { submission: Submission }) {
  const { id, side, gatewayState } = submission;
  const { events, growth, connection } = useLiveLog(
    `/api/submissions/${encodeURIComponent(id)}/live`,
  );
  useFollow(submission, growth, newestOf(events));
  const grants = useQuery(grantsQuery(id));
  const now = useNow(beatMs);
  const known = grants.data?.items ?? [];
  return (
    <>
      <EngagementHead submission={submission}>
        <StateTag state={gatewayWords[gatewayState ?? 'none']} />
        <LiveWord connection={connection} />
      </EngagementHead>
      <Standing submission={submission} />
      <ThirtyDays submission={submission} grants={known} events={events} now={now} />
      <div className="sp-columns">
        <div>
          <Questions submission={submission} />
          <Answer of={grants} named="the grants">
            {({ items }) => <Grants submission={submission} grants={items} now={now} />}
          </Answer>
          <section className="sp-section" aria-labelledby="timeline-title">
            <h2 id="timeline-title">Everything that happened</h2>
            <Events events={events} grants={known} connection={connection} />
          </section>
        </div>
        <div className="sp-aside">
          <Destruction submission={submission} />
          {side !== 'developer' && <RunsWay submissionId={id} />}
          <GatewayFacts submission={submission} />
          <ModelFacts submission={submission} />
          {side !== 'overseer' && <ApproverKey />}
          <Parties submission={submission} />
        </div>
      </div>
    </>
  );
}

/** To a developer runs are not there; what concerns it stands in the log. */
function RunsWay({ submissionId }: { submissionId: string }) {
  return (
    <section aria-labelledby="runs-title">
      <h2 id="runs-title">Measured in runs</h2>
      <p>
        <Link
          className="usa-button usa-button--outline"
          to="/submissions/$submissionId/runs"
          params={{ submissionId }}
        >
          Runs of this model
        </Link>
      </p>
    </section>
  );
}

function ModelFacts({ submission }: { submission: Submission }) {
  return (
    <section aria-labelledby="model-title">
      <h2 id="model-title">The model</h2>
      <Facts stacked>
        <Fact name="Planned release to partners">
          <ReleasePlan submission={submission} />
        </Fact>
        {submission.publicReleaseAt !== null && (
          <Fact name="Planned release to the public: nothing is counted from it">
            <Instant at={submission.publicReleaseAt} />
          </Fact>
        )}
        <Fact name="Submission opened">
          <Instant at={submission.openedAt} />
        </Fact>
        <Fact name="Digest, as the developer declared it">
          {submission.modelDigest === null ? (
            'Not declared yet'
          ) : (
            <code className="sp-hash sp-small">{submission.modelDigest}</code>
          )}
        </Fact>
        <Fact name="Submission">
          <code>{submission.id}</code>
        </Fact>
      </Facts>
    </section>
  );
}

/** Samples come by the hundred, and nothing that this page asks for changes with them. */
const newestOf = (events: readonly TimelineEvent[]): TimelineEvent | undefined =>
  events.findLast(({ type }) => type !== 'evaluation.sample_recorded');

/** Two clocks may differ by as much. */
const skewMsMax = 60_000;

/**
 * What the page shows is asked for again: grants when the gateway's log grows, all of it when its own does. What had
 * happened before the page was opened, it has asked for already.
 */
function useFollow(
  { id, gateway }: Submission,
  growth: number | undefined,
  newest: TimelineEvent | undefined,
): void {
  const queries = useQueryClient();
  const [openedAt] = useState(() => Date.now());
  const last = useRef<string>(undefined);
  const hasGrown = growth !== undefined && growth > (gateway?.logSize ?? 0);
  useEffect(() => {
    if (hasGrown) void readAgain(queries, id);
  }, [queries, id, hasGrown, growth]);
  const { id: event, at } = newest ?? {};
  useEffect(() => {
    if (event === undefined || at === undefined) return;
    const isNews = last.current !== undefined || Date.parse(at) > openedAt - skewMsMax;
    last.current = event;
    if (isNews) void engagementAgain(queries, id);
  }, [queries, id, event, at, openedAt]);
}
