/** Other offices that were asked, each with its clock: it answers, or its time runs out and nobody waits longer. */
import { useQuery } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { asProblem } from '../api/problem.ts';
import { organisationsQuery } from '../api/review-queries.ts';
import type { DeterminationContent, DeterminationView } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { useNow } from '../controls/now.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { span } from '../words/quantities.ts';
import { consultationWords, consulteeViewNames } from '../words/review.ts';
import { ConsulteeFields, daysUsual, inDays, type Consultee } from './ConsulteeFields.tsx';
import { useDeterminationStep } from './determination-steps.ts';

const beatMs = 30_000;

interface ConsultedProps {
  determination: DeterminationView;
  content: DeterminationContent;
}

export function Consulted({ determination, content: { consultations } }: ConsultedProps) {
  const asked = consultations.map(({ organisation }) => organisation);
  const isOver = determination.state === 'withdrawn';
  return (
    <section aria-labelledby="consulted-title">
      <h2 id="consulted-title">Offices consulted</h2>
      {consultations.length === 0 && <p>No other office was asked. None needs to be.</p>}
      <ul className="sp-rows">
        {consultations.map((each) => (
          <ConsultationRow key={each.organisation} consultation={each} isOver={isOver} />
        ))}
      </ul>
      {determination.may.includes('consult') && (
        <Consult determination={determination} asked={asked} />
      )}
    </section>
  );
}

type Consultation = DeterminationContent['consultations'][number];

interface ConsultationRowProps {
  consultation: Consultation;
  /** Nobody answers any more. */
  isOver: boolean;
}

export function ConsultationRow({ consultation, isOver }: ConsultationRowProps) {
  const { organisation, state, answerBy, view, words, answeredBy, answeredAt } = consultation;
  return (
    <li>
      <div className="sp-fix__row">
        <strong>{organisation}</strong>
        <StateTag state={consultationWords[state]} />
      </div>
      {state === 'asked' && !isOver && <Clock answerBy={answerBy} />}
      {state === 'asked' && isOver && (
        <p className="sp-small">It had not answered when the determination was withdrawn.</p>
      )}
      {view !== null && (
        <blockquote className="sp-said">
          <p>
            {consulteeViewNames[view]}: {words}
          </p>
          <footer className="sp-small">
            {answeredBy}
            {answeredAt !== null && (
              <>
                , <Instant at={answeredAt} />
              </>
            )}
          </footer>
        </blockquote>
      )}
    </li>
  );
}

export function Clock({ answerBy }: { answerBy: string }) {
  const leftMs = Date.parse(answerBy) - useNow(beatMs);
  return (
    <p className="sp-small">
      May answer until <Instant at={answerBy} />
      {leftMs > 0 ? `: ${span(leftMs)} left.` : ': over.'}
    </p>
  );
}

function Consult({ determination, asked }: { determination: DeterminationView; asked: string[] }) {
  const [isOpen, setOpen] = useState(false);
  const [consultee, setConsultee] = useState<Partial<Consultee>>({ answerBy: inDays(daysUsual) });
  const offices = useQuery(organisationsQuery('consultee')).data?.organisations ?? [];
  const step = useDeterminationStep(determination);
  const left = offices.filter(({ name }) => !asked.includes(name));
  if (left.length === 0) return null;
  if (!isOpen) {
    return (
      <div className="sp-buttons">
        <Button type="button" outline onClick={() => setOpen(true)}>
          Consult another office
        </Button>
      </div>
    );
  }
  const { organisationId = left[0]?.id ?? '', answerBy } = consultee;
  return (
    <form
      className="sp-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (answerBy === undefined) document.getElementById('consult-until')?.focus();
        else
          step.mutate(
            { kind: 'consult', organisationId, answerBy },
            { onSuccess: () => setOpen(false) },
          );
      }}
    >
      {step.isError && (
        <ProblemAlert problem={asProblem(step.error)} fieldOf={() => 'consult-until'} />
      )}
      <ConsulteeFields
        id="consult"
        offices={left}
        consultee={{ organisationId, answerBy }}
        onChange={setConsultee}
      />
      <div className="sp-buttons">
        <Button type="submit" disabled={step.isPending}>
          Ask this office
        </Button>
        <Button type="button" unstyled onClick={() => setOpen(false)}>
          Not now
        </Button>
      </div>
    </form>
  );
}
