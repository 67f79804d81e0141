/** One export: what is taken and what for, who asked and who agreed, and what the reader may do with it now. */
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { asProblem } from '../api/problem.ts';
import type { Export } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { WordsForm } from '../controls/WordsForm.tsx';
import { exportWords, takenWords } from '../words/access.ts';
import { filterInWords } from '../words/ledger.ts';
import { Download } from './Download.tsx';
import { useSettle } from './export-steps.ts';

export function ExportCard({ of }: { of: Export }) {
  const { id, what, state, askedBy, askedAt, purpose, because, may } = of;
  const entries = filterInWords(of.filter);
  return (
    <article className="sp-grant" aria-labelledby={`title-${id}`}>
      <div className="sp-grant__head">
        <h3 id={`title-${id}`}>{takenWords[what]}</h3>
        <StateTag state={exportWords[state]} />
      </div>
      <p>
        {askedBy} asked on <Instant at={askedAt} />: “{purpose}”.
        {entries !== '' && ` Only entries ${entries}.`}
      </p>
      <Settled of={of} />
      {because !== null && (
        <blockquote className="sp-said">
          <p>{because}</p>
        </blockquote>
      )}
      {may.includes('download') && <Download of={of} />}
      <Steps of={of} />
    </article>
  );
}

function Settled({ of }: { of: Export }) {
  const { state, askedBy, agreedBy, agreedAt, closedBy, closedAt, lapsesAt } = of;
  return (
    <p>
      {agreedAt !== null && (
        <>
          {agreedBy} agreed on <Instant at={agreedAt} />.{' '}
        </>
      )}
      {state === 'asked' && lapsesAt !== null && (
        <>
          It waits for a colleague until <Instant at={lapsesAt} />.
        </>
      )}
      {state === 'agreed' && lapsesAt !== null && (
        <>
          {askedBy} may download it until <Instant at={lapsesAt} />; each download is on record.
        </>
      )}
      {closedAt !== null && (
        <>
          {closedBy} {state === 'refused' ? 'refused it' : 'took it back'} on{' '}
          <Instant at={closedAt} />.
        </>
      )}
      {state === 'lapsed' && lapsesAt !== null && (
        <>
          It lapsed on <Instant at={lapsesAt} />
          {agreedAt === null && ', as nobody had settled it'}.
        </>
      )}
    </p>
  );
}

function Steps({ of }: { of: Export }) {
  const [isRefusing, setRefusing] = useState(false);
  const agree = useSettle(of, 'agree');
  const refuse = useSettle(of, 'refuse');
  const withdraw = useSettle(of, 'withdraw');
  const { may } = of;
  if (isRefusing && may.includes('refuse')) {
    return (
      <WordsForm
        ask="Why not?"
        hint="The one who asked reads this, and both sides."
        send="Refuse it"
        charsMin={10}
        charsMax={1000}
        step={refuse}
        onCancel={() => setRefusing(false)}
      />
    );
  }
  const failed = [agree, withdraw].find(({ isError }) => isError);
  return (
    <>
      {failed !== undefined && <ProblemAlert problem={asProblem(failed.error)} />}
      <div className="sp-buttons">
        {may.includes('agree') && (
          <Button type="button" disabled={agree.isPending} onClick={() => agree.mutate('')}>
            Agree, as the second person
          </Button>
        )}
        {may.includes('refuse') && (
          <Button type="button" outline onClick={() => setRefusing(true)}>
            Refuse
          </Button>
        )}
        {may.includes('withdraw') && (
          <Button
            type="button"
            unstyled
            disabled={withdraw.isPending}
            onClick={() => withdraw.mutate('')}
          >
            Take it back
          </Button>
        )}
      </div>
    </>
  );
}
