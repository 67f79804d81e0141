/**
 * The report on the access that a run was made under: one person proposes what stands, another reads exactly
 * that and signs it; or it is said that none will come, and why.
 */
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from '@trussworks/react-uswds';
import { useState } from 'react';
import { asProblem } from '../api/problem.ts';
import { submissionQuery } from '../api/queries.ts';
import { evaluationReportsQuery } from '../api/run-queries.ts';
import type { EvaluationReport, Run } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { sentence } from '../controls/sentence.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { WordsForm } from '../controls/WordsForm.tsx';
import { evaluationReportWords } from '../words/evaluation.ts';
import { useReportStep } from './report-steps.ts';
import { ReportContent } from './ReportContent.tsx';

export function Reports({ run }: { run: Run }) {
  const reports = useQuery(evaluationReportsQuery(run.submissionId));
  const side = useQuery(submissionQuery(run.submissionId)).data?.side;
  return (
    <section aria-labelledby="report-title">
      <h2 id="report-title">Report on this access</h2>
      <Answer of={reports} named="the reports">
        {({ items }) => {
          const own = items.filter(({ grantId }) => grantId === run.grantId);
          const stands = own.some(({ state }) => state !== 'withdrawn');
          return (
            <>
              {own.length === 0 && <p>None proposed yet.</p>}
              <ul className="sp-plain">
                {own.map((report) => (
                  <Report key={report.id} run={run} report={report} />
                ))}
              </ul>
              {side === 'evaluator' && !stands && <Begin run={run} />}
            </>
          );
        }}
      </Answer>
    </section>
  );
}

function Begin({ run }: { run: Run }) {
  const [isShared, setShared] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const step = useReportStep(run);
  if (isOpen) {
    return (
      <WordsForm
        ask="Why will no report come?"
        hint="The developer reads this. It is an end of the access’s record, and nothing against anybody."
        send="Say that it was not completed"
        charsMin={10}
        charsMax={1000}
        step={{ ...step, mutate: (reason) => step.mutate({ kind: 'not_completed', reason }) }}
        onCancel={() => setOpen(false)}
      />
    );
  }
  return (
    <>
      {step.isError && <ProblemAlert problem={asProblem(step.error)} />}
      <Checkbox
        id="report-shared"
        name="report-shared"
        label="For the developer too, once it is signed"
        checked={isShared}
        onChange={({ target }) => setShared(target.checked)}
      />
      <div className="sp-buttons">
        <Button
          type="button"
          disabled={step.isPending}
          onClick={() => step.mutate({ kind: 'propose', isShared })}
        >
          Propose the report
        </Button>
        <Button type="button" outline onClick={() => setOpen(true)}>
          No report will come
        </Button>
      </div>
      <p className="sp-small">
        It lists every run that was planned under this access, so each must be over.
      </p>
    </>
  );
}

interface ReportProps {
  run: Run;
  report: EvaluationReport;
}

function Report({ run, report }: ReportProps) {
  const { state, may, reason, proposedBy, proposedAt, settledBy, isShared } = report;
  return (
    <li>
      <StateTag state={evaluationReportWords[state]} />
      {reason !== null && <span className="sp-block">{sentence(reason)}</span>}
      <span className="sp-small sp-block">
        {proposedBy}, <Instant at={proposedAt} />
        {settledBy !== null && `; settled by ${settledBy}`}
        {isShared && '; for the developer too'}
      </span>
      {may.includes('read') && <ReportContent report={report} />}
      {may.includes('withdraw') && <Settle run={run} report={report} />}
    </li>
  );
}

/** While it is proposed, anybody of the office may withdraw it; to sign it takes another than its proposer. */
function Settle({ run, report: { id, may } }: ReportProps) {
  const [isOpen, setOpen] = useState(false);
  const step = useReportStep(run);
  if (isOpen) {
    return (
      <WordsForm
        ask="Why is it withdrawn?"
        hint="You may leave this out. Another can be proposed then."
        send="Withdraw it"
        charsMin={0}
        charsMax={1000}
        step={{
          ...step,
          mutate: (because) => step.mutate({ kind: 'withdraw', reportId: id, because }),
        }}
        onCancel={() => setOpen(false)}
      />
    );
  }
  return (
    <>
      {step.isError && <ProblemAlert problem={asProblem(step.error)} />}
      <div className="sp-buttons">
        {may.includes('sign') && (
          <Button
            type="button"
            disabled={step.isPending}
            onClick={() => step.mutate({ kind: 'sign', reportId: id })}
          >
            Sign it
          </Button>
        )}
        <Button type="button" outline onClick={() => setOpen(true)}>
          Withdraw it
        </Button>
      </div>
    </>
  );
}
