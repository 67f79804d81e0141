/** One advisory: plain words first, then the two documents machines read. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { advisoryQuery } from '../api/queries.ts';
import type { Advisory } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { advisoryWords } from '../words/states.ts';
import { AdvisoryBody } from './AdvisoryBody.tsx';

export function AdvisoryPage({ advisoryId }: { advisoryId: string }) {
  const advisory = useQuery(advisoryQuery(advisoryId));
  return (
    <div className="sp-page sp-page--reading">
      <Answer of={advisory} named="the advisory">
        {(data) => <Loaded advisory={data} />}
      </Answer>
    </div>
  );
}

function Loaded({ advisory }: { advisory: Advisory }) {
  return (
    <>
      <PageTitle
        above={
          <>
            <Link to="/advisories">Advisories</Link> / {advisory.id}
          </>
        }
      >
        {advisory.title}
      </PageTitle>
      <p className="sp-under-title">
        <StateTag state={advisoryWords[advisory.state]} />
        {advisory.publishedAt !== null && <Instant at={advisory.publishedAt} />}
      </p>
      <AdvisoryBody advisory={advisory} level="h2" />
      {advisory.csafSha256 !== null && advisory.osvSha256 !== null && (
        <section aria-labelledby="documents-title">
          <h2 id="documents-title" className="sp-advisory__heading">
            For machines
          </h2>
          <ul className="sp-rows">
            <Document
              name="CSAF 2.0"
              path={`/advisories/${advisory.id}/csaf.json`}
              sha256={advisory.csafSha256}
            />
            <Document
              name="OSV"
              path={`/advisories/${advisory.id}/osv.json`}
              sha256={advisory.osvSha256}
            />
          </ul>
        </section>
      )}
    </>
  );
}

function Document({ name, path, sha256 }: { name: string; path: string; sha256: string }) {
  return (
    <li>
      <a className="usa-link" href={path} download>
        {name}
      </a>
      <p className="sp-small">
        SHA-256: <code className="sp-hash">{sha256}</code>
      </p>
    </li>
  );
}
