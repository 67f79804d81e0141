/** The developer connects a gateway to a submission that was opened without one. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem, type FieldFault } from '../api/problem.ts';
import type { Submission } from '../api/views.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { TextField } from '../controls/TextField.tsx';
import { blankAsNull, gatewayBody, GatewayFields, noGateway } from './GatewayFields.tsx';
import { readAgain } from './grant-steps.ts';

export function ConnectGateway({ submission }: { submission: Submission }) {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <Button type="button" outline onClick={() => setOpen(true)}>
        Connect your gateway
      </Button>
    );
  }
  return <ConnectForm submission={submission} onCancel={() => setOpen(false)} />;
}

function ConnectForm({ submission, onCancel }: { submission: Submission; onCancel: () => void }) {
  const { id, modelDigest } = submission;
  const [draft, setDraft] = useState(noGateway);
  const [digest, setDigest] = useState('');
  const queries = useQueryClient();
  const connect = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/submissions/{submissionId}/gateway', {
          params: { path: { submissionId: id } },
          body: { ...gatewayBody(draft), modelDigest: blankAsNull(digest) },
        }),
      ),
    onSuccess: () => readAgain(queries, id),
  });
  return (
    <form
      className="sp-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        connect.mutate();
      }}
    >
      {connect.isError && <ProblemAlert problem={asProblem(connect.error)} fieldOf={fieldOf} />}
      {modelDigest === null && (
        <TextField
          id="connect-modelDigest"
          name="Digest of the model"
          hint="SHA-256, in lower-case hex, over weights, system prompt and safeguards."
          value={digest}
          onChange={setDigest}
        />
      )}
      <GatewayFields prefix="connect" draft={draft} onChange={setDraft} />
      <div className="sp-buttons">
        <Button type="submit" disabled={connect.isPending}>
          Connect it
        </Button>
        <Button type="button" unstyled onClick={onCancel}>
          Not now
        </Button>
      </div>
    </form>
  );
}

const fieldOf = ({ pointer }: FieldFault): string => `connect-${pointer.split('/').at(-1)}`;
