/**
 * A run is planned, in every respect that could be chosen after seeing results. What cannot finish before its
 * access ends is refused by the server, which says how much is missing.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { submissionQuery } from '../api/queries.ts';
import { planChoicesQuery, suiteQuery } from '../api/run-queries.ts';
import type { RunPlan, Submission } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { useNow } from '../controls/now.ts';
import { PageTitle } from '../controls/PageTitle.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { numberOf } from '../words/quantities.ts';
import { fieldOf, firstPlan, planOf, usualBudget, type PlanChoices } from './plan-draft.ts';
import { PlanFields } from './PlanFields.tsx';

/** Time left is read in minutes. */
const beatMs = 15_000;

export function PlanPage({ submissionId }: { submissionId: string }) {
  const submission = useQuery(submissionQuery(submissionId));
  const choices = useQuery(planChoicesQuery(submissionId));
  return (
    <div className="sp-page sp-page--reading">
      <Answer of={submission} named="the submission">
        {(data) => (
          <>
            <Title submission={data} />
            <Answer of={choices} named="what can be planned">
              {(found) => <Form submissionId={submissionId} choices={found} />}
            </Answer>
          </>
        )}
      </Answer>
    </div>
  );
}

function Title({ submission: { id, declaredAs } }: { submission: Submission }) {
  return (
    <>
      <PageTitle
        above={
          <>
            <Link to="/submissions/$submissionId" params={{ submissionId: id }}>
              {declaredAs}
            </Link>
            {' / '}
            <Link to="/submissions/$submissionId/runs" params={{ submissionId: id }}>
              Runs
            </Link>
          </>
        }
      >
        Plan a run
      </PageTitle>
      <p className="sp-lead">
        All of it is fixed here, before anything is measured, and stands in the engagement’s log.
        Nothing of a plan is changed later: another plan is another run.
      </p>
    </>
  );
}

interface FormProps {
  submissionId: string;
  choices: PlanChoices;
}

function Form({ submissionId, choices }: FormProps) {
  const missing = missingOf(choices);
  if (missing !== undefined) {
    return (
      <Empty>
        <p>{missing}</p>
      </Empty>
    );
  }
  return <PlanForm submissionId={submissionId} choices={choices} />;
}

/** What has to be there before anything can be planned. */
function missingOf({ grants, procedures, suites }: PlanChoices): string | undefined {
  if (grants.length === 0) return 'No access is in force. Ask for it on the submission’s page.';
  if (procedures.length === 0) {
    return 'No procedure is published. An evaluator publishes one with ./sallyport procedure publish.';
  }
  return suites.length === 0
    ? 'Your office has no suite. Its author commits one with ./sallyport suite commit.'
    : undefined;
}

function PlanForm({ submissionId, choices }: FormProps) {
  const [draft, setDraft] = useState(() => firstPlan(choices));
  const now = useNow(beatMs);
  const tasks = useQuery(suiteQuery(draft.suiteId)).data?.tasks ?? [];
  const grant = choices.grants.find(({ id }) => id === draft.grantId);
  const usual = usualBudget(numberOf(draft.epochs), tasks, grant, now);
  const plan = usePlan(submissionId);
  return (
    <form
      className="sp-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        plan.mutate(planOf(draft, usual));
      }}
    >
      {plan.isError && <ProblemAlert problem={asProblem(plan.error)} fieldOf={fieldOf} />}
      <PlanFields
        {...{ draft, choices, usual, now }}
        samples={tasks.length * numberOf(draft.epochs)}
        onChange={setDraft}
      />
      <div className="sp-buttons">
        <Button type="submit" disabled={plan.isPending}>
          Plan this run
        </Button>
      </div>
      <p className="sp-small">
        {draft.purpose === 'determination'
          ? 'A second person queues it. Then its runner starts it.'
          : 'It is queued next, and then its runner starts it.'}
      </p>
    </form>
  );
}

function usePlan(submissionId: string) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: RunPlan) =>
      answer(
        api.POST('/api/submissions/{submissionId}/runs', {
          params: { path: { submissionId } },
          body,
        }),
      ),
    async onSuccess({ id }) {
      await Promise.all(
        [['runs', submissionId], ['office-runs']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      );
      await navigate({ to: '/runs/$runId', params: { runId: id } });
    },
  });
}
