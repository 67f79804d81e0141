/** An official says what, and why. Where people say something else than the code proposed, they say why. */
import { useQuery } from '@tanstack/react-query';
import { Button, Fieldset, Radio } from '@trussworks/react-uswds';
import { useState } from 'react';
import { asProblem } from '../api/problem.ts';
import { sessionQuery } from '../api/queries.ts';
import type { DeterminationContent, DeterminationView, Outcome } from '../api/views.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { TextArea } from '../controls/TextArea.tsx';
import { visibleCharactersIn } from '../controls/visible-characters.ts';
import { outcomeNames, outcomes, proposedOutcome } from '../words/review.ts';
import { useDeterminationStep } from './determination-steps.ts';

interface DecideProps {
  determination: DeterminationView;
  content: DeterminationContent;
}

export function Decide({ determination, content }: DecideProps) {
  const name = useQuery(sessionQuery).data?.person?.name ?? '';
  const { state, may } = determination;
  if (state !== 'consulting' || !may.includes('open_sample')) return null;
  return (
    <section aria-labelledby="decide-title">
      <h2 id="decide-title">Decide</h2>
      {may.includes('decide') ? (
        <Form determination={determination} content={content} />
      ) : (
        <p>{whatIsLeft(content, name)}</p>
      )}
    </section>
  );
}

function whatIsLeft(
  { linkedSamples, consultations, dissents }: DeterminationContent,
  name: string,
) {
  if (dissents.some(({ person }) => person === name)) return 'You dissented; a colleague decides.';
  if (linkedSamples.some(({ openedBy }) => !openedBy.includes(name)))
    return 'Open the three linked samples before deciding.';
  const waiting = consultations.filter(({ state }) => state === 'asked');
  if (waiting.length > 0) {
    const offices = waiting.map(({ organisation }) => organisation).join(', ');
    return `${offices} may still answer. You can decide once each office has, or its time ran out.`;
  }
  return 'You had a hand in the run; a colleague decides.';
}

const charsMin = 100;
const differsMin = 20;
const ids = { outcome: 'outcome-covered', reason: 'reason', differsBecause: 'differs-because' };
type Field = keyof typeof ids;

function Form({ determination, content: { proposal } }: DecideProps) {
  const [outcome, setOutcome] = useState<Outcome | undefined>();
  const [reason, setReason] = useState('');
  const [because, setBecause] = useState('');
  const [fault, setFault] = useState<Field | undefined>();
  const step = useDeterminationStep(determination);
  const proposed = proposedOutcome[proposal.outcome];
  const differs = outcome !== undefined && outcome !== proposed;

  const send = () => {
    const missing = missingIn({ outcome, reason, because, differs });
    setFault(missing);
    if (missing !== undefined) document.getElementById(ids[missing])?.focus();
    else if (outcome !== undefined)
      step.mutate({
        kind: 'decide',
        ...{ outcome, reason: reason.trim(), differsBecause: differs ? because.trim() : null },
      });
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
      {step.isError && (
        <ProblemAlert
          problem={asProblem(step.error)}
          fieldOf={({ pointer }) => ids[pointer.split('/').at(-1) as Field]}
        />
      )}
      {proposed === 'cannot_tell' && <p className="sp-notice">{crossing(proposal.facts)}</p>}
      <Fieldset legend="What do you say?">
        {fault === 'outcome' && (
          <span className="usa-error-message" role="alert">
            Choose one of the three.
          </span>
        )}
        {outcomes.map((each) => (
          <Radio
            key={each}
            id={`outcome-${each}`}
            name="outcome"
            label={outcomeNames[each]}
            labelDescription={each === proposed ? 'As the code proposes' : undefined}
            checked={outcome === each}
            onChange={() => setOutcome(each)}
          />
        ))}
      </Fieldset>
      <p className="sp-small">
        “Not covered” says how a score stands to a threshold. It vouches for nothing.
      </p>
      <TextArea
        id={ids.reason}
        name="Why?"
        hint="It stands in the statement that two officials sign."
        rows={6}
        charsMin={charsMin}
        charsMax={4000}
        {...(fault === 'reason' && { fault: `Say why in at least ${charsMin} characters.` })}
        value={reason}
        onChange={setReason}
      />
      {differs && (
        <TextArea
          id={ids.differsBecause}
          name="Why do you differ from the code’s proposal?"
          hint={`The code proposes: ${outcomeNames[proposed].toLowerCase()}.`}
          charsMin={differsMin}
          charsMax={2000}
          {...(fault === 'differsBecause' && {
            fault: `Say why you differ in at least ${differsMin} characters.`,
          })}
          value={because}
          onChange={setBecause}
        />
      )}
      <div className="sp-buttons">
        <Button type="submit" disabled={step.isPending}>
          Decide
        </Button>
      </div>
    </form>
  );
}

interface Said {
  outcome: Outcome | undefined;
  reason: string;
  because: string;
  differs: boolean;
}

function missingIn({ outcome, reason, because, differs }: Said): Field | undefined {
  if (outcome === undefined) return 'outcome';
  if (visibleCharactersIn(reason) < charsMin) return 'reason';
  return differs && visibleCharactersIn(because) < differsMin ? 'differsBecause' : undefined;
}

/** Undecided by its bounds, or by an endpoint that changed. */
const crossing = ({ toSettle }: DeterminationContent['proposal']['facts']): string =>
  toSettle === null
    ? 'The code cannot tell. Consider “cannot tell”.'
    : 'Interval crosses the line. Consider “cannot tell”.';
