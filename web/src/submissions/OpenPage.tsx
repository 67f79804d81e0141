/** A developer opens a submission: a declared model and where its gateway is. It gives access to nobody. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Label, Textarea } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem, type FieldFault } from '../api/problem.ts';
import { InstantInput } from '../controls/InstantInput.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { TextField } from '../controls/TextField.tsx';

const lines = [
  {
    key: 'declaredAs',
    name: 'Model',
    hint: 'What you declare one model, whatever its checkpoints: the thirty days belong to it.',
  },
  {
    key: 'modelDigest',
    name: 'Digest of the model',
    hint: 'SHA-256, in lower-case hex, over weights, system prompt and safeguards.',
  },
  {
    key: 'evaluatorId',
    name: 'Evaluating organisation',
    hint: 'Its id, `org_…`: its people see it on their page of submissions.',
  },
  { key: 'gatewayUrl', name: 'Address of your gateway', hint: '`https://host:port`.' },
  {
    key: 'logVkey',
    name: 'Public key of its log',
    hint: 'One line, `name+…+…`. The name is the log’s origin.',
  },
  {
    key: 'witnessVkey',
    name: 'Public key of your witness',
    hint: 'May follow later; the evaluator names its own.',
  },
] as const;

type Draft = Record<(typeof lines)[number]['key'] | 'listenerCertificate', string>;
const nothing: Draft = {
  declaredAs: '',
  modelDigest: '',
  evaluatorId: '',
  gatewayUrl: '',
  logVkey: '',
  witnessVkey: '',
  listenerCertificate: '',
};

export function OpenPage() {
  const [draft, setDraft] = useState(nothing);
  const [plannedReleaseAt, setPlannedReleaseAt] = useState<string | undefined>();
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
          open.mutate({ draft, plannedReleaseAt: plannedReleaseAt ?? null });
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
        <Label htmlFor="open-listenerCertificate">Certificate of your gateway</Label>
        <span className="usa-hint" id="open-listenerCertificate-hint">
          PEM. It is pinned: nothing that holds another is believed.
        </span>
        <Textarea
          id="open-listenerCertificate"
          name="listenerCertificate"
          className="sp-json"
          rows={5}
          aria-describedby="open-listenerCertificate-hint"
          value={draft.listenerCertificate}
          onChange={({ target }) => setDraft({ ...draft, listenerCertificate: target.value })}
        />
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
    mutationFn: ({
      draft,
      plannedReleaseAt,
    }: {
      draft: Draft;
      plannedReleaseAt: string | null;
    }) => {
      const witnessVkey = draft.witnessVkey.trim() === '' ? null : draft.witnessVkey;
      return answer(
        api.POST('/api/submissions', { body: { ...draft, witnessVkey, plannedReleaseAt } }),
      );
    },
    async onSuccess({ id }) {
      await queries.invalidateQueries({ queryKey: ['submissions'] });
      await navigate({ to: '/submissions/$submissionId', params: { submissionId: id } });
    },
  });
}
