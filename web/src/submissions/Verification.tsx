/**
 * Whether the mirrored log holds: the server recomputes all of it and says in words what that proves and
 * what it does not. Whoever does not trust the server does the same on their own machine.
 */
import { useMutation } from '@tanstack/react-query';
import { Button, Table } from '@trussworks/react-uswds';
import { useEffect, useRef } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import type { Submission, Verification as Verified } from '../api/views.ts';
import { CopyText } from '../controls/CopyText.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { sentence } from '../controls/sentence.tsx';
import { AskExport } from '../exports/AskExport.tsx';
import { ShapeMark } from '../controls/StateTag.tsx';
import { instant } from '../words/dates.ts';
import { unpackCommand, verifyCommand } from '../words/commands.ts';
import { count, plural } from '../words/quantities.ts';

export function Verification({ submission }: { submission: Submission }) {
  const { id, side } = submission;
  const logSize = submission.gateway?.logSize ?? 0;
  const verify = useMutation({
    mutationFn: () =>
      answer(
        api.GET('/api/submissions/{submissionId}/verification', {
          params: { path: { submissionId: id } },
        }),
      ),
  });
  return (
    <section className="sp-verification" aria-labelledby="verification-title">
      <h2 id="verification-title">Does the log hold?</h2>
      <div className="sp-buttons">
        <Button
          type="button"
          disabled={verify.isPending || logSize === 0}
          onClick={() => verify.mutate()}
        >
          Verify
        </Button>
        <span className="sp-small" role="status">
          {verify.isPending ? 'Recomputing every entry…' : ''}
        </span>
      </div>
      {verify.isError && <ProblemAlert problem={asProblem(verify.error)} />}
      {verify.isSuccess && <Result of={verify.data} />}
      <details className="sp-details">
        <summary>Verify it on your own machine</summary>
        <p>
          Then you need not trust this server. Download the log, unpack it, and verify it by keys
          that you have from their owners:
        </p>
        {logSize > 0 && side !== 'developer' && (
          <AskExport submissionId={id} wanted={{ what: 'log' }} named="Ask for the log" />
        )}
        {logSize > 0 && side === 'developer' && (
          <p>
            <a href={`/api/submissions/${encodeURIComponent(id)}/log.tar`} download>
              Download the log
            </a>{' '}
            <span className="sp-small">The timeline says that you took it.</span>
          </p>
        )}
        <CopyText text={unpackCommand(submission)} label="the command that unpacks the log" />
        <CopyText text={verifyCommand(submission)} label="the command that verifies it" />
      </details>
    </section>
  );
}

function Result({ of }: { of: Verified }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [of]);
  const tone = of.isProved ? 'good' : 'bad';
  return (
    <div ref={box} tabIndex={-1} className={`sp-verdict sp-verdict--${tone}`}>
      <h3>
        <ShapeMark shape={of.isProved ? 'tick' : 'cross'} />
        {of.isProved
          ? `It holds: ${plural(of.entries, 'entry', 'entries')}, all recomputed`
          : 'It does not hold'}
      </h3>
      <p>
        Verified {instant(of.verifiedAt)} by the key that this submission was opened with.
        {of.beyond > 0 &&
          ` ${plural(of.beyond, 'newer entry', 'newer entries')} came since the last checkpoint; the next one covers them.`}
      </p>
      {of.findings.length > 0 && <Findings of={of} />}
      <Sentences title="What this proves" sentences={of.proves} none="Nothing." />
      <Sentences title="What it does not prove" sentences={of.doesNotProve} none="" />
      <Checks checks={of.checks} />
    </div>
  );
}

/** Instants inside the server's sentences, as people read them. */
const readable = (words: string): string =>
  words.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (at) => instant(at));

interface SentencesProps {
  title: string;
  sentences: readonly string[];
  none: string;
}

function Sentences({ title, sentences, none }: SentencesProps) {
  return (
    <>
      <h4>{title}</h4>
      {sentences.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul>
          {sentences.map((each) => (
            <li key={each}>{sentence(readable(each))}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Findings({ of: { findings, findingsLeftOut } }: { of: Verified }) {
  return (
    <>
      <h4>What is wrong</h4>
      <ul>
        {findings.map(({ check, place, detail }) => (
          <li key={`${check} ${place} ${detail}`}>
            <code>{place}</code>: {sentence(detail)}
          </li>
        ))}
      </ul>
      {findingsLeftOut > 0 && <p>And {count(findingsLeftOut)} more like these.</p>}
    </>
  );
}

function Checks({ checks }: Pick<Verified, 'checks'>) {
  return (
    <details className="sp-details">
      <summary>Each check</summary>
      <Table compact className="sp-table">
        <caption className="sp-unseen">Each check and what came of it</caption>
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Result</th>
            <th scope="col">Detail</th>
          </tr>
        </thead>
        <tbody>
          {checks.map(({ check, status, detail }) => (
            <tr key={check}>
              <th scope="row" data-label="Check">
                {check}
              </th>
              <td data-label="Result">{status}</td>
              <td data-label="Detail">
                {status === 'not asked' ? 'On your own machine you can.' : sentence(detail)}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
