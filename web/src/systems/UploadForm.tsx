/** Gives the list of what one system runs (CycloneDX or SPDX), and says what came of it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  Alert,
  AlertHeading,
  Button,
  FileInput,
  Label,
  TextInput,
  type FileInputRef,
} from '@trussworks/react-uswds';
import { useRef, useState } from 'react';
import { noAnswer, asProblem, problemFrom } from '../api/problem.ts';
import type { UploadResult } from '../api/views.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { FileFindings } from './FileFindings.tsx';

interface Upload {
  name: string;
  file: File;
}

type Fault = { field: 'system-name' | 'system-file'; says: string };

export function UploadForm() {
  const [name, setName] = useState('');
  const [file, setFile] = useState<File | undefined>();
  const [fault, setFault] = useState<Fault | undefined>();
  const input = useRef<FileInputRef>(null);
  const queries = useQueryClient();
  const upload = useMutation({
    mutationFn: send,
    async onSuccess() {
      setName('');
      setFile(undefined);
      input.current?.clearFiles();
      await queries.invalidateQueries({
        predicate: ({ queryKey }) => ['systems', 'home', 'actions'].includes(String(queryKey[0])),
      });
    },
  });
  const refuse = (found: Fault) => {
    setFault(found);
    document.getElementById(found.field)?.focus();
  };

  return (
    <form
      className="sp-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setFault(undefined);
        if (name.trim() === '') refuse({ field: 'system-name', says: 'Name the system.' });
        else if (file === undefined)
          refuse({ field: 'system-file', says: 'Choose the file first.' });
        else upload.mutate({ name: name.trim(), file });
      }}
    >
      <h2>Add a system, or its new list</h2>
      {upload.isError && (
        <ProblemAlert problem={asProblem(upload.error)} fieldOf={() => 'system-file'} />
      )}
      {upload.isSuccess && <Outcome result={upload.data} />}
      <Label htmlFor="system-name" error={fault?.field === 'system-name'}>
        What you call it
      </Label>
      <span className="usa-hint" id="system-name-hint">
        A room, a device or a service. The same name again replaces its list.
      </span>
      <FaultWords fault={fault} field="system-name" />
      <TextInput
        id="system-name"
        name="name"
        type="text"
        maxLength={100}
        aria-describedby={describedBy(fault, 'system-name')}
        aria-invalid={fault?.field === 'system-name'}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Label htmlFor="system-file" error={fault?.field === 'system-file'}>
        The list of what it runs
      </Label>
      <span className="usa-hint" id="system-file-hint">
        A CycloneDX or SPDX file, at most 32 MiB. <code>./sallyport inventory</code> makes one.
      </span>
      <FaultWords fault={fault} field="system-file" />
      <FileInput
        id="system-file"
        name="file"
        ref={input}
        aria-describedby={describedBy(fault, 'system-file')}
        onChange={(event) => setFile(event.target.files?.[0])}
      />
      <div className="sp-buttons">
        <Button type="submit" disabled={upload.isPending}>
          {upload.isPending ? 'Checking it…' : 'Add and check it'}
        </Button>
      </div>
    </form>
  );
}

const describedBy = (fault: Fault | undefined, field: Fault['field']): string =>
  fault?.field === field ? `${field}-hint ${field}-fault` : `${field}-hint`;

function FaultWords({ fault, field }: { fault: Fault | undefined; field: Fault['field'] }) {
  if (fault?.field !== field) return null;
  return (
    <span className="usa-error-message" id={`${field}-fault`} role="alert">
      {fault.says}
    </span>
  );
}

function Outcome({ result }: { result: UploadResult }) {
  const { name, components, noData, opened, confirmed, findings } = result;
  return (
    <Alert type={opened > 0 ? 'warning' : 'success'} role="status" className="sp-outcome">
      <AlertHeading level="h3">
        {opened === 0
          ? `${name}: nothing new to patch among what could be compared`
          : `${name}: ${opened} to patch`}
      </AlertHeading>
      <div className="usa-alert__text">
        <p>
          {components - noData} components compared with the advisories published here
          {noData > 0 && (
            <>
              , <strong>{noData} not checked</strong>
            </>
          )}
          .{confirmed > 0 && ` ${confirmed} shown to be patched; the receipts are written.`}{' '}
          <Link to="/home">See what there is to do</Link>
        </p>
        <FileFindings findings={findings} />
      </div>
    </Alert>
  );
}

/** The file goes as it is, with the type its name says; the server looks at what is in it. */
async function send({ name, file }: Upload): Promise<UploadResult> {
  const contentType = /\.xml$/i.test(file.name)
    ? 'application/xml'
    : /\.json$/i.test(file.name)
      ? 'application/json'
      : 'application/octet-stream';
  const response = await fetch(`/api/systems?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body: file,
  }).catch(() => {
    throw noAnswer();
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw problemFrom(response.status, body);
  return body as UploadResult;
}
