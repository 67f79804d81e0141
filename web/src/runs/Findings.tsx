/** What was found beyond a score, and where the report on this run's grant stands. */
import { useQuery } from '@tanstack/react-query';
import { evaluationReportsQuery, findingsQuery } from '../api/queries.ts';
import type { EvaluationReport, Finding, Run } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { sentence } from '../controls/sentence.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { evaluationReportWords, findingKindWords } from '../words/evaluation.ts';

export function Findings({ run }: { run: Run }) {
  const findings = useQuery(findingsQuery(run.submissionId));
  const reports = useQuery(evaluationReportsQuery(run.submissionId));
  return (
    <>
      <section aria-labelledby="findings-title">
        <h2 id="findings-title">Findings</h2>
        <Answer of={findings} named="the findings">
          {({ items }) => <FindingList findings={items.filter(({ runId }) => runId === run.id)} />}
        </Answer>
      </section>
      <section aria-labelledby="report-title">
        <h2 id="report-title">Report on this access</h2>
        <Answer of={reports} named="the reports">
          {({ items }) => (
            <ReportList reports={items.filter(({ grantId }) => grantId === run.grantId)} />
          )}
        </Answer>
      </section>
    </>
  );
}

function FindingList({ findings }: { findings: Finding[] }) {
  if (findings.length === 0) return <p>None written about this run.</p>;
  return (
    <ul className="sp-plain">
      {findings.map((finding) => (
        <li key={finding.id}>
          <strong>{findingKindWords[finding.kind]}</strong>, {finding.severity}
          <span className="sp-small sp-block">
            Shown by {finding.evidence.map((position) => `sample ${position + 1}`).join(', ')}; for{' '}
            {finding.audience === 'both' ? 'both sides' : 'this office'}
          </span>
          <span className="sp-small sp-block">
            {finding.writtenBy}, <Instant at={finding.writtenAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function ReportList({ reports }: { reports: EvaluationReport[] }) {
  if (reports.length === 0) return <p>None proposed yet.</p>;
  return (
    <ul className="sp-plain">
      {reports.map((report) => (
        <li key={report.id}>
          <StateTag state={evaluationReportWords[report.state]} />
          {report.reason !== null && <span className="sp-block">{sentence(report.reason)}</span>}
          <span className="sp-small sp-block">
            {report.proposedBy}, <Instant at={report.proposedAt} />
            {report.settledBy !== null && `; settled by ${report.settledBy}`}
            {report.isShared && '; for the developer too'}
          </span>
        </li>
      ))}
    </ul>
  );
}
