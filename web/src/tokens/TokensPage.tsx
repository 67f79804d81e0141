/** A person's API tokens. A secret is shown once and kept nowhere; only its hash is. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Table } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { tokensQuery } from '../api/queries.ts';
import type { ApiToken } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { Pager } from '../controls/Pager.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { scopeWords } from '../words/scopes.ts';
import { NewTokenForm } from './NewTokenForm.tsx';

export function TokensPage({ cursor }: { cursor: string | undefined }) {
  const tokens = useQuery(tokensQuery(cursor));
  return (
    <div className="sp-page">
      <PageTitle>API tokens</PageTitle>
      <p className="sp-lead">
        A token lets a program act for you, within the scopes you give it and until the day you set.
      </p>
      <NewTokenForm />
      <section className="sp-section" aria-labelledby="tokens-title">
        <h2 id="tokens-title">Your tokens</h2>
        <Answer of={tokens} named="your tokens">
          {({ items, nextCursor }) => (
            <>
              {items.length === 0 ? (
                <Empty>
                  <p>No tokens yet.</p>
                </Empty>
              ) : (
                <Rows tokens={items} />
              )}
              <Pager named="tokens" cursor={cursor} nextCursor={nextCursor} />
            </>
          )}
        </Answer>
      </section>
    </div>
  );
}

function Rows({ tokens }: { tokens: ApiToken[] }) {
  const [now] = useState(() => Date.now());
  return (
    <Table className="sp-table">
      <caption className="sp-unseen">Your API tokens</caption>
      <thead>
        <tr>
          <th scope="col">Token</th>
          <th scope="col">May</th>
          <th scope="col">Ends</th>
          <th scope="col">
            <span className="sp-unseen">Revoke</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr key={token.id}>
            <th scope="row" data-label="Token">
              <strong>{token.label}</strong>
              <span className="sp-small sp-block">
                Made <Instant at={token.madeAt} />
              </span>
            </th>
            <td data-label="May">{token.scopes.map(scopeWords).join(', ')}</td>
            <td data-label="Ends">
              <Ends token={token} now={now} />
            </td>
            <td data-label="Revoke">
              {token.revokedAt === null && Date.parse(token.expiresAt) > now && (
                <Revoke token={token} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Ends({ token: { revokedAt, expiresAt }, now }: { token: ApiToken; now: number }) {
  if (revokedAt !== null) {
    return (
      <>
        Revoked <Instant at={revokedAt} />
      </>
    );
  }
  return (
    <>
      {Date.parse(expiresAt) <= now && 'Ended '}
      <Instant at={expiresAt} />
    </>
  );
}

function Revoke({ token }: { token: ApiToken }) {
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const revoke = useMutation({
    mutationFn: () =>
      answer<unknown>(
        api.DELETE('/api/tokens/{tokenId}', { params: { path: { tokenId: token.id } } }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
  });
  if (revoke.isError) return <ProblemAlert problem={asProblem(revoke.error)} />;
  if (!isAsking) {
    return (
      <Button type="button" unstyled onClick={() => setAsking(true)}>
        Revoke<span className="sp-unseen"> {token.label}</span>
      </Button>
    );
  }
  return (
    <Button
      type="button"
      secondary
      autoFocus
      disabled={revoke.isPending}
      onClick={() => revoke.mutate()}
    >
      Revoke for good<span className="sp-unseen"> {token.label}</span>
    </Button>
  );
}
