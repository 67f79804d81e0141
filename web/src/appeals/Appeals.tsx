/** An engagement's appeals, each with its clock: when an answer is due by the installation's own policy. */
import { useMutation, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { engagementAgain } from '../api/review-queries.ts';
import type { Appeal } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { SealedReading } from '../controls/SealedReading.tsx';
import { appealWords } from '../words/review.ts';
import { AnswerAppeal } from './AnswerAppeal.tsx';

interface AppealsProps {
  appeals: UseQueryResult<{ items: Appeal[] }>;
  about: Appeal['about'];
}

/** Nothing stands where there is none of this kind. */
export function Appeals({ appeals, about }: AppealsProps) {
  const own = (items: Appeal[]) => items.filter((each) => each.about === about);
  if (appeals.data !== undefined && own(appeals.data.items).length === 0) return null;
  return (
    <section className="sp-section" aria-labelledby="appeals-title">
      <h2 id="appeals-title">Appeals</h2>
      <Answer of={appeals} named="the appeals">
        {({ items }) => (
          <div className="sp-cards">
            {own(items).map((appeal) => (
              <AppealCard key={appeal.id} appeal={appeal} />
            ))}
          </div>
        )}
      </Answer>
    </section>
  );
}

export function AppealCard({ appeal }: { appeal: Appeal }) {
  const { id, about, state, filedBy, filedAt, answerBy, isOverdue, may } = appeal;
  return (
    <article className="sp-grant" aria-labelledby={`title-${id}`}>
      <div className="sp-grant__head">
        <h3 id={`title-${id}`}>
          {about === 'determination' ? 'Against a determination' : 'Against a refused partner'}
        </h3>
        <StateTag state={appealWords[state]} />
      </div>
      <p>
        Filed by {filedBy} on <Instant at={filedAt} />.{' '}
        {state === 'filed' && (
          <>
            An answer {isOverdue ? 'was' : 'is'} due by <Instant at={answerBy} />
            {isOverdue ? ', and is overdue' : ''}: policy, not a legal right.
          </>
        )}
      </p>
      {appeal.answer !== null && (
        <blockquote className="sp-said">
          <p>{appeal.answer}</p>
          <footer className="sp-small">
            {appeal.answeredBy}
            {appeal.answeredAt !== null && (
              <>
                , <Instant at={appeal.answeredAt} />
              </>
            )}
          </footer>
        </blockquote>
      )}
      {may.includes('read') && (
        <SealedReading named="Read the grounds" read={(purpose) => groundsOf(id, purpose)}>
          {({ grounds }) => (
            <blockquote className="sp-said">
              <p>{grounds}</p>
            </blockquote>
          )}
        </SealedReading>
      )}
      {may.includes('answer') && <AnswerAppeal appeal={appeal} />}
      {may.includes('withdraw') && <TakeBack appeal={appeal} />}
    </article>
  );
}

function TakeBack({ appeal: { id, submissionId } }: { appeal: Appeal }) {
  const queries = useQueryClient();
  const takeBack = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/appeals/{appealId}/withdrawal', {
          params: { path: { appealId: id } },
          body: {},
        }),
      ),
    onSettled: () => engagementAgain(queries, submissionId),
  });
  return (
    <>
      {takeBack.isError && <ProblemAlert problem={asProblem(takeBack.error)} />}
      <div className="sp-buttons">
        <Button
          type="button"
          unstyled
          disabled={takeBack.isPending}
          onClick={() => takeBack.mutate()}
        >
          Take the appeal back
        </Button>
      </div>
    </>
  );
}

const groundsOf = (appealId: string, purpose: string) =>
  answer(
    api.GET('/api/appeals/{appealId}/grounds', {
      params: { path: { appealId }, query: { purpose } },
    }),
  );
