/**
 * What officials do about one part that a developer is told: one writes it, another reads exactly that and tells
 * it or returns it; or it is withheld, for a published kind of reason and until a date.
 */
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { assessmentText } from '../api/determination-queries.ts';
import { asProblem } from '../api/problem.ts';
import type { Assessment } from '../api/views.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { WordsForm } from '../controls/WordsForm.tsx';
import { SealedReading } from '../controls/SealedReading.tsx';
import { tierName } from '../words/review.ts';
import { AsTold } from './AsTold.tsx';
import { useTierStep } from './tier-steps.ts';
import { WithholdForm } from './WithholdForm.tsx';
import { WriteTier } from './WriteTier.tsx';

export function TierSteps({ assessment }: { assessment: Assessment }) {
  const { determinationId, tier, state, may, reason, withheldBy, proposedBy } = assessment;
  const [open, setOpen] = useState<'write' | 'withhold' | 'return'>();
  const step = useTierStep(assessment);
  const close = () => setOpen(undefined);
  const name = tierName(tier).toLowerCase();
  return (
    <>
      {state === 'withheld' && reason !== null && (
        <p className="sp-small">
          {withheldBy}: “{reason}”
        </p>
      )}
      {state === 'review_due' && reason !== null && (
        <p className="sp-small">Returned, to be written anew or withheld: “{reason}”</p>
      )}
      {state === 'release_proposed' && proposedBy !== null && (
        <p className="sp-small">Written by {proposedBy}.</p>
      )}
      {may.includes('release') && (
        <SealedReading
          named={`Read it as the second official: ${name}`}
          read={(purpose) => assessmentText(determinationId, tier, purpose)}
        >
          {(told) => (
            <>
              <AsTold tier={tier} {...told} />
              {step.isError && <ProblemAlert problem={asProblem(step.error)} />}
              <div className="sp-buttons">
                <Button
                  type="button"
                  disabled={step.isPending}
                  onClick={() =>
                    step.mutate({ kind: 'release', contentSha256: told.contentSha256 })
                  }
                >
                  Tell the developer exactly this
                </Button>
              </div>
            </>
          )}
        </SealedReading>
      )}
      {open === undefined &&
        may.some((each) => ['propose', 'withhold', 'return'].includes(each)) && (
          <div className="sp-buttons">
            {may.includes('propose') && (
              <Opens onOpen={() => setOpen('write')} does="Write it" name={name} />
            )}
            {may.includes('withhold') && (
              <Opens onOpen={() => setOpen('withhold')} does="Withhold it" name={name} />
            )}
            {may.includes('return') && (
              <Opens onOpen={() => setOpen('return')} does="Return it" name={name} />
            )}
          </div>
        )}
      {open === 'write' && (
        <WriteTier
          tier={tier}
          step={{
            ...step,
            mutate: (text) => step.mutate({ kind: 'propose', text }, { onSuccess: close }),
          }}
          onCancel={close}
        />
      )}
      {open === 'withhold' && (
        <WithholdForm
          tier={tier}
          step={{
            ...step,
            mutate: (said) => step.mutate({ kind: 'withhold', ...said }, { onSuccess: close }),
          }}
          onCancel={close}
        />
      )}
      {open === 'return' && (
        <WordsForm
          ask="Why is it returned?"
          hint="For your colleagues. It is written anew, or withheld."
          send="Return it"
          charsMin={10}
          charsMax={1000}
          step={{
            ...step,
            mutate: (because) => step.mutate({ kind: 'return', because }, { onSuccess: close }),
          }}
          onCancel={close}
        />
      )}
    </>
  );
}

function Opens({ onOpen, does, name }: { onOpen: () => void; does: string; name: string }) {
  return (
    <Button type="button" outline onClick={onOpen}>
      {does}
      <span className="sp-unseen">: {name}</span>
    </Button>
  );
}
