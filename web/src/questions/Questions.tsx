/** The engagement's questions: the one that is open with its clock, then those that are over. */
import { useQuery } from '@tanstack/react-query';
import { questionsOfQuery } from '../api/review-queries.ts';
import type { Question, Submission } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { HiddenNote } from '../inert/HiddenNote.tsx';
import { plural } from '../words/quantities.ts';
import { questionWords } from '../words/review.ts';
import { AskAgain } from './AskAgain.tsx';
import { Clock } from './QuestionPage.tsx';
import { QuestionSteps } from './QuestionSteps.tsx';

const over: readonly Question['state'][] = ['answered', 'withdrawn'];

export function Questions({ submission }: { submission: Submission }) {
  const questions = useQuery(questionsOfQuery(submission.id));
  return (
    <section aria-labelledby="question-title">
      <h2 id="question-title">The question</h2>
      <Answer of={questions} named="the question">
        {({ items }) => <Loaded submission={submission} questions={items} />}
      </Answer>
    </section>
  );
}

interface LoadedProps {
  submission: Submission;
  questions: readonly Question[];
}

function Loaded({ submission, questions }: LoadedProps) {
  const open = questions.filter(({ state }) => !over.includes(state));
  const past = questions.filter(({ state }) => over.includes(state));
  const mayAsk = submission.side === 'developer' && submission.state === 'open';
  return (
    <>
      {open.map((question) => (
        <QuestionCard key={question.id} question={question} side={submission.side} />
      ))}
      {open.length === 0 && past.length === 0 && <p>None was asked. None needs to be.</p>}
      {past.slice(0, open.length === 0 ? 1 : 0).map((question) => (
        <QuestionCard key={question.id} question={question} side={submission.side} />
      ))}
      {open.length === 0 && mayAsk && <AskAgain submissionId={submission.id} />}
      <Before questions={past.slice(open.length === 0 ? 1 : 0)} side={submission.side} />
    </>
  );
}

function Before({ questions, side }: { questions: Question[]; side: Submission['side'] }) {
  if (questions.length === 0) return null;
  return (
    <details className="sp-details">
      <summary>{plural(questions.length, 'question')} before</summary>
      {questions.map((question) => (
        <QuestionCard key={question.id} question={question} side={side} />
      ))}
    </details>
  );
}

function QuestionCard({ question, side }: { question: Question; side: Submission['side'] }) {
  const { id, state, stateSince, askedBy, askedAt, isConfidential, words, settledBy } = question;
  return (
    <article className="sp-grant sp-question" aria-labelledby={`title-${id}`}>
      <div className="sp-grant__head">
        <h3 id={`title-${id}`}>Would this model be covered?</h3>
        <StateTag state={questionWords[state]} />
      </div>
      <p>
        {askedBy} asked on <Instant at={askedAt} />
        {isConfidential ? ', confidentially' : ''}. <Clock question={question} />
      </p>
      {words !== null && (
        <blockquote className="sp-said">
          <p>{words}</p>
          <footer className="sp-small">
            {settledBy ?? question.evaluator}, <Instant at={stateSince} />
          </footer>
        </blockquote>
      )}
      {question.hasHiddenCharacters && (
        <p className="sp-small">
          <HiddenNote />
        </p>
      )}
      {state === 'answered' && words === null && (
        <p>A determination answers it: see what is told of that under Assessment.</p>
      )}
      <QuestionSteps question={question} side={side} />
    </article>
  );
}
