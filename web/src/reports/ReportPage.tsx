/** One report: what is claimed, its evidence as it arrives, what the verdict is worth, who read it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useLiveLog } from '../api/live.ts';
import { reportQuery } from '../api/queries.ts';
import type { Report } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { CopyText } from '../controls/CopyText.tsx';
import { Instant } from '../controls/Instant.tsx';
import { LiveWord } from '../controls/LiveWord.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { reportWords } from '../words/states.ts';
import { Claim } from './Claim.tsx';
import { Decision } from './Decision.tsx';
import { evidenceFrom } from './evidence.ts';
import { EvidenceList } from './EvidenceList.tsx';
import { OpenSealed } from './OpenSealed.tsx';
import { ReadLedger } from './ReadLedger.tsx';
import { VerdictCard } from './VerdictCard.tsx';

export function ReportPage({ reportId }: { reportId: string }) {
  const report = useQuery(reportQuery(reportId));
  return (
    <div className="sp-page">
      <Answer of={report} named="the report">
        {(data) => <Loaded report={data} />}
      </Answer>
    </div>
  );
}

function Loaded({ report }: { report: Report }) {
  const { events, connection } = useLiveLog(`/api/reports/${encodeURIComponent(report.id)}/live`);
  const evidence = evidenceFrom(events);
  useFollow(report.id, `${evidence.startedAt} ${evidence.verdict?.at} ${evidence.held?.at}`);
  return (
    <>
      <PageTitle above={<Link to="/reports">Reports</Link>}>{report.title}</PageTitle>
      <p className="sp-under-title">
        <StateTag state={reportWords[report.state]} />
        <code>{report.id}</code>
        <span>
          Received <Instant at={report.receivedAt} />
        </span>
        <Case report={report} />
      </p>
      <Decision report={report} />
      <Claim report={report} />
      <div className="sp-columns">
        <section aria-labelledby="evidence-title">
          <div className="sp-heading-row">
            <h2 id="evidence-title">Evidence</h2>
            <LiveWord connection={connection} />
          </div>
          <EvidenceList evidence={evidence} />
        </section>
        <VerdictCard report={report} />
      </div>
      <section className="sp-section" aria-labelledby="replay-title">
        <h2 id="replay-title">Check it yourself</h2>
        <p>Download the bundle, then replay it in a sandbox of your own:</p>
        <CopyText text={`./sallyport reproduce ${report.id}.tar.gz`} label="the command" />
        <OpenSealed reportId={report.id} hasEvidence={report.hasEvidence} />
        <p className="sp-small">
          SHA-256 of the bundle: <code className="sp-hash">{report.bundleSha256}</code>
        </p>
      </section>
      <section className="sp-section" aria-labelledby="ledger-title">
        <h2 id="ledger-title">Who has read it</h2>
        <ReadLedger events={events} />
      </section>
    </>
  );
}

function Case({ report: { caseId, caseName, duplicateOf } }: { report: Report }) {
  if (caseId === null) return null;
  return (
    <span>
      Case{' '}
      <Link to="/cases/$caseId" params={{ caseId }}>
        {caseName ?? caseId}
      </Link>
      {duplicateOf !== null && (
        <>
          , same root cause as{' '}
          <Link to="/reports/$reportId" params={{ reportId: duplicateOf }}>
            an earlier report
          </Link>
        </>
      )}
    </span>
  );
}

/** The report itself is asked for again at each turn its log takes. */
function useFollow(reportId: string, turn: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: reportQuery(reportId).queryKey });
  }, [queries, reportId, turn]);
}
