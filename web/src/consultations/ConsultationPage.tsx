/** One consultation: what an office is asked, what the code proposes, and its one answer. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { consultationContent, consultationQuery } from '../api/determination-queries.ts';
import type { Consultation } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { SealedReading } from '../controls/SealedReading.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { Clock } from '../determinations/Consulted.tsx';
import { Bounds } from '../determinations/Profile.tsx';
import { Proposal } from '../determinations/Proposal.tsx';
import { DeclareForm } from '../documents/DeclareForm.tsx';
import { consultationWords, consulteeViewNames } from '../words/review.ts';
import { AnswerForm } from './AnswerForm.tsx';

export function ConsultationPage({ consultationId }: { consultationId: string }) {
  const found = useQuery(consultationQuery(consultationId));
  return (
    <div className="sp-page sp-page--reading">
      <Answer of={found} named="the consultation">
        {(consultation) => <Loaded consultation={consultation} />}
      </Answer>
    </div>
  );
}

function Loaded({ consultation }: { consultation: Consultation }) {
  const { determinationId, declaredAs, office, state, askedAt, answerBy } = consultation;
  return (
    <>
      <PageTitle above={<Link to="/consultations">Consultations</Link>}>
        {`Your view on ${declaredAs}`}
      </PageTitle>
      <p className="sp-under-title">
        <StateTag state={consultationWords[state]} />
        <span>
          {office} asked on <Instant at={askedAt} />
        </span>
      </p>
      <p className="sp-lead">
        {office} asks whether your office would say that {declaredAs} is covered. You need not
        answer; nobody waits after your time.
      </p>
      {state === 'asked' && <Clock answerBy={answerBy} />}
      {consultation.needsDeclaration ? (
        <DeclareForm
          consultationId={determinationId}
          hasDeclared={false}
          leadsTo="/consultations"
        />
      ) : (
        <Asked consultation={consultation} />
      )}
    </>
  );
}

function Asked({ consultation }: { consultation: Consultation }) {
  const { determinationId, may } = consultation;
  return (
    <div className="sp-determination sp-determination--narrow">
      <SealedReading
        named="Read what is asked"
        read={(purpose) => consultationContent(determinationId, purpose)}
      >
        {({ proposal, threshold }) => (
          <>
            <Proposal proposal={proposal} threshold={threshold} />
            <Bounds facts={proposal.facts} />
          </>
        )}
      </SealedReading>
      <Said consultation={consultation} />
      {may.includes('answer') && <AnswerForm consultation={consultation} />}
      <DeclareForm consultationId={determinationId} hasDeclared leadsTo="/consultations" />
    </div>
  );
}

function Said({ consultation }: { consultation: Consultation }) {
  const { state, view, words, answeredBy, answeredAt, may } = consultation;
  if (view === null) {
    if (may.includes('answer')) return null;
    return (
      <p>
        {state === 'timed_out'
          ? 'Your time ran out, and nobody waits any more.'
          : 'It takes no answers any more.'}
      </p>
    );
  }
  return (
    <section aria-labelledby="said-title">
      <h2 id="said-title">Your office said: {consulteeViewNames[view].toLowerCase()}</h2>
      <blockquote className="sp-said">
        <p>{words}</p>
        <footer className="sp-small">
          {answeredBy}
          {answeredAt !== null && (
            <>
              , <Instant at={answeredAt} />
            </>
          )}
        </footer>
      </blockquote>
    </section>
  );
}
