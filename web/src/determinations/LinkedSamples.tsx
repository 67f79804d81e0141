/** Three samples that the code chose. Whoever decides opens them first, and that they did is on record. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { sessionQuery } from '../api/queries.ts';
import { engagementAgain } from '../api/review-queries.ts';
import type { DeterminationContent, DeterminationView, LinkedSample } from '../api/views.ts';
import { Fact, Facts } from '../controls/Facts.tsx';
import { Instant } from '../controls/Instant.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { sentence } from '../controls/sentence.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { dispositionWords, type Disposition } from '../words/evaluation.ts';
import { count, plural, valueText } from '../words/quantities.ts';

interface LinkedSamplesProps {
  determination: DeterminationView;
  content: DeterminationContent;
}

export function LinkedSamples({ determination, content: { linkedSamples } }: LinkedSamplesProps) {
  const name = useQuery(sessionQuery).data?.person?.name ?? '';
  const left = linkedSamples.filter(({ openedBy }) => !openedBy.includes(name)).length;
  const mayOpen = determination.may.includes('open_sample');
  return (
    <section aria-labelledby="samples-title">
      <h2 id="samples-title">Linked samples</h2>
      <p>
        Chosen by the code from all samples of the run, the same for everybody who looks.{' '}
        {mayOpen && determination.state === 'consulting' && (
          <strong>
            {left === 0
              ? 'You opened all of them.'
              : 'Open the three linked samples before deciding.'}
          </strong>
        )}
      </p>
      <ul className="sp-rows">
        {linkedSamples.map((sample) => (
          <Sample
            key={sample.position}
            determination={determination}
            sample={sample}
            mayOpen={mayOpen}
          />
        ))}
      </ul>
    </section>
  );
}

interface SampleProps {
  determination: DeterminationView;
  sample: DeterminationContent['linkedSamples'][number];
  mayOpen: boolean;
}

function Sample({ determination: { id, submissionId }, sample, mayOpen }: SampleProps) {
  const { position, openedBy } = sample;
  const queries = useQueryClient();
  const open = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/determinations/{determinationId}/samples/{position}', {
          params: { path: { determinationId: id, position } },
        }),
      ),
    onSuccess: () => engagementAgain(queries, submissionId),
  });
  return (
    <li>
      <div className="sp-fix__row">
        <strong>Sample {position}</strong>
        {mayOpen && !open.isSuccess && (
          <Button
            type="button"
            outline
            disabled={open.isPending}
            onClick={() => open.mutate()}
          >{`Open sample ${position}`}</Button>
        )}
      </div>
      <p className="sp-small">
        {openedBy.length === 0 ? 'Opened by nobody yet.' : `Opened by ${openedBy.join(', ')}.`}
      </p>
      {open.isError && <ProblemAlert problem={asProblem(open.error)} />}
      <div role="status">{open.isSuccess && <Shown sample={open.data} />}</div>
    </li>
  );
}

function Shown({ sample }: { sample: LinkedSample }) {
  const { task, epoch, disposition, reason, value, change, refusals, usage, calls } = sample;
  const word = dispositionWords[disposition as Disposition];
  return (
    <>
      <Facts>
        <Fact name="Task">
          {task}, attempt {epoch}
        </Fact>
        <Fact name="What became of it">
          <StateTag state={word} />
        </Fact>
        <Fact name="Score">{valueText(value)}</Fact>
        <Fact name="Calls">
          {plural(calls, 'call')}, {plural(refusals, 'refusal')}
        </Fact>
        <Fact name="Tokens">
          {count(usage.inputTokens)} in, {count(usage.outputTokens)} out
        </Fact>
        <Fact name="Started">
          <Instant at={sample.startedAt} />
        </Fact>
      </Facts>
      {reason !== '' && <p>{sentence(reason)}</p>}
      {change !== null && (
        <p>
          Two people changed it
          {change.value !== null && <> to {valueText(change.value)}</>}: “{change.because}”
        </p>
      )}
      <Facts stacked>
        <Fact name="SHA-256 of the journal, which holds what was said">
          <code className="sp-hash sp-small">{sample.journalSha256}</code>
        </Fact>
      </Facts>
    </>
  );
}
