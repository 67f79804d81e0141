/** Sends a finding to the clearinghouse, as a report of the partner's own organisation: the bundle, and nothing else. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, FileInput, Label, type FileInputRef } from '@trussworks/react-uswds';
import { useRef, useState } from 'react';
import { asProblem, noAnswer, problemFrom } from '../api/problem.ts';
import { engagementAgain } from '../api/review-queries.ts';
import type { Partnership } from '../api/views.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';

interface SendFindingProps {
  partnership: Partnership;
  model: string;
}

export function SendFinding({ partnership: { id, submissionId }, model }: SendFindingProps) {
  const [file, setFile] = useState<File | undefined>();
  const [isMissing, setMissing] = useState(false);
  const input = useRef<FileInputRef>(null);
  const queries = useQueryClient();
  const field = `bundle-${id}`;
  const step = useMutation({
    mutationFn: (bundle: File) => send(id, bundle),
    async onSuccess() {
      setFile(undefined);
      input.current?.clearFiles();
      await engagementAgain(queries, submissionId);
    },
  });
  return (
    <form
      className="sp-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(file === undefined);
        if (file === undefined) document.getElementById(field)?.focus();
        else step.mutate(file);
      }}
    >
      <h4>Send a finding</h4>
      {step.isError && <ProblemAlert problem={asProblem(step.error)} fieldOf={() => field} />}
      <div role="status">
        {step.isSuccess && (
          <p>
            Sent as <code>{step.data.reportId}</code>: a report of your organisation, which says
            nothing of the model.
          </p>
        )}
      </div>
      <Label htmlFor={field} error={isMissing}>
        The bundle, for {model}
      </Label>
      <span className="usa-hint" id={`${field}-hint`}>
        A report with its evidence, as .tar.gz. It does not leave while a file in it names the model
        or its developer.
      </span>
      {isMissing && (
        <span className="usa-error-message" id={`${field}-fault`} role="alert">
          Choose the bundle first.
        </span>
      )}
      <FileInput
        id={field}
        name="bundle"
        accept=".gz,.tgz"
        ref={input}
        aria-describedby={isMissing ? `${field}-hint ${field}-fault` : `${field}-hint`}
        onChange={(event) => setFile(event.target.files?.[0])}
      />
      <div className="sp-buttons">
        <Button type="submit" outline disabled={step.isPending}>
          {step.isPending ? 'Sending it…' : 'Send the finding'}
        </Button>
      </div>
    </form>
  );
}

async function send(partnershipId: string, bundle: File): Promise<{ reportId: string }> {
  const path = `/api/partnerships/${encodeURIComponent(partnershipId)}/findings`;
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/gzip' },
    body: bundle,
  }).catch(() => {
    throw noAnswer();
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw problemFrom(response.status, body);
  return body as { reportId: string };
}
