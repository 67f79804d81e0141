/** One document to read, as its bytes are, and to accept by the digest of exactly those bytes. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { submissionQuery } from '../api/queries.ts';
import { agreementsQuery, documentTextQuery, engagementAgain } from '../api/review-queries.ts';
import type { Agreement, Submission } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { sentence } from '../controls/sentence.tsx';
import { documentKindWords, isGoing } from '../words/review.ts';
import { By } from './Agreements.tsx';
import { DocumentText } from './DocumentText.tsx';

interface DocumentPageProps {
  submissionId: string;
  sha256: string;
}

export function DocumentPage({ submissionId, sha256 }: DocumentPageProps) {
  const submission = useQuery(submissionQuery(submissionId));
  const agreements = useQuery(agreementsQuery(submissionId));
  return (
    <div className="sp-page sp-page--reading">
      <Answer of={submission} named="the engagement">
        {(data) => (
          <Answer of={agreements} named="the document">
            {(found) => <Found submission={data} agreements={found.agreements} sha256={sha256} />}
          </Answer>
        )}
      </Answer>
    </div>
  );
}

interface FoundProps {
  submission: Submission;
  agreements: readonly Agreement[];
  sha256: string;
}

function Found({ submission, agreements, sha256 }: FoundProps) {
  const agreement = useAgreement(agreements, sha256);
  const text = useQuery(documentTextQuery(sha256));
  const above = (
    <Link to="/submissions/$submissionId/documents" params={{ submissionId: submission.id }}>
      Documents of {submission.declaredAs}
    </Link>
  );
  return (
    <>
      <PageTitle above={above}>{agreement?.document.title ?? 'A document'}</PageTitle>
      {agreement === undefined ? (
        <p className="sp-notice">This version is not put forward here. It can only be read.</p>
      ) : (
        <About agreement={agreement} />
      )}
      <Answer of={text} named="its text">
        {(found) => (
          <>
            <DocumentText text={found} title={agreement?.document.title} />
            {agreement !== undefined && (
              <Accept submission={submission} agreement={agreement} agreements={agreements} />
            )}
          </>
        )}
      </Answer>
    </>
  );
}

/** A version that is replaced while somebody reads it leaves the list; to its reader it is there, as replaced. */
function useAgreement(agreements: readonly Agreement[], sha256: string): Agreement | undefined {
  const listed = agreements.find(({ document }) => document.sha256 === sha256);
  const [last, setLast] = useState(listed);
  if (listed !== undefined && listed !== last) setLast(listed);
  if (listed !== undefined || last === undefined) return listed;
  return { ...last, document: { ...last.document, isInForce: false } };
}

function About({ agreement: { document } }: { agreement: Agreement }) {
  const { kind, name, version, isSample, isInForce, codes } = document;
  return (
    <>
      <p className="sp-under-title">
        {documentKindWords[kind]}, {name} version {version}
      </p>
      {isSample && (
        <p className="sp-notice">
          A sample, invented for this software. It gives no legal protection.
        </p>
      )}
      {!isInForce && (
        <p className="sp-notice">
          This version was replaced. It can be read, and no longer be accepted.
        </p>
      )}
      {codes.length > 0 && (
        <dl className="sp-codes">
          {codes.map(({ code, meaning }) => (
            <div key={code}>
              <dt>
                <code>{code}</code>
              </dt>
              <dd>{sentence(meaning)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

interface AcceptProps {
  submission: Submission;
  agreement: Agreement;
  agreements: readonly Agreement[];
}

function Accept({ submission: { id, side, state }, agreement, agreements }: AcceptProps) {
  const { document } = agreement;
  const queries = useQueryClient();
  const accept = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/submissions/{submissionId}/acceptances', {
          params: { path: { submissionId: id } },
          body: { sha256: document.sha256 },
        }),
      ),
    onSettled: () => engagementAgain(queries, id),
  });
  const newer = agreements.find(
    (each) =>
      each.document.isInForce &&
      each.document.kind === document.kind &&
      each.document.name === document.name &&
      each.document.version > document.version,
  );
  const isToAccept =
    side !== 'overseer' && agreement[side] === null && document.isInForce && isGoing(state);
  if (document.kind !== 'terms' && document.kind !== 'procedure') return null;
  return (
    <section className="sp-next sp-accept" aria-labelledby="accept-title">
      <h2 id="accept-title">{isToAccept ? 'Accept it for your side' : 'Who accepted it'}</h2>
      {accept.isError && <ProblemAlert problem={asProblem(accept.error)} />}
      {newer !== undefined && (
        <p>
          <Link
            to="/submissions/$submissionId/documents/$sha256"
            params={{ submissionId: id, sha256: newer.document.sha256 }}
          >
            Read version {newer.document.version}, which replaced this one
          </Link>
        </p>
      )}
      <By agreement={agreement} side="developer" />
      <By agreement={agreement} side="evaluator" />
      <p className="sp-small">
        SHA-256 of the text above <code className="sp-hash">{document.sha256}</code>
      </p>
      {isToAccept && (
        <div className="sp-buttons">
          <Button type="button" disabled={accept.isPending} onClick={() => accept.mutate()}>
            I read this text, and my side accepts it
          </Button>
        </div>
      )}
    </section>
  );
}
