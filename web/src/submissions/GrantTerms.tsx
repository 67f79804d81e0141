/** The exact terms that people sign, or what was asked for while there are none. */
import type { Grant } from '../api/views.ts';
import { Fact, Facts } from '../controls/Facts.tsx';
import { Instant } from '../controls/Instant.tsx';
import { count, plural, span } from '../words/quantities.ts';
import { EndpointList } from './EndpointList.tsx';

export function GrantTerms({ grant }: { grant: Grant }) {
  const { request, terms, digest, runner } = grant;
  const asked = terms ?? request;
  return (
    <details className="sp-details">
      <summary>{terms === null ? 'What is asked for' : 'The exact terms'}</summary>
      <Facts>
        {request !== null && <Fact name="Purpose">{request.purpose}</Fact>}
        <Fact name="Runner">
          {runner.pseudonym}, {runner.office}
          <span className="sp-small">The name is sealed; two people open it in a dispute.</span>
        </Fact>
        {asked !== null && <What endpoints={asked.endpoints} budget={asked.budget} />}
        {asked?.partner !== undefined && <Partner grant={grant} partner={asked.partner} />}
        {terms === null && request !== null && (
          <Fact name="Length">{span(request.lengthS * 1000)}</Fact>
        )}
        {terms !== null && <Window terms={terms} />}
        <Fact name="Runner’s key, SHA-256">
          <code className="sp-hash sp-small">{runner.keySha256}</code>
        </Fact>
        {digest !== null && (
          <Fact name="Digest of these terms: compare it before you sign">
            <code className="sp-hash sp-small">{digest}</code>
          </Fact>
        )}
      </Facts>
    </details>
  );
}

type Terms = NonNullable<Grant['terms']>;

function What({ endpoints, budget }: Pick<Terms, 'endpoints' | 'budget'>) {
  return (
    <>
      <Fact name="Endpoints">
        <EndpointList endpoints={endpoints} />
      </Fact>
      <Fact name="Budget">
        {plural(budget.requests, 'request')}, {plural(budget.tokens, 'token')}
        <span className="sp-small">
          At most {count(budget.streamsMax)} at once, {count(budget.outputTokensMax)} tokens out and{' '}
          {count(budget.requestBytesMax)} bytes in for one request
        </span>
      </Fact>
    </>
  );
}

interface PartnerProps {
  grant: Grant;
  partner: NonNullable<Terms['partner']>;
}

/** Where and on what; and what its requests said that they were about, once there are any. */
function Partner({ grant: { assetRequests }, partner: { surface, assets } }: PartnerProps) {
  const requestsOf = (asset: string) =>
    assetRequests.find((each) => each.asset === asset)?.requests ?? 0;
  return (
    <>
      <Fact name="Surface">{surface}</Fact>
      <Fact name="Each request names one of">
        {assets.map((asset) => (
          <span key={asset} className="sp-block">
            {asset}
            {assetRequests.length > 0 && `: ${plural(requestsOf(asset), 'request')}`}
          </span>
        ))}
        <span className="sp-small">
          What a request is about in truth its name does not prove; it stands in the log.
        </span>
      </Fact>
    </>
  );
}

function Window({ terms: { window, model, marking, procedure } }: { terms: Terms }) {
  return (
    <>
      <Fact name="Model">
        {model.names.map((name) => (
          <code key={name} className="sp-block">
            {name}
          </code>
        ))}
      </Fact>
      <Fact name="Window">
        {span(window.lengthS * 1000)} from the first request, which comes before{' '}
        <Instant at={window.claimUntil} />
        {window.partnerReleaseAt !== null && (
          <span className="sp-small">
            And never past the partner release, <Instant at={window.partnerReleaseAt} />
          </span>
        )}
      </Fact>
      <Fact name="Marking">{marking}</Fact>
      {procedure !== null && <Fact name="Procedure">{procedure}</Fact>}
    </>
  );
}
