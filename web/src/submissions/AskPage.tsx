/** The evaluator asks for access: who runs it, what for, and how much. The developer writes the terms. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Fieldset, Label, Radio, Textarea } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { submissionQuery } from '../api/queries.ts';
import type { Grant, Submission } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { kindWords } from '../words/access.ts';
import { readAgain } from './grant-steps.ts';
import { noRunner, RunnerFields } from './RunnerFields.tsx';
import { fieldOf, firstDraft, termsOf } from './terms-draft.ts';
import { TermsFields } from './TermsFields.tsx';

/** A partner's access is asked for by its partnership. */
type Kind = Exclude<Grant['kind'], 'partner'>;
const kinds: readonly Kind[] = ['government', 'tool'];

export function AskPage({ submissionId }: { submissionId: string }) {
  const found = useQuery(submissionQuery(submissionId));
  return (
    <div className="sp-page sp-page--reading">
      <Answer of={found} named="the submission">
        {(data) => <AskForm submission={data} />}
      </Answer>
    </div>
  );
}

function AskForm({ submission: { id, declaredAs, developer } }: { submission: Submission }) {
  const [kind, setKind] = useState<Kind>('government');
  const [runner, setRunner] = useState(noRunner);
  const [purpose, setPurpose] = useState('');
  const [draft, setDraft] = useState(firstDraft);
  const ask = useAsk(id);
  return (
    <>
      <PageTitle
        above={
          <Link to="/submissions/$submissionId" params={{ submissionId: id }}>
            {declaredAs}
          </Link>
        }
      >
        Ask for access
      </PageTitle>
      <p className="sp-lead">
        {developer} reads this, writes the exact terms or declines. Access begins only after two
        people of each side signed them.
      </p>
      <form
        className="sp-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate({ kind, runner, purpose, ...termsOf(draft) });
        }}
      >
        {ask.isError && <ProblemAlert problem={asProblem(ask.error)} fieldOf={fieldOf} />}
        <Fieldset legend="What kind of access?">
          {kinds.map((each) => (
            <Radio
              key={each}
              id={`terms-kind-${each}`}
              name="kind"
              label={kindWords[each].name}
              labelDescription={kindWords[each].means}
              checked={kind === each}
              onChange={() => setKind(each)}
            />
          ))}
        </Fieldset>
        <Label htmlFor="terms-purpose">What for?</Label>
        <span className="usa-hint" id="terms-purpose-hint">
          In words for the developer.
        </span>
        <Textarea
          id="terms-purpose"
          name="purpose"
          rows={3}
          maxLength={2000}
          aria-describedby="terms-purpose-hint"
          value={purpose}
          onChange={({ target }) => setPurpose(target.value)}
        />
        <RunnerFields runner={runner} hasOffice onChange={setRunner} />
        <TermsFields draft={draft} onChange={setDraft} />
        <div className="sp-buttons">
          <Button type="submit" disabled={ask.isPending}>
            Ask for it
          </Button>
        </div>
      </form>
    </>
  );
}

type Asked = NonNullable<Grant['request']> & { kind: Kind; runner: typeof noRunner };

function useAsk(submissionId: string) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: Asked) =>
      answer(
        api.POST('/api/submissions/{submissionId}/grants', {
          params: { path: { submissionId } },
          body,
        }),
      ),
    async onSuccess() {
      await readAgain(queries, submissionId);
      await navigate({ to: '/submissions/$submissionId', params: { submissionId } });
    },
  });
}
