/** One submission: the model's thirty days, who may use it until when, and everything agreed, as it happens. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useLiveLog } from '../api/live.ts';
import { grantsQuery, submissionQuery } from '../api/queries.ts';
import type { Submission } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { Fact, Facts } from '../controls/Facts.tsx';
import { Instant } from '../controls/Instant.tsx';
import { LiveWord } from '../controls/LiveWord.tsx';
import { useNow } from '../controls/now.ts';
import { PageTitle } from '../controls/PageTitle.tsx';
import { StateTag } from '../controls/StateTag.tsx';
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
  return (
    <div className="sp-page">
      <Answer of={found} named="the submission">
        {(data) => <Loaded submission={data} />}
      </Answer>
    </div>
  );
}

function Loaded({ submission }: { submission: Submission }) {
  const { id, side, declaredAs, developer, evaluator, gatewayState } = submission;
  const { events, growth, connection } = useLiveLog(
    `/api/submissions/${encodeURIComponent(id)}/live`,
  );
  useFollow(id, `${events.at(-1)?.id} ${growth}`);
  const grants = useQuery(grantsQuery(id));
  const now = useNow(beatMs);
  const known = grants.data?.items ?? [];
  return (
    <>
      <PageTitle above={<Link to="/submissions">Submissions</Link>}>{declaredAs}</PageTitle>
      <p className="sp-under-title">
        <StateTag state={gatewayWords[gatewayState]} />
        <span>
          {developer}, for {evaluator}
        </span>
        <LiveWord connection={connection} />
      </p>
      <ThirtyDays submission={submission} grants={known} events={events} now={now} />
      <div className="sp-columns">
        <div>
          <Answer of={grants} named="the grants">
            {({ items }) => <Grants submission={submission} grants={items} now={now} />}
          </Answer>
          <section className="sp-section" aria-labelledby="timeline-title">
            <h2 id="timeline-title">Everything that happened</h2>
            <Events events={events} grants={known} connection={connection} />
          </section>
        </div>
        <div className="sp-aside">
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
        <Fact name="Submission opened">
          <Instant at={submission.openedAt} />
        </Fact>
        <Fact name="Digest, as the developer declared it">
          <code className="sp-hash sp-small">{submission.modelDigest}</code>
        </Fact>
        <Fact name="Submission">
          <code>{submission.id}</code>
        </Fact>
      </Facts>
    </section>
  );
}

/** What the page shows is asked for again whenever its log or the gateway's grows. */
function useFollow(submissionId: string, newest: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    void readAgain(queries, submissionId);
  }, [queries, submissionId, newest]);
}
