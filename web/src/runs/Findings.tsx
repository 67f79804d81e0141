/** What was found beyond a score. The words are sealed; kind, severity and samples are not. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '../api/client.ts';
import { findingsQuery } from '../api/run-queries.ts';
import type { Finding, Run } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { Fact, Facts } from '../controls/Facts.tsx';
import { Instant } from '../controls/Instant.tsx';
import { findingKindWords } from '../words/evaluation.ts';
import { SealedReading } from '../controls/SealedReading.tsx';

export function Findings({ run }: { run: Run }) {
  const findings = useQuery(findingsQuery(run.submissionId));
  return (
    <section aria-labelledby="findings-title">
      <h2 id="findings-title">Findings</h2>
      <Answer of={findings} named="the findings">
        {({ items }) => <FindingList findings={items.filter(({ runId }) => runId === run.id)} />}
      </Answer>
      {run.may.includes('write_finding') && (
        <p>
          <Link
            className="usa-button usa-button--outline"
            to="/runs/$runId/finding"
            params={{ runId: run.id }}
          >
            Write a finding
          </Link>
        </p>
      )}
    </section>
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
          <SealedReading named="Read the finding" read={(purpose) => textOf(finding.id, purpose)}>
            {({ claim, uncertainty }) => (
              <Facts stacked>
                <Fact name="Claim">{claim}</Fact>
                <Fact name="What could make it wrong">{uncertainty}</Fact>
              </Facts>
            )}
          </SealedReading>
        </li>
      ))}
    </ul>
  );
}

const textOf = (findingId: string, purpose: string) =>
  answer(
    api.GET('/api/findings/{findingId}/text', {
      params: { path: { findingId }, query: { purpose } },
    }),
  );
