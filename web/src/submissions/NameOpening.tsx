/**
 * The name behind a pseudonym, for a dispute: one person asks and says why, one of the other side agrees,
 * and then those two can read it. Each step stands in the timeline.
 */
import { useMutation } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import type { Grant } from '../api/views.ts';
import { Fact, Facts } from '../controls/Facts.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { WordsForm } from '../controls/WordsForm.tsx';
import { instant } from '../words/dates.ts';
import { useGrantStep } from './grant-steps.ts';

export function NameOpening({ grant }: { grant: Grant }) {
  const { opening, may } = grant;
  if (opening === null && !may.includes('ask_name')) return null;
  return (
    <details className="sp-details">
      <summary>Who is behind {grant.runner.pseudonym}</summary>
      <p>
        {opening === null
          ? 'The name is sealed. In a dispute one person asks for it, and one of the other side agrees.'
          : asked(opening)}
      </p>
      {may.includes('ask_name') && <AskName grant={grant} />}
      {may.includes('approve_name') && <ApproveName grant={grant} />}
      {may.includes('read_name') && <ReadName grant={grant} />}
    </details>
  );
}

function asked(opening: NonNullable<Grant['opening']>): string {
  const { requestedBy, requestedAt, because, approvedBy, approvedAt } = opening;
  const ask = `${requestedBy} asked for it on ${instant(requestedAt)}: “${because}”.`;
  return approvedBy === null || approvedAt === null
    ? `${ask} Nobody of the other side has agreed yet.`
    : `${ask} ${approvedBy} agreed on ${instant(approvedAt)}.`;
}

function AskName({ grant }: { grant: Grant }) {
  const [isOpen, setOpen] = useState(false);
  const step = useGrantStep(grant, 'name-opening');
  if (!isOpen) {
    return (
      <Button type="button" outline onClick={() => setOpen(true)}>
        Ask for the name
      </Button>
    );
  }
  return (
    <WordsForm
      ask="Why is the name needed?"
      hint="The other side reads this and decides. It stays on record with your name."
      send="Ask for the name"
      charsMin={10}
      charsMax={1000}
      step={step}
      onCancel={() => setOpen(false)}
    />
  );
}

function ApproveName({ grant }: { grant: Grant }) {
  const step = useGrantStep(grant, 'name-opening/approval');
  return (
    <>
      {step.isError && <ProblemAlert problem={asProblem(step.error)} />}
      <Button type="button" disabled={step.isPending} onClick={() => step.mutate('')}>
        Agree that the name be opened
      </Button>
    </>
  );
}

function ReadName({ grant }: { grant: Grant }) {
  const [isOpen, setOpen] = useState(false);
  const read = useMutation({
    mutationFn: (purpose: string) =>
      answer(
        api.GET('/api/grants/{grantId}/runner-name', {
          params: { path: { grantId: grant.id }, query: { purpose } },
        }),
      ),
  });
  if (read.isSuccess) {
    return (
      <Facts>
        <Fact name="Name">{read.data.name}</Fact>
        <Fact name="Salt: with it anybody can check the name against the grant’s commitment">
          <code className="sp-hash sp-small">{read.data.salt}</code>
        </Fact>
      </Facts>
    );
  }
  if (!isOpen) {
    return (
      <Button type="button" outline onClick={() => setOpen(true)}>
        Read the name
      </Button>
    );
  }
  return (
    <WordsForm
      ask="What do you need the name for?"
      hint="This read is written to the ledger with your name and these words. Both sides see it."
      send="Read the name"
      charsMin={3}
      charsMax={200}
      step={read}
      onCancel={() => setOpen(false)}
    />
  );
}
