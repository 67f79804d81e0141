/** What a report says, word for word: what was proposed, or the statement that was signed. */
import { fetchText } from '../api/client.ts';
import type { EvaluationReport } from '../api/views.ts';
import { Fact, Facts } from '../controls/Facts.tsx';
import { SealedReading } from '../controls/SealedReading.tsx';

export function ReportContent({ report: { id, contentSha256 } }: { report: EvaluationReport }) {
  return (
    <SealedReading named="Read the report" read={(purpose) => contentOf(id, purpose)}>
      {(text) => (
        <>
          <pre className="sp-report-content" tabIndex={0} role="region" aria-label="The report">
            {text}
          </pre>
          <Facts stacked>
            <Fact name="SHA-256 of what was proposed, as the log has it">
              <code className="sp-hash sp-small">{contentSha256}</code>
            </Fact>
          </Facts>
        </>
      )}
    </SealedReading>
  );
}

async function contentOf(id: string, purpose: string): Promise<string> {
  const query = new URLSearchParams({ purpose });
  const path = `/api/evaluation-reports/${encodeURIComponent(id)}/content?${query.toString()}`;
  return JSON.stringify(statementIn(JSON.parse(await fetchText(path))), null, 2);
}

interface Signed {
  envelope?: { payload: string };
}

/** A signed report is an envelope around its statement (DSSE); a proposed one is the content itself. */
function statementIn(document: Signed): unknown {
  if (document.envelope === undefined) return document;
  const bytes = Uint8Array.from(atob(document.envelope.payload), (byte) => byte.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}
