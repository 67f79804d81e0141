/** Which side accepted which document. A document is read on its own page, and accepted there by its digest. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { agreementsQuery } from '../api/review-queries.ts';
import type { Agreement, Side, Submission } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { ShapeMark, StateTag } from '../controls/StateTag.tsx';
import { sideWords } from '../words/access.ts';
import { documentKindWords } from '../words/review.ts';
import type { StateWord } from '../words/states.ts';

export function Agreements({ submission }: { submission: Submission }) {
  const agreements = useQuery(agreementsQuery(submission.id));
  return (
    <section aria-labelledby="documents-title">
      <h2 id="documents-title">Documents</h2>
      <p>
        No access is offered or signed before both sides accepted the same terms, word for word.
        Each side accepts by one person, who read them.
      </p>
      <Answer of={agreements} named="the documents">
        {(found) => <List submission={submission} agreements={found.agreements} />}
      </Answer>
    </section>
  );
}

interface ListProps {
  submission: Submission;
  agreements: readonly Agreement[];
}

function List({ submission, agreements }: ListProps) {
  if (agreements.length === 0) {
    return (
      <Empty>
        <p>This installation put no document forward.</p>
      </Empty>
    );
  }
  return (
    <ul className="sp-rows">
      {inOrder(agreements).map((agreement) => (
        <Row key={agreement.document.sha256} submission={submission} agreement={agreement} />
      ))}
    </ul>
  );
}

const order = Object.keys(documentKindWords);
const placeOf = ({ document: { kind } }: Agreement): number => order.indexOf(kind);
const inOrder = (agreements: readonly Agreement[]): Agreement[] =>
  [...agreements].sort((a, b) => placeOf(a) - placeOf(b));

/** Terms and procedures are agreed to; criteria and tiers are put forward to be read. */
const isToAgree = ({ document: { kind } }: Agreement): boolean =>
  kind === 'terms' || kind === 'procedure';

function Row({ submission, agreement }: { submission: Submission; agreement: Agreement }) {
  const { document } = agreement;
  return (
    <li className={isToAgree(agreement) ? 'sp-document sp-document--agreed' : 'sp-document'}>
      <div>
        <h3>
          <Link
            to="/submissions/$submissionId/documents/$sha256"
            params={{ submissionId: submission.id, sha256: document.sha256 }}
          >
            {document.title}
          </Link>
        </h3>
        <p className="sp-small">
          {documentKindWords[document.kind]}, {document.name} version {document.version}
          {document.isSample ? '; a sample, invented' : ''}
          {document.isInForce ? '' : '; replaced since, and no longer to be accepted'}
        </p>
      </div>
      {isToAgree(agreement) && (
        <div>
          <StateTag state={stateOf(agreement)} />
          {isBegun(agreement) && (
            <>
              <By agreement={agreement} side="developer" />
              <By agreement={agreement} side="evaluator" />
            </>
          )}
        </div>
      )}
    </li>
  );
}

const isBegun = ({ developer, evaluator }: Agreement): boolean =>
  developer !== null || evaluator !== null;

function stateOf({ isAgreed, developer, evaluator }: Agreement): StateWord {
  if (isAgreed) return { word: 'Accepted by both', shape: 'tick', tone: 'good' };
  return developer !== null || evaluator !== null
    ? { word: 'Accepted by one', shape: 'half', tone: 'busy' }
    : { word: 'Not accepted yet', shape: 'ring', tone: 'wait' };
}

export function By({ agreement, side }: { agreement: Agreement; side: Side }) {
  const accepted = agreement[side];
  return (
    <p className={accepted === null ? 'sp-signature' : 'sp-signature sp-signature--there'}>
      <ShapeMark shape={accepted === null ? 'ring' : 'tick'} />
      <span>
        {sideWords[side]}: {accepted === null ? 'not yet' : accepted.person}
        {accepted !== null && (
          <span className="sp-small">
            <Instant at={accepted.at} />
          </span>
        )}
      </span>
    </p>
  );
}
