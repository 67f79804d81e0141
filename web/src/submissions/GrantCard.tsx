/** One grant: how it stands, what it may use, who signed, and what the reader can do about it. */
import type { Grant, GrantBudget, Submission } from '../api/views.ts';
import { sentence } from '../controls/sentence.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { grantWords, kindWords } from '../words/access.ts';
import { grantSentence } from '../words/grants.ts';
import { BudgetBars } from './BudgetBars.tsx';
import { GrantSteps } from './GrantSteps.tsx';
import { GrantTerms } from './GrantTerms.tsx';
import { NameOpening } from './NameOpening.tsx';
import { Signatures } from './Signatures.tsx';

interface GrantCardProps {
  grant: Grant;
  submission: Submission;
  /** Of a grant in force. */
  live: (GrantBudget & { asOf: string | null }) | undefined;
  now: number;
}

export function GrantCard({ grant, submission, live, now }: GrantCardProps) {
  const { kind, runner, state, terms, isForeign, activationProblem, activatedAt } = grant;
  const isOver = grant.ended !== null;
  const title = `title-${grant.id}`;
  return (
    <article className={isOver ? 'sp-grant sp-grant--over' : 'sp-grant'} aria-labelledby={title}>
      <div className="sp-grant__head">
        <h3 id={title}>
          {kindWords[kind].name} for {runner.pseudonym}
        </h3>
        <StateTag state={grantWords[state]} />
      </div>
      <p>{grantSentence(grant, submission.parties, now)}</p>
      {isForeign && (
        <p className="sp-small">Its note was not made here; the gateway had it from elsewhere.</p>
      )}
      {activationProblem !== null && activatedAt === null && !isOver && (
        <p className="sp-grant__problem">The gateway says: {sentence(activationProblem)}</p>
      )}
      {terms !== null && activatedAt !== null && (
        <BudgetBars
          budget={terms.budget}
          spent={live?.spent ?? grant.spent}
          live={isOver ? undefined : live}
        />
      )}
      {terms !== null && activatedAt === null && !isOver && (
        <Signatures grant={grant} parties={submission.parties} />
      )}
      <GrantSteps grant={grant} side={submission.side} />
      <div className="sp-grant__more">
        <GrantTerms grant={grant} />
        {terms !== null && (activatedAt !== null || isOver) && (
          <details className="sp-details">
            <summary>Who signed</summary>
            <Signatures grant={grant} parties={submission.parties} />
          </details>
        )}
        <NameOpening grant={grant} />
      </div>
    </article>
  );
}
