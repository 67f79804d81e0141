/** Opens a determination on a run that was reported on. Other offices may be asked with it, or later, or not. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { determinableRunsQuery } from '../api/determination-queries.ts';
import { asProblem } from '../api/problem.ts';
import { sessionQuery } from '../api/queries.ts';
import { declarationsQuery, engagementAgain, organisationsQuery } from '../api/review-queries.ts';
import { Answer } from '../controls/Answer.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { DeclareForm } from '../documents/DeclareForm.tsx';
import { ConsulteeFields, daysUsual, inDays, type Consultee } from './ConsulteeFields.tsx';

interface OpenDeterminationPageProps {
  submissionId: string;
  runId: string;
}

export function OpenDeterminationPage({ submissionId, runId }: OpenDeterminationPageProps) {
  const name = useQuery(sessionQuery).data?.person?.name ?? '';
  const declarations = useQuery(declarationsQuery(submissionId));
  const run = useQuery(determinableRunsQuery).data?.items.find((each) => each.runId === runId);
  return (
    <div className="sp-page sp-page--reading">
      <PageTitle above={<Link to="/determinations">Determinations</Link>}>
        Open a determination
      </PageTitle>
      <p className="sp-lead">
        On {run?.declaredAs ?? 'this model'}, from a run that was reported on. What it rests on is
        written down now and never changes.
      </p>
      <Answer of={declarations} named="your declaration">
        {({ declarations: made }) =>
          made.some(({ person }) => person === name) ? (
            <Form submissionId={submissionId} runId={runId} />
          ) : (
            <DeclareForm
              submissionId={submissionId}
              hasDeclared={false}
              leadsTo="/determinations"
            />
          )
        }
      </Answer>
    </div>
  );
}

function Form({ submissionId, runId }: OpenDeterminationPageProps) {
  const [asks, setAsks] = useState(false);
  const [consultee, setConsultee] = useState<Partial<Consultee>>({ answerBy: inDays(daysUsual) });
  const offices = useQuery(organisationsQuery('consultee')).data?.organisations ?? [];
  const open = useOpen(submissionId);
  const { organisationId = offices[0]?.id ?? '', answerBy } = consultee;
  return (
    <form
      className="sp-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (asks && answerBy === undefined) document.getElementById('consult-until')?.focus();
        else
          open.mutate({
            runId,
            consultees: asks && answerBy !== undefined ? [{ organisationId, answerBy }] : [],
          });
      }}
    >
      {open.isError && (
        <ProblemAlert problem={asProblem(open.error)} fieldOf={() => 'consult-until'} />
      )}
      {offices.length > 0 && (
        <Checkbox
          id="asks"
          name="asks"
          label="Ask another office for its view"
          checked={asks}
          onChange={({ target }) => setAsks(target.checked)}
        />
      )}
      {asks && (
        <ConsulteeFields
          id="consult"
          offices={offices}
          consultee={{ organisationId, answerBy }}
          onChange={setConsultee}
        />
      )}
      <div className="sp-buttons">
        <Button type="submit" disabled={open.isPending}>
          Open the determination
        </Button>
        <Link to="/determinations">Not now</Link>
      </div>
    </form>
  );
}

function useOpen(submissionId: string) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: { runId: string; consultees: Consultee[] }) =>
      answer(
        api.POST('/api/submissions/{submissionId}/determinations', {
          params: { path: { submissionId } },
          body,
        }),
      ),
    async onSuccess({ id }) {
      await navigate({ to: '/determinations/$determinationId', params: { determinationId: id } });
      await engagementAgain(queries, submissionId);
    },
  });
}
