/** Writing the advisory of a case, as JSON. Each fault the server finds is shown in its place. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, FileInput, Label, Textarea } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem, Problem } from '../api/problem.ts';
import { caseAdvisoryQuery, caseQuery } from '../api/queries.ts';
import type { Advisory, Case } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { draftFrom } from './draft.ts';
import { placeOf } from './json-place.ts';

const field = 'draft';

export function DraftAdvisoryPage({ caseId }: { caseId: string }) {
  const found = useQuery(caseQuery(caseId));
  const before = useQuery(caseAdvisoryQuery(caseId));
  return (
    <div className="sp-page">
      <Answer of={found} named="the case">
        {(data) =>
          before.isPending ? (
            <p className="sp-loading" role="status">
              Loading the draft…
            </p>
          ) : (
            <Loaded found={data} before={before.data} />
          )
        }
      </Answer>
    </div>
  );
}

function Loaded({ found, before }: { found: Case; before: Advisory | undefined }) {
  const [text, setText] = useState(() => draftFrom(found, before));
  const keep = useKeep(found.id);
  return (
    <>
      <PageTitle
        above={
          <>
            <Link to="/cases">Cases</Link> /{' '}
            <Link to="/cases/$caseId" params={{ caseId: found.id }}>
              {found.name}
            </Link>
          </>
        }
      >
        {before === undefined ? 'Draft the advisory' : `Rewrite the draft of ${before.id}`}
      </PageTitle>
      <p className="sp-lead">
        What the case knows is filled in. Say the rest in words an administrator understands: the
        impact and the steps go to hospitals, banks and utilities as they stand here.
      </p>
      {before !== undefined && (
        <p>
          Credits, details and severity of the earlier draft are not shown here again; check them
          before you keep this one.
        </p>
      )}
      <form
        className="sp-form sp-form--wide"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          keep.mutate(text);
        }}
      >
        {keep.isError && (
          <ProblemAlert
            problem={asProblem(keep.error)}
            fieldOf={() => field}
            onFault={({ pointer }) => show(text, pointer)}
          />
        )}
        <Label htmlFor={field} error={keep.isError}>
          The advisory, as JSON
        </Label>
        <Textarea
          id={field}
          name="advisory"
          className="sp-json"
          rows={26}
          spellCheck={false}
          error={keep.isError}
          aria-invalid={keep.isError}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Label htmlFor="draft-file">Or take it from a file</Label>
        <FileInput
          id="draft-file"
          name="file"
          accept=".json"
          onChange={(event) => void event.target.files?.[0]?.text().then(setText)}
        />
        <div className="sp-buttons">
          <Button type="submit" disabled={keep.isPending}>
            Keep the draft
          </Button>
          <Link to="/cases/$caseId" params={{ caseId: found.id }}>
            Back without keeping
          </Link>
        </div>
      </form>
    </>
  );
}

function show(text: string, pointer: string): void {
  const area = document.getElementById(field);
  const place = placeOf(text, pointer);
  if (!(area instanceof HTMLTextAreaElement) || place === undefined) return;
  area.setSelectionRange(place.start, place.end);
  const line = text.slice(0, place.start).split('\n').length;
  area.scrollTop = Math.max(0, (line - 4) * Number.parseFloat(getComputedStyle(area).lineHeight));
}

function useKeep(caseId: string) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (text: string) =>
      answer(
        api.POST('/api/cases/{caseId}/advisory', {
          params: { path: { caseId } },
          body: parsed(text),
        }),
      ),
    async onSuccess(advisory) {
      queries.setQueryData(caseAdvisoryQuery(caseId).queryKey, advisory);
      await navigate({ to: '/cases/$caseId/publish', params: { caseId } });
    },
  });
}

/** Throws a `Problem` in the browser's own words where the text is not a JSON object. */
function parsed(text: string): Record<string, unknown> {
  const refuse = (detail: string) =>
    new Problem({ status: 0, code: 'not_json', title: 'This is not a JSON object', detail });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw refuse(`nothing was sent: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refuse('nothing was sent: begin with `{` and end with `}`');
  }
  return value as Record<string, unknown>;
}
