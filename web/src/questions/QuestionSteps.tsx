/** What the reader can do about a question now: what the server lists, and nothing else. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { engagementAgain } from '../api/review-queries.ts';
import type { Question, Submission } from '../api/views.ts';
import { Confirm } from '../controls/Confirm.tsx';
import { Fact, Facts } from '../controls/Facts.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { WordsForm } from '../controls/WordsForm.tsx';
import { SealedReading } from '../controls/SealedReading.tsx';
import { HiddenNote } from '../inert/HiddenNote.tsx';
import { contentOf } from './question-content.ts';
import { Supplement } from './Supplement.tsx';

interface QuestionStepsProps {
  question: Question;
  side: Submission['side'];
}

export function QuestionSteps({ question, side }: QuestionStepsProps) {
  const { id, may } = question;
  const isOffice = side === 'evaluator';
  return (
    <>
      {isOffice && !may.includes('read') && (
        <p className="sp-notice">
          What was asked is sealed. Say first, under{' '}
          <Link
            to="/submissions/$submissionId/documents"
            params={{ submissionId: question.submissionId }}
          >
            Documents
          </Link>
          , whether you have an interest in this engagement; then it opens.
        </p>
      )}
      {may.includes('read') && (
        <SealedReading named="Read what was asked" read={(purpose) => contentOf(id, purpose)}>
          {(content) => <Content {...content} />}
        </SealedReading>
      )}
      {may.includes('supplement') && <Supplement question={question} />}
      <div className="sp-buttons">
        {may.includes('acknowledge') && <Acknowledge question={question} />}
        {may.includes('need_more') && <Say question={question} how="need" />}
        {isOffice && may.includes('answer') && <Say question={question} how="answer" />}
        {side === 'developer' && (
          <Link to="/review/questions/$questionId" params={{ questionId: id }}>
            Reference number and receipt
          </Link>
        )}
        {may.includes('withdraw') && <TakeBack question={question} />}
      </div>
    </>
  );
}

function Content({
  descriptor,
  contact,
  hasHiddenCharacters,
}: Awaited<ReturnType<typeof contentOf>>) {
  return (
    <Facts stacked>
      <Fact name="What is it?">{descriptor.what}</Fact>
      <Fact name="What is it expected to do?">{descriptor.capabilities}</Fact>
      {descriptor.context !== '' && <Fact name="Anything else">{descriptor.context}</Fact>}
      <Fact name="Contact">{contact}</Fact>
      {hasHiddenCharacters && (
        <Fact name="Beware">
          <HiddenNote />
        </Fact>
      )}
    </Facts>
  );
}

type Step = 'acknowledgement' | 'withdrawal' | 'need' | 'answer';

function useQuestionStep({ id, submissionId }: Question, step: Step) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (words: string) => take(id, step, words),
    onSettled: () => engagementAgain(queries, submissionId),
  });
}

function take(questionId: string, step: Step, words: string) {
  const params = { path: { questionId } };
  switch (step) {
    case 'acknowledgement':
      return answer(api.POST('/api/questions/{questionId}/acknowledgement', { params, body: {} }));
    case 'withdrawal':
      return answer(api.POST('/api/questions/{questionId}/withdrawal', { params, body: {} }));
    case 'need':
      return answer(api.POST('/api/questions/{questionId}/need', { params, body: { words } }));
    case 'answer':
      return answer(api.POST('/api/questions/{questionId}/answer', { params, body: { words } }));
  }
}

function Acknowledge({ question }: { question: Question }) {
  const step = useQuestionStep(question, 'acknowledgement');
  return (
    <>
      {step.isError && <ProblemAlert problem={asProblem(step.error)} />}
      <Button type="button" disabled={step.isPending} onClick={() => step.mutate('')}>
        Take it up
      </Button>
    </>
  );
}

const sayings = {
  need: {
    button: 'Ask for more',
    ask: 'What do you still need to know?',
    hint: 'Words for the developer. It answers with its whole description anew, or not at all.',
  },
  answer: {
    button: 'Answer without access',
    ask: 'Why can it not be told without access?',
    hint: 'Without access there is one answer: it cannot be told. The developer reads these words.',
  },
} as const;
const charsMin = 10;
const charsMax = 4000;

function Say({ question, how }: { question: Question; how: keyof typeof sayings }) {
  const [isOpen, setOpen] = useState(false);
  const step = useQuestionStep(question, how);
  const { button, ask, hint } = sayings[how];
  if (!isOpen) {
    return (
      <Button type="button" outline onClick={() => setOpen(true)}>
        {button}
      </Button>
    );
  }
  return (
    <WordsForm
      ask={ask}
      hint={hint}
      send={button}
      charsMin={charsMin}
      charsMax={charsMax}
      step={step}
      onCancel={() => setOpen(false)}
    />
  );
}

function TakeBack({ question }: { question: Question }) {
  const [isOpen, setOpen] = useState(false);
  const step = useQuestionStep(question, 'withdrawal');
  return (
    <>
      <Button type="button" unstyled onClick={() => setOpen(true)}>
        Take the question back
      </Button>
      {isOpen && (
        <Confirm
          title="Take the question back?"
          does="Take it back"
          step={{ ...step, mutate: () => step.mutate('') }}
          onClose={() => setOpen(false)}
        >
          <p>The office is told, and stops working on it; no reason needed.</p>
          <p className="sp-small">The rest of the engagement stays as it is.</p>
        </Confirm>
      )}
    </>
  );
}
