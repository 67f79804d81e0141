/** A developer opens a submission: a declared model and where its gateway is. It gives access to nobody. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Label } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import type { OpenSubmission } from '../api/views.ts';
import { asProblem, type FieldFault } from '../api/problem.ts';
import { InstantInput } from '../controls/InstantInput.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { TextField } from '../controls/TextField.tsx';
import { blankAsNull, gatewayBody, GatewayFields, isBlank, noGateway } from './GatewayFields.tsx';

const lines = [
  {
    key: 'declaredAs',
    name: 'Model',
    hint: 'What you declare one model, whatever its checkpoints: the thirty days belong to it.',
  },
  {
    key: 'modelDigest',
    name: 'Digest of the model',
    hint: 'SHA-256, in lower-case hex, over weights, system prompt and safeguards. Needed at the latest with the gateway.',
  },
  {
    key: 'evaluatorId',
    name: 'Evaluating organisation',
    hint: 'Its id, `org_…`: its people see it on their page of submissions.',
  },
] as const;

type Draft = Record<(typeof lines)[number]['key'], string>;
const nothing: Draft = { declaredAs: '', modelDigest: '', evaluatorId: '' };

export function OpenPage() {
  const [draft, setDraft] = useState(nothing);
  const [gateway, setGateway] = useState(noGateway);
  const [plannedReleaseAt, setPlannedReleaseAt] = useState<string | undefined>();
  const [publicReleaseAt, setPublicReleaseAt] = useState<string | undefined>();
  const open = useOpen();
  return (
    <div className="sp-page sp-page--reading">
      <PageTitle above={<Link to="/submissions">Submissions</Link>}>Open a submission</PageTitle>
      <p className="sp-lead">
        This is voluntary, and alone it gives access to nobody: the evaluator asks, you write the
        terms, and two people of each side sign. You can end it at any moment.
      </p>
      <form
        className="sp-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          open.mutate({
            evaluatorId: draft.evaluatorId,
            declaredAs: draft.declaredAs,
            modelDigest: blankAsNull(draft.modelDigest),
            plannedReleaseAt: plannedReleaseAt ?? null,
            publicReleaseAt: publicReleaseAt ?? null,
            gateway: isBlank(gateway) ? null : gatewayBody(gateway),
          });
        }}
      >
        {open.isError && <ProblemAlert problem={asProblem(open.error)} fieldOf={fieldOf} />}
        {lines.map(({ key, name, hint }) => (
          <TextField
            key={key}
            id={`open-${key}`}
            name={name}
            hint={hint}
            value={draft[key]}
            onChange={(value) => setDraft({ ...draft, [key]: value })}
          />
        ))}
        <Label htmlFor="open-plannedReleaseAt">Planned release to partners, UTC</Label>
        <span className="usa-hint" id="open-plannedReleaseAt-hint">
          Yours alone to decide, and to move. A government review needs one to end at.
        </span>
        <InstantInput
          id="open-plannedReleaseAt"
          describedBy="open-plannedReleaseAt-hint"
          at={plannedReleaseAt}
          onChange={setPlannedReleaseAt}
        />
        <Label htmlFor="open-publicReleaseAt">Planned release to the public, UTC</Label>
        <span className="usa-hint" id="open-publicReleaseAt-hint">
          Shown apart, for both sides to know. Nothing is counted from it.
        </span>
        <InstantInput
          id="open-publicReleaseAt"
          describedBy="open-publicReleaseAt-hint"
          at={publicReleaseAt}
          onChange={setPublicReleaseAt}
        />
        <h2>The gateway</h2>
        <p>It may follow later: a question needs none, access to the model does.</p>
        <GatewayFields prefix="open" draft={gateway} onChange={setGateway} />
        <div className="sp-buttons">
          <Button type="submit" disabled={open.isPending}>
            Open it
          </Button>
        </div>
      </form>
    </div>
  );
}

const fieldOf = ({ pointer }: FieldFault): string => `open-${pointer.split('/').at(-1)}`;

function useOpen() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: OpenSubmission) => answer(api.POST('/api/submissions', { body })),
    async onSuccess({ id }) {
      await queries.invalidateQueries({ queryKey: ['submissions'] });
      await navigate({ to: '/submissions/$submissionId', params: { submissionId: id } });
    },
  });
}
