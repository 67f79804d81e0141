/**
 * The access ledger of a submission: who used the model, when and how much, by the gateway's own log; and
 * whether that log holds. Prompts and answers are not in it, only commitments to them.
 */
import { usePrefetchQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useLiveLog } from '../api/live.ts';
import { accessLedgerQuery, grantsQuery, submissionQuery } from '../api/queries.ts';
import type { Submission } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { LiveWord } from '../controls/LiveWord.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { Pager } from '../controls/Pager.tsx';
import { Exports } from '../exports/Exports.tsx';
import { isFiltered, type LedgerSearch } from './ledger-search.ts';
import { LedgerExport } from './LedgerExport.tsx';
import { LedgerFilter } from './LedgerFilter.tsx';
import { LedgerRows } from './LedgerRows.tsx';
import { Verification } from './Verification.tsx';
import { plural } from '../words/quantities.ts';

interface LedgerPageProps {
  submissionId: string;
  search: LedgerSearch;
}

export function LedgerPage({ submissionId, search }: LedgerPageProps) {
  const found = useQuery(submissionQuery(submissionId));
  usePrefetchQuery(accessLedgerQuery(submissionId, search));
  usePrefetchQuery(grantsQuery(submissionId));
  return (
    <div className="sp-page">
      <Answer of={found} named="the submission">
        {(data) => <Loaded submission={data} search={search} />}
      </Answer>
    </div>
  );
}

function Loaded({ submission, search }: { submission: Submission; search: LedgerSearch }) {
  const { id, declaredAs } = submission;
  const logSize = submission.gateway?.logSize ?? 0;
  const { growth, connection } = useLiveLog(`/api/submissions/${encodeURIComponent(id)}/live`);
  useFollow(submission, growth);
  const grants = useQuery(grantsQuery(id)).data?.items ?? [];
  return (
    <>
      <PageTitle
        above={
          <>
            <Link to="/submissions">Submissions</Link> /{' '}
            <Link to="/submissions/$submissionId" params={{ submissionId: id }}>
              {declaredAs}
            </Link>
          </>
        }
      >
        Access ledger
      </PageTitle>
      <p className="sp-lead">
        {plural(logSize, 'entry', 'entries')} of the gateway’s own log, mirrored and checked here:
        who used the model, when and how much. What was asked and answered is not in it, only
        commitments to it.
      </p>
      <Verification submission={submission} />
      <section className="sp-ledger" aria-labelledby="entries-title">
        <div className="sp-heading-row">
          <h2 id="entries-title">Entries, newest first</h2>
          <LiveWord connection={connection} />
        </div>
        <LedgerFilter search={search} grants={grants} />
        <Entries submissionId={id} search={search} />
        {logSize > 0 && <LedgerExport submission={submission} search={search} />}
      </section>
      <Exports submissionId={id} />
    </>
  );
}

function Entries({ submissionId, search }: LedgerPageProps) {
  const entries = useQuery({
    ...accessLedgerQuery(submissionId, search),
    // One page stays in view until the next is there.
    placeholderData: (before) => before,
  });
  return (
    <Answer of={entries} named="the ledger">
      {({ items, nextCursor }) => (
        <>
          {items.length === 0 ? (
            <Empty>
              <p>
                {isFiltered(search)
                  ? 'No entry is like that.'
                  : 'Nothing is written yet. The first entry comes when the gateway starts.'}
              </p>
            </Empty>
          ) : (
            <LedgerRows entries={items} />
          )}
          <Pager named="the ledger" cursor={search.cursor} nextCursor={nextCursor} />
        </>
      )}
    </Answer>
  );
}

/** The newest page and the counts are asked for again whenever the gateway's log grew. */
function useFollow({ id, gateway }: Submission, growth: number | undefined): void {
  const queries = useQueryClient();
  const hasGrown = growth !== undefined && growth > (gateway?.logSize ?? 0);
  useEffect(() => {
    if (!hasGrown) return;
    void queries.invalidateQueries({ queryKey: submissionQuery(id).queryKey });
    void queries.invalidateQueries({ queryKey: ['access-ledger', id] });
  }, [queries, id, hasGrown, growth]);
}
