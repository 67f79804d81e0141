/** How the developer's gateway stands, in words: what it last showed, and what proves it is the right one. */
import { Link } from '@tanstack/react-router';
import type { Submission } from '../api/views.ts';
import { Fact, Facts } from '../controls/Facts.tsx';
import { Instant } from '../controls/Instant.tsx';
import { sentence } from '../controls/sentence.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { ConnectGateway } from './ConnectGateway.tsx';
import { gatewayMeanings, gatewayWords } from '../words/access.ts';
import { plural } from '../words/quantities.ts';

export function GatewayFacts({ submission }: { submission: Submission }) {
  const { id, gateway } = submission;
  if (gateway === null) return <NoGateway submission={submission} />;
  const { state, problem, since, seenAt, logSize } = gateway;
  return (
    <section aria-labelledby="gateway-title">
      <h2 id="gateway-title">The gateway</h2>
      <p>
        <StateTag state={gatewayWords[state]} />
      </p>
      <p>{gatewayMeanings[state]}</p>
      {problem !== null && <p className="sp-grant__problem">{sentence(problem)}</p>}
      <p>
        <Link
          className="usa-button usa-button--outline"
          to="/submissions/$submissionId/ledger"
          params={{ submissionId: id }}
        >
          Access ledger: {plural(logSize, 'entry', 'entries')}
        </Link>
      </p>
      <Facts stacked>
        <Fact name="In this state since">
          <Instant at={since} />
        </Fact>
        <Fact name="Last answer that held">
          {seenAt === null ? 'None yet' : <Instant at={seenAt} />}
        </Fact>
      </Facts>
      <details className="sp-details">
        <summary>Address and keys</summary>
        <Facts stacked>
          <Fact name="Address">
            <code>{gateway.url}</code>
          </Fact>
          <Fact name="Its certificate, pinned, SHA-256">
            <code className="sp-hash sp-small">{gateway.certificateSha256}</code>
          </Fact>
          <Fact name="The key of its log">
            <code className="sp-hash sp-small">{gateway.logVkey}</code>
          </Fact>
          <Fact name="Our reader’s key, SHA-256: stands in its `readers`">
            <code className="sp-hash sp-small">{gateway.readerKeySha256}</code>
          </Fact>
        </Facts>
      </details>
    </section>
  );
}

function NoGateway({ submission }: { submission: Submission }) {
  return (
    <section aria-labelledby="gateway-title">
      <h2 id="gateway-title">The gateway</h2>
      <p>None is connected yet. A question needs none; access to the model does.</p>
      {submission.may.includes('connect_gateway') && <ConnectGateway submission={submission} />}
    </section>
  );
}
