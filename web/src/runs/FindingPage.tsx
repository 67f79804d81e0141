/** A finding is written: what the samples show, which samples, and what could make it wrong. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Fieldset, Label, Radio, Textarea } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem, type FieldFault } from '../api/problem.ts';
import { findingsQuery, runQuery } from '../api/run-queries.ts';
import type { NewFinding, Run } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { TextField } from '../controls/TextField.tsx';
import { audienceWords, findingKindWords, severityWords } from '../words/evaluation.ts';
import { firstFinding, findingOf, type FindingDraft } from './finding-draft.ts';

interface FindingPageProps {
  runId: string;
  /** The number of a sample that shows it, from 1, where the reader came from one. */
  sample: number | undefined;
}

export function FindingPage({ runId, sample }: FindingPageProps) {
  const run = useQuery(runQuery(runId));
  return (
    <div className="sp-page sp-page--reading">
      <Answer of={run} named="the run">
        {(data) => <FindingForm run={data} sample={sample} />}
      </Answer>
    </div>
  );
}

const choicesOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, name]) => ({ value, name }));
const audiences = Object.keys(audienceWords) as NewFinding['audience'][];
const textCharsMax = 5000;

function FindingForm({ run, sample }: { run: Run; sample: number | undefined }) {
  const [draft, setDraft] = useState(() => firstFinding(sample));
  const set = (change: Partial<FindingDraft>) => setDraft({ ...draft, ...change });
  const write = useWrite(run);
  return (
    <>
      <PageTitle
        above={
          <Link to="/runs/$runId" params={{ runId: run.id }}>
            {run.suite.name} on {run.declaredAs}
          </Link>
        }
      >
        Write a finding
      </PageTitle>
      <p className="sp-lead">
        A finding says what was seen. It asks nothing of the developer and delays nothing. Its words
        are sealed.
      </p>
      <form
        className="sp-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          write.mutate(findingOf(draft));
        }}
      >
        {write.isError && <ProblemAlert problem={asProblem(write.error)} fieldOf={fieldOf} />}
        <ChoiceField
          id="finding-kind"
          name="About"
          choices={choicesOf(findingKindWords)}
          value={draft.kind}
          onChange={(kind) => set({ kind: kind as NewFinding['kind'] })}
        />
        <ChoiceField
          id="finding-severity"
          name="Severity"
          choices={choicesOf(severityWords)}
          value={draft.severity}
          onChange={(severity) => set({ severity: severity as NewFinding['severity'] })}
        />
        <LongText
          id="finding-claim"
          name="Claim"
          hint="What do the samples show?"
          value={draft.claim}
          onChange={(claim) => set({ claim })}
        />
        <TextField
          id="finding-evidence"
          name="Samples that show it"
          hint={`At least one, by number, with commas between. This run has ${run.samplesRecorded}.`}
          value={draft.evidence}
          onChange={(evidence) => set({ evidence })}
        />
        <LongText
          id="finding-uncertainty"
          name="Uncertainty"
          hint="What could make it wrong? A finding without it is not taken."
          value={draft.uncertainty}
          onChange={(uncertainty) => set({ uncertainty })}
        />
        <Fieldset legend="Who reads it?" className="sp-fields">
          {audiences.map((each) => (
            <Radio
              key={each}
              id={`finding-audience-${each}`}
              name="audience"
              label={audienceWords[each]}
              checked={draft.audience === each}
              onChange={() => set({ audience: each })}
            />
          ))}
        </Fieldset>
        <div className="sp-buttons">
          <Button type="submit" disabled={write.isPending}>
            Write it
          </Button>
        </div>
      </form>
    </>
  );
}

interface LongTextProps {
  id: string;
  name: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
}

function LongText({ id, name, hint, value, onChange }: LongTextProps) {
  return (
    <>
      <Label htmlFor={id}>{name}</Label>
      <span className="usa-hint" id={`${id}-hint`}>
        {hint}
      </span>
      <Textarea
        id={id}
        name={id}
        rows={4}
        maxLength={textCharsMax}
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </>
  );
}

/** `/body/evidence/0` is the field of the samples. */
function fieldOf({ pointer }: FieldFault): string | undefined {
  const name = /\/(claim|uncertainty|evidence|kind|severity)\b/.exec(pointer)?.[1];
  return name === undefined ? undefined : `finding-${name}`;
}

function useWrite({ id, submissionId }: Run) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: NewFinding) =>
      answer(api.POST('/api/runs/{runId}/findings', { params: { path: { runId: id } }, body })),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: findingsQuery(submissionId).queryKey });
      await navigate({ to: '/runs/$runId', params: { runId: id } });
    },
  });
}
