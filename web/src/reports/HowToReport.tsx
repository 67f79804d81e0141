/** How a finder sends a report, on what legal basis it is kept here, and who may read it. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { installationQuery } from '../api/queries.ts';
import { CopyText } from '../controls/CopyText.tsx';
import { Fact, Facts } from '../controls/Facts.tsx';

export function HowToReport() {
  const { data } = useQuery(installationQuery);
  if (data === undefined) return null;
  return (
    <section className="sp-section" aria-labelledby="how-title">
      <h2 id="how-title">Send a report</h2>
      <p>
        With a token from <Link to="/tokens">API tokens</Link>, from the folder that holds{' '}
        <code>report.json</code>. The receipt comes at once, the verdict when it has been run.
      </p>
      <CopyText
        text={`./sallyport report submit . --server ${window.location.origin}`}
        label="the command"
      />
      <Facts>
        <Fact name="What is promised">{data.legalBasis}</Fact>
        <Fact name="Who may read it">{data.whoMayRead}</Fact>
      </Facts>
    </section>
  );
}
