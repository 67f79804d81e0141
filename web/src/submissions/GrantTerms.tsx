/** The exact terms that people sign, or what was asked for while there are none. */
import type { Grant } from '../api/views.ts';
import { Fact, Facts } from '../controls/Facts.tsx';
import { Instant } from '../controls/Instant.tsx';
import { count, plural, span } from '../words/quantities.ts';

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
        {endpoints.map(({ method, path }) => (
          <code key={`${method} ${path}`} className="sp-block">
            {method} {path}
          </code>
        ))}
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
