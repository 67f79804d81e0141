/** Makes a token and shows its secret, once. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  Button,
  Checkbox,
  Fieldset,
  Label,
  Select,
  SummaryBox,
  SummaryBoxContent,
  SummaryBoxHeading,
  TextInput,
} from '@trussworks/react-uswds';
import { useEffect, useRef, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem, type FieldFault } from '../api/problem.ts';
import { sessionQuery } from '../api/queries.ts';
import type { Scope } from '../api/views.ts';
import { CopyText } from '../controls/CopyText.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { scopesFor } from '../words/scopes.ts';

const daysOffered = [1, 7, 30, 90, 365] as const;

type Fault = 'token-label' | 'token-scopes';

export function NewTokenForm() {
  const person = useQuery(sessionQuery).data?.person ?? null;
  const offered = scopesFor(person?.offices ?? []);
  const [label, setLabel] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>([]);
  const [days, setDays] = useState(30);
  const [fault, setFault] = useState<Fault | undefined>();
  const queries = useQueryClient();
  const make = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/tokens', { body: { label: label.trim(), scopes: [...scopes], days } })),
    async onSuccess() {
      setLabel('');
      setScopes([]);
      await queries.invalidateQueries({ queryKey: ['tokens'] });
    },
  });
  const refuse = (field: Fault) => {
    setFault(field);
    const id = field === 'token-scopes' ? `scope-${offered[0]?.scope}` : field;
    document.getElementById(id)?.focus();
  };

  if (offered.length === 0) return <p>Your office has nothing that a token could do.</p>;
  return (
    <form
      className="sp-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setFault(undefined);
        if (label.trim() === '') refuse('token-label');
        else if (scopes.length === 0) refuse('token-scopes');
        else make.mutate();
      }}
    >
      {make.isError && <ProblemAlert problem={asProblem(make.error)} fieldOf={fieldOf} />}
      {make.isSuccess && <Secret secret={make.data.secret} />}
      <h2>Make a token</h2>
      <Label htmlFor="token-label" error={fault === 'token-label'}>
        What is it for?
      </Label>
      {fault === 'token-label' && (
        <span className="usa-error-message" id="token-label-fault" role="alert">
          Name it, so that you know later which one to revoke.
        </span>
      )}
      <TextInput
        id="token-label"
        name="label"
        type="text"
        maxLength={100}
        aria-invalid={fault === 'token-label'}
        {...(fault === 'token-label' ? { 'aria-describedby': 'token-label-fault' } : {})}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
      />
      <Fieldset legend="What may it do?" className="sp-scopes">
        {fault === 'token-scopes' && (
          <span className="usa-error-message" role="alert">
            Choose at least one.
          </span>
        )}
        {offered.map(({ scope, says }) => (
          <Checkbox
            key={scope}
            id={`scope-${scope}`}
            name="scopes"
            label={says}
            checked={scopes.includes(scope)}
            onChange={({ target }) =>
              setScopes(
                target.checked ? [...scopes, scope] : scopes.filter((each) => each !== scope),
              )
            }
          />
        ))}
      </Fieldset>
      <Label htmlFor="token-days">When does it end?</Label>
      <Select
        id="token-days"
        name="days"
        value={days}
        onChange={(event) => setDays(Number(event.target.value))}
      >
        {daysOffered.map((each) => (
          <option key={each} value={each}>
            {each === 1 ? 'In 1 day' : `In ${each} days`}
          </option>
        ))}
      </Select>
      <div className="sp-buttons">
        <Button type="submit" disabled={make.isPending}>
          Make the token
        </Button>
      </div>
    </form>
  );
}

const fieldOf = ({ pointer }: FieldFault): string | undefined =>
  pointer.includes('label') ? 'token-label' : pointer.includes('days') ? 'token-days' : undefined;

function Secret({ secret }: { secret: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [secret]);
  return (
    <div ref={box} tabIndex={-1} className="sp-secret">
      <SummaryBox>
        <SummaryBoxHeading headingLevel="h2">Your new token</SummaryBoxHeading>
        <SummaryBoxContent>
          <p>Copy it now. It is not kept here and cannot be shown again.</p>
          <CopyText text={secret} label="the token" />
        </SummaryBoxContent>
      </SummaryBox>
    </div>
  );
}
