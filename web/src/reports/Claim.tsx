/** What the finder claims, who and what found it, and whether an embargo can be had. */
import type { Report } from '../api/views.ts';
import { Fact, Facts } from '../controls/Facts.tsx';
import { sentence } from '../controls/sentence.tsx';
import { aiUseWords, oracleWords, privacyWords } from '../words/assurance.ts';

export function Claim({ report }: { report: Report }) {
  const { target, environment, oracle, provenance, embargo } = report;
  return (
    <section aria-label="What is claimed">
      <Facts>
        <Fact name="Target">
          <code>{target}</code>
        </Fact>
        <Fact name="Shown when">
          {oracleWords(oracle)}
          <span className="sp-small">
            environment <code>{environment}</code>
          </span>
        </Fact>
        <Fact name="Found by">
          {provenance.finder}
          {provenance.humanSigner !== undefined && (
            <span className="sp-small">signed by {provenance.humanSigner}</span>
          )}
        </Fact>
        <Fact name="Found with">
          {provenance.model ?? 'No model named'}
          {provenance.harness !== undefined && (
            <span className="sp-small">{provenance.harness}</span>
          )}
          <span className="sp-small">
            {privacyWords(provenance.toolPrivacy)}
            {provenance.aiUse !== undefined && `. ${aiUseWords(provenance.aiUse)}`}
          </span>
        </Fact>
        <Fact name="Embargo">
          {embargo.eligibility === 'eligible' ? 'Can be had' : 'Cannot be had'}
          <span className="sp-small">{sentence(embargo.because)}</span>
        </Fact>
      </Facts>
    </section>
  );
}
