/** How an engagement stands, and what its developer can do about that at any moment, with no reason given. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { engagementAgain } from '../api/review-queries.ts';
import type { Submission } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { isGoing, scopes, scopeWords } from '../words/review.ts';
import { Scope } from './Scope.tsx';
import { Withdraw } from './Withdraw.tsx';

const meanings: Record<Submission['state'], string> = {
  open: 'Taking part is voluntary. It can be paused, narrowed or ended at any moment.',
  paused:
    'Nothing new begins. Access in force goes on until somebody ends it, and the thirty days do not stop.',
  withdrawn: 'Access has ended and nothing more can begin. What is on record stays.',
  ended:
    'It ran its course, and what was sealed in it was destroyed. Nothing more can begin; what is on record stays.',
};

export function Standing({ submission }: { submission: Submission }) {
  const { id, declaredAs, side, state, stateSince, may } = submission;
  return (
    <section className="sp-standing" aria-labelledby="standing-title">
      <h2 id="standing-title" className="sp-unseen">
        How the engagement stands
      </h2>
      <div>
        <p>
          {meanings[state]}{' '}
          {state !== 'open' && (
            <>
              Since <Instant at={stateSince} />.
            </>
          )}
        </p>
        {isGoing(state) &&
          (may.includes('choose_scope') ? (
            <Scope submission={submission} />
          ) : (
            <Narrowed submission={submission} />
          ))}
      </div>
      <div className="sp-buttons">
        {may.includes('pause') && <Turn submissionId={id} to="pause" />}
        {may.includes('resume') && <Turn submissionId={id} to="resumption" />}
        {side !== 'overseer' && (
          <Withdraw
            submissionId={id}
            declaredAs={declaredAs}
            side={side}
            isPossible={may.includes('withdraw')}
          />
        )}
      </div>
    </section>
  );
}

/** To whoever does not choose it: only what is left out. */
function Narrowed({ submission: { scope } }: { submission: Submission }) {
  const out = scopes.filter((each) => !scope.includes(each));
  if (out.length === 0) return null;
  return (
    <p>
      The developer takes no part in:{' '}
      {out.map((each) => scopeWords[each].name.toLowerCase()).join(', ')}. Ask it to add that.
    </p>
  );
}

function Turn({ submissionId, to }: { submissionId: string; to: 'pause' | 'resumption' }) {
  const queries = useQueryClient();
  const turn = useMutation({
    mutationFn: () => {
      const asked = { params: { path: { submissionId } }, body: {} };
      return answer(
        to === 'pause'
          ? api.POST('/api/submissions/{submissionId}/pause', asked)
          : api.POST('/api/submissions/{submissionId}/resumption', asked),
      );
    },
    onSettled: () => engagementAgain(queries, submissionId),
  });
  return (
    <>
      {turn.isError && <ProblemAlert problem={asProblem(turn.error)} />}
      <Button
        type="button"
        outline={to === 'pause'}
        disabled={turn.isPending}
        onClick={() => turn.mutate()}
      >
        {to === 'pause' ? 'Pause' : 'Resume'}
      </Button>
    </>
  );
}
