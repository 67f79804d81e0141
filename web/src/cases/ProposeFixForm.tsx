/** A fix is a version that has it, or a diff. A worker then checks it; nobody's word is taken for it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Fieldset, FileInput, Label, Radio, TextInput } from '@trussworks/react-uswds';
import { useEffect, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { caseQuery } from '../api/queries.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';

/** The server's limit on a diff, in bytes. */
const diffBytesMax = 512 * 1024;

interface ProposeFixFormProps {
  caseId: string;
  onClose: () => void;
}

export function ProposeFixForm({ caseId, onClose }: ProposeFixFormProps) {
  const [kind, setKind] = useState<'version' | 'diff'>('version');
  const [version, setVersion] = useState('');
  const [diff, setDiff] = useState<string | undefined>();
  const [fault, setFault] = useState<string | undefined>();
  const propose = usePropose(caseId, onClose);
  const field = kind === 'version' ? 'fix-version' : 'fix-diff';
  useEffect(() => document.getElementById('fix-version')?.focus(), []);

  const readDiff = async (file: File | undefined) => {
    setFault(undefined);
    if (file === undefined) setDiff(undefined);
    else if (file.size > diffBytesMax)
      setFault('The diff is larger than 512 KiB. Send a smaller one.');
    else setDiff(await file.text());
  };
  const send = () => {
    if (kind === 'version' && version.trim() !== '')
      propose.mutate({ kind, version: version.trim() });
    else if (kind === 'diff' && diff !== undefined) propose.mutate({ kind, diff });
    else {
      setFault(kind === 'version' ? 'Name the version.' : 'Choose a file with a unified diff.');
      document.getElementById(field)?.focus();
    }
  };

  return (
    <form
      className="sp-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {propose.isError && <ProblemAlert problem={asProblem(propose.error)} fieldOf={() => field} />}
      <Fieldset legend="What is the fix?">
        <Radio
          id="fix-kind-version"
          name="kind"
          label="A version that has it"
          checked={kind === 'version'}
          onChange={() => setKind('version')}
        />
        <Radio
          id="fix-kind-diff"
          name="kind"
          label="A diff"
          checked={kind === 'diff'}
          onChange={() => setKind('diff')}
        />
      </Fieldset>
      <Label htmlFor={field} error={fault !== undefined}>
        {kind === 'version' ? 'Version' : 'Unified diff, at most 512 KiB'}
      </Label>
      {fault !== undefined && (
        <span className="usa-error-message" id="fix-fault" role="alert">
          {fault}
        </span>
      )}
      {kind === 'version' ? (
        <TextInput
          id={field}
          name="version"
          type="text"
          maxLength={200}
          value={version}
          aria-invalid={fault !== undefined}
          {...(fault === undefined ? {} : { 'aria-describedby': 'fix-fault' })}
          onChange={(event) => setVersion(event.target.value)}
        />
      ) : (
        <FileInput
          id={field}
          name="diff"
          accept=".diff,.patch,.txt"
          onChange={(event) => void readDiff(event.target.files?.[0])}
        />
      )}
      <div className="sp-buttons">
        <Button type="submit" disabled={propose.isPending}>
          Propose and check it
        </Button>
        <Button type="button" unstyled onClick={onClose}>
          Not now
        </Button>
      </div>
    </form>
  );
}

type Proposal = { kind: 'version'; version: string } | { kind: 'diff'; diff: string };

function usePropose(caseId: string, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Proposal) =>
      answer(api.POST('/api/cases/{caseId}/fixes', { params: { path: { caseId } }, body })),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: caseQuery(caseId).queryKey });
      onDone();
    },
  });
}
