/**
 * A developer asks whether a model would be covered (requirements S02): one short form, the answers once more to
 * check, then sent. It gives access to nobody.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem, type Problem } from '../api/problem.ts';
import { sessionQuery } from '../api/queries.ts';
import { organisationsQuery } from '../api/review-queries.ts';
import type { Organisation, Person } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { CheckAnswers } from './CheckAnswers.tsx';
import { firstQuestion, missingFrom, questionBody, type QuestionDraft } from './question-draft.ts';
import { QuestionForm } from './QuestionForm.tsx';

export function AskQuestionPage() {
  const offices = useQuery(organisationsQuery('evaluator'));
  const person = useQuery(sessionQuery).data?.person ?? null;
  return (
    <div className="sp-page sp-page--reading">
      <Answer of={offices} named="the offices you can ask">
        {({ organisations }) =>
          person === null ? null : <Asking person={person} offices={organisations} />
        }
      </Answer>
    </div>
  );
}

interface AskingProps {
  person: Person;
  offices: readonly Organisation[];
}

function Asking({ person, offices }: AskingProps) {
  const only = offices.length === 1 ? offices[0]?.id : undefined;
  const [draft, setDraft] = useState(() => firstQuestion(person, only ?? ''));
  const [isChecking, setChecking] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const ask = useAsk((refused) => {
    setProblem(refused);
    setChecking(false);
  });
  if (offices.length === 0) return <NobodyToAsk />;
  if (isChecking) {
    return (
      <CheckAnswers
        draft={draft}
        office={offices.find(({ id }) => id === draft.evaluatorId)?.name ?? draft.evaluatorId}
        isSending={ask.isPending}
        onSend={() => ask.mutate(draft)}
        onChange={() => setChecking(false)}
      />
    );
  }
  return (
    <>
      <PageTitle above={<Link to="/review">Review</Link>}>Ask whether a model is covered</PageTitle>
      <p className="sp-lead">
        This is voluntary. It takes a description, no weights and no access, and you can withdraw at
        any time without a reason.
      </p>
      <QuestionForm
        draft={draft}
        offices={offices}
        problem={problem}
        onChange={setDraft}
        onSubmit={() => {
          const missing = missingFrom(draft);
          setProblem(missing);
          setChecking(missing === undefined);
        }}
      />
    </>
  );
}

function NobodyToAsk() {
  return (
    <>
      <PageTitle above={<Link to="/review">Review</Link>}>Ask whether a model is covered</PageTitle>
      <Empty>
        <p>No evaluating office takes part here yet. Nothing is required of you.</p>
      </Empty>
    </>
  );
}

function useAsk(onRefused: (problem: Problem) => void) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (draft: QuestionDraft) =>
      answer(api.POST('/api/questions', { body: questionBody(draft) })),
    onError: (error) => onRefused(asProblem(error)),
    async onSuccess({ id }) {
      await queries.invalidateQueries({ queryKey: ['questions'] });
      await queries.invalidateQueries({ queryKey: ['submissions'] });
      await navigate({ to: '/review/questions/$questionId', params: { questionId: id } });
    },
  });
}
