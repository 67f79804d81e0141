/** The developer writes the exact terms of a grant: what is sent here is the very text that people sign. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Label, Select } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem, type FieldFault } from '../api/problem.ts';
import { grantQuery, submissionQuery } from '../api/queries.ts';
import type { Grant, Offer, Submission } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { Fact, Facts } from '../controls/Facts.tsx';
import { InstantInput } from '../controls/InstantInput.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { TextField } from '../controls/TextField.tsx';
import { kindWords } from '../words/access.ts';
import { readAgain } from './grant-steps.ts';
import { firstOffer, fieldOfOffer, markings, offerOf } from './offer-draft.ts';
import { TermsFields } from './TermsFields.tsx';

interface OfferPageProps {
  submissionId: string;
  grantId: string;
}

export function OfferPage({ submissionId, grantId }: OfferPageProps) {
  const submission = useQuery(submissionQuery(submissionId));
  const grant = useQuery(grantQuery(grantId));
  return (
    <div className="sp-page sp-page--reading">
      <Answer of={submission} named="the submission">
        {(data) => (
          <Answer of={grant} named="the grant">
            {(asked) => <OfferForm submission={data} grant={asked} />}
          </Answer>
        )}
      </Answer>
    </div>
  );
}

function OfferForm({ submission, grant }: { submission: Submission; grant: Grant }) {
  const { id, declaredAs, evaluator } = submission;
  const [draft, setDraft] = useState(() => firstOffer(submission, grant, Date.now()));
  const offer = useOffer(grant);
  return (
    <>
      <PageTitle
        above={
          <Link to="/submissions/$submissionId" params={{ submissionId: id }}>
            {declaredAs}
          </Link>
        }
      >
        Write the terms
      </PageTitle>
      <p className="sp-lead">
        {kindWords[grant.kind].name}, asked for by {evaluator}. Two people of each side sign these
        words as they stand; nothing widens them later.
      </p>
      <Facts>
        <Fact name="Purpose, as they gave it">{grant.request?.purpose ?? 'None'}</Fact>
        <Fact name="Runner">
          {grant.runner.pseudonym}, {grant.runner.office}
        </Fact>
      </Facts>
      <form
        className="sp-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          offer.mutate(offerOf(draft, submission, grant));
        }}
      >
        {offer.isError && (
          <ProblemAlert
            problem={asProblem(offer.error)}
            fieldOf={(fault: FieldFault) => fieldOfOffer(fault)}
          />
        )}
        <TextField
          id="terms-modelNames"
          name="Names of the model in requests"
          hint="What a request may say as its `model`, with commas between."
          value={draft.modelNames}
          onChange={(modelNames) => setDraft({ ...draft, modelNames })}
        />
        <TermsFields draft={draft.terms} onChange={(terms) => setDraft({ ...draft, terms })} />
        <Label htmlFor="terms-window-claimUntil">First request before, UTC</Label>
        <span className="usa-hint" id="terms-window-claimUntil-hint">
          The window opens with the first request. Without one by then, the grant lapses.
        </span>
        <InstantInput
          id="terms-window-claimUntil"
          describedBy="terms-window-claimUntil-hint"
          at={draft.claimUntil}
          onChange={(claimUntil) => setDraft({ ...draft, claimUntil })}
        />
        <Label htmlFor="terms-marking">Marking</Label>
        <Select
          id="terms-marking"
          name="marking"
          value={draft.marking}
          onChange={({ target }) =>
            setDraft({ ...draft, marking: target.value as Offer['marking'] })
          }
        >
          {markings.map((marking) => (
            <option key={marking}>{marking}</option>
          ))}
        </Select>
        <TextField
          id="terms-procedure"
          name="Agreed procedure, if there is one"
          hint="Its name and version."
          value={draft.procedure}
          onChange={(procedure) => setDraft({ ...draft, procedure })}
        />
        <div className="sp-buttons">
          <Button type="submit" disabled={offer.isPending}>
            Offer these terms
          </Button>
        </div>
      </form>
    </>
  );
}

function useOffer({ id, submissionId }: Grant) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: Offer) =>
      answer(api.POST('/api/grants/{grantId}/offer', { params: { path: { grantId: id } }, body })),
    async onSuccess() {
      await readAgain(queries, submissionId);
      await navigate({ to: '/submissions/$submissionId', params: { submissionId } });
    },
  });
}
