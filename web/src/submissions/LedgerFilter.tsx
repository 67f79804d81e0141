/** Which entries of the ledger to show. What is chosen stands in the address, so it can be sent and kept. */
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Label, Select } from '@trussworks/react-uswds';
import { useState } from 'react';
import type { Grant } from '../api/views.ts';
import { InstantInput } from '../controls/InstantInput.tsx';
import { grantWords, kindWords } from '../words/access.ts';
import { day } from '../words/dates.ts';
import { ledgerTypes, ledgerTypeWords } from '../words/ledger.ts';
import { ledgerSearch, type LedgerSearch } from './ledger-search.ts';

interface LedgerFilterProps {
  search: LedgerSearch;
  grants: readonly Grant[];
}

export function LedgerFilter({ search, grants }: LedgerFilterProps) {
  const [shown, setShown] = useState(search);
  const [{ cursor: _, ...chosen }, setChosen] = useState(search);
  // Back and Forward change the address, and the form follows.
  if (shown !== search) {
    setShown(search);
    setChosen(search);
  }
  const navigate = useNavigate();
  const choose = (change: { [Key in keyof LedgerSearch]: string | undefined }) =>
    setChosen(ledgerSearch({ ...chosen, ...change }));
  const runners = [...new Set(grants.map(({ runner }) => runner.pseudonym))];
  return (
    <form
      className="sp-filter"
      aria-label="Filter"
      onSubmit={(event) => {
        event.preventDefault();
        void navigate({ to: '.', search: chosen });
      }}
    >
      <Choice
        id="filter-type"
        name="Kind"
        all="Every kind"
        value={chosen.type}
        options={ledgerTypes.map((type) => [type, ledgerTypeWords[type]])}
        onChange={(type) => choose({ type })}
      />
      <Choice
        id="filter-runner"
        name="Runner"
        all="Every runner"
        value={chosen.runner}
        options={runners.map((runner) => [runner, runner])}
        onChange={(runner) => choose({ runner })}
      />
      <Choice
        id="filter-grant"
        name="Grant"
        all="Every grant"
        value={chosen.grantId}
        options={grants.map((grant) => [grant.id, grantName(grant)])}
        onChange={(grantId) => choose({ grantId })}
      />
      <div>
        <Label htmlFor="filter-from">From, UTC</Label>
        <InstantInput id="filter-from" at={chosen.from} onChange={(from) => choose({ from })} />
      </div>
      <div>
        <Label htmlFor="filter-until">Before, UTC</Label>
        <InstantInput id="filter-until" at={chosen.until} onChange={(until) => choose({ until })} />
      </div>
      <div className="sp-filter__ways">
        <Button type="submit">Show these</Button>
        <Link to="." search={{}}>
          Show all
        </Link>
      </div>
    </form>
  );
}

const grantName = ({ kind, state, runner, requestedAt }: Grant): string =>
  `${kindWords[kind].name}, ${runner.pseudonym}, ${day(requestedAt)}: ${grantWords[state].word.toLowerCase()}`;

interface ChoiceProps {
  id: string;
  name: string;
  all: string;
  value: string | undefined;
  options: readonly (readonly [value: string, name: string])[];
  onChange: (value: string | undefined) => void;
}

function Choice({ id, name, all, value, options, onChange }: ChoiceProps) {
  // An address may name what no list here has, such as a grant of long ago.
  const isListed = value === undefined || options.some(([each]) => each === value);
  return (
    <div>
      <Label htmlFor={id}>{name}</Label>
      <Select
        id={id}
        name={id}
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      >
        <option value="">{all}</option>
        {!isListed && <option value={value}>{value}</option>}
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </Select>
    </div>
  );
}
