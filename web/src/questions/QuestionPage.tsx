/** What a developer keeps of its question: the reference number, the receipt, and the way out. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { questionQuery, receiptOfQuestionQuery } from '../api/review-queries.ts';
import { sessionQuery, submissionQuery } from '../api/queries.ts';
import type { Question } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { CopyText } from '../controls/CopyText.tsx';
import { Instant } from '../controls/Instant.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { PrintedText } from '../controls/PrintedText.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { Withdraw } from '../engagement/Withdraw.tsx';
import { engagementWords, isGoing, questionWords } from '../words/review.ts';

export function QuestionPage({ questionId }: { questionId: string }) {
  const found = useQuery(questionQuery(questionId));
  return (
    <div className="sp-page sp-page--reading">
      <Answer of={found} named="the question">
        {(question) => <Asked question={question} />}
      </Answer>
    </div>
  );
}

function Asked({ question }: { question: Question }) {
  const { id, submissionId, declaredAs, evaluator, state, askedBy, askedAt } = question;
  const person = useQuery(sessionQuery).data?.person ?? null;
  const isAsker = person?.organisation === question.developer;
  return (
    <>
      <PageTitle above={<Link to="/review">Review</Link>}>
        {isAsker ? 'You asked for an assessment' : `The question about ${declaredAs}`}
      </PageTitle>
      {isAsker && <p className="sp-lead">This is voluntary. You can withdraw.</p>}
      <p>Your reference number:</p>
      <CopyText text={id} label="the reference number" />
      <p>
        <StateTag state={questionWords[state]} /> {askedBy} asked {evaluator} on{' '}
        <Instant at={askedAt} /> about <strong>{declaredAs}</strong>. <Clock question={question} />
      </p>
      <div className="sp-buttons sp-no-print">
        <Link className="usa-button" to="/submissions/$submissionId" params={{ submissionId }}>
          Go to the engagement
        </Link>
        {isAsker && <WayOut submissionId={submissionId} />}
      </div>
      <Receipt questionId={id} />
    </>
  );
}

/** When something is due is the office's policy, and said so. */
export function Clock({ question }: { question: Question }) {
  const { answerDueAt, evaluator, state } = question;
  if (state === 'more_needed') return <>The office waits for more from you. Nothing runs out.</>;
  if (answerDueAt === null) return null;
  return (
    <>
      {evaluator} means to have moved by <Instant at={answerDueAt} />: its policy, no legal duty.
    </>
  );
}

function WayOut({ submissionId }: { submissionId: string }) {
  const submission = useQuery(submissionQuery(submissionId)).data;
  if (submission === undefined) return null;
  const { declaredAs, state } = submission;
  return (
    <>
      {!isGoing(state) && <StateTag state={engagementWords[state]} />}
      <Withdraw
        submissionId={submissionId}
        declaredAs={declaredAs}
        side="developer"
        isPossible={isGoing(state)}
      />
    </>
  );
}

function Receipt({ questionId }: { questionId: string }) {
  const receipt = useQuery(receiptOfQuestionQuery(questionId));
  return (
    <section className="sp-section" aria-labelledby="receipt-title">
      <h2 id="receipt-title">Receipt</h2>
      <p>Proof of what was asked and when. It says nothing about the model.</p>
      <Answer of={receipt} named="the receipt">
        {(text) => <PrintedText text={text} label="the receipt" fileName={`${questionId}.txt`} />}
      </Answer>
    </section>
  );
}
