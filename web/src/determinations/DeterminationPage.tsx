/**
 * One determination (journeys §3): what the code proposes, what it rests on, what others said, what officials say
 * and sign, and what the developer is told. Nothing here holds anything back from anybody's release.
 */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { determinationQuery } from '../api/determination-queries.ts';
import type { DeterminationContent, DeterminationView } from '../api/views.ts';
import { Appeals } from '../appeals/Appeals.tsx';
import { appealsQuery } from '../api/review-queries.ts';
import { Tiers } from '../assessments/Tiers.tsx';
import { Answer } from '../controls/Answer.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { DeclareForm } from '../documents/DeclareForm.tsx';
import { determinationWords } from '../words/review.ts';
import { Consulted } from './Consulted.tsx';
import { Decide } from './Decide.tsx';
import { Decided } from './Decided.tsx';
import { Dissents } from './Dissents.tsx';
import { LinkedSamples } from './LinkedSamples.tsx';
import { Profile } from './Profile.tsx';
import { Proposal } from './Proposal.tsx';
import { Signing } from './Signing.tsx';
import { TakeBack } from './TakeBack.tsx';
import { Verify } from './Verify.tsx';
import { Withdrawal } from './Withdrawal.tsx';
import { WithdrawnBefore } from './WithdrawnBefore.tsx';

/** What colleagues and consulted offices do meanwhile shows by itself. */
const beatMs = 15_000;

export function DeterminationPage({ determinationId }: { determinationId: string }) {
  const found = useQuery({ ...determinationQuery(determinationId), refetchInterval: beatMs });
  return (
    <div className="sp-page">
      <Answer of={found} named="the determination">
        {(determination) => <Loaded determination={determination} />}
      </Answer>
    </div>
  );
}

function Loaded({ determination }: { determination: DeterminationView }) {
  const { declaredAs, office, state, submissionId } = determination;
  const { content, needsDeclaration, withdrawal } = determination;
  return (
    <>
      <PageTitle above={<Above determination={determination} />}>
        {`Determination on ${declaredAs}`}
      </PageTitle>
      <p className="sp-under-title">
        <StateTag state={determinationWords[state]} />
        <span>by {office}</span>
      </p>
      {withdrawal !== null && (
        <>
          <p>The office took it back before it was signed, so it says nothing of the model.</p>
          <Withdrawal withdrawal={withdrawal} />
        </>
      )}
      {needsDeclaration && (
        <DeclareForm submissionId={submissionId} hasDeclared={false} leadsTo="/determinations" />
      )}
      {content === null && !needsDeclaration && (
        <p>
          What it says is for the officials of the office and for overseers. What the developer is
          told of it stands under{' '}
          <Link to="/submissions/$submissionId/assessment" params={{ submissionId }}>
            Assessment
          </Link>
          .
        </p>
      )}
      {content !== null && <Opened determination={determination} content={content} />}
    </>
  );
}

/** The list of determinations is for officials and overseers; to everybody else it belongs to its engagement. */
function Above({ determination }: { determination: DeterminationView }) {
  const { submissionId, declaredAs, content, needsDeclaration } = determination;
  if (content !== null || needsDeclaration) {
    return <Link to="/determinations">Determinations</Link>;
  }
  return (
    <Link to="/submissions/$submissionId" params={{ submissionId }}>
      {declaredAs}
    </Link>
  );
}

export interface OpenedProps {
  determination: DeterminationView;
  content: DeterminationContent;
}

function Opened({ determination, content }: OpenedProps) {
  const { id, submissionId, signedAt, may } = determination;
  const appeals = useQuery(appealsQuery(submissionId));
  return (
    <div className="sp-columns sp-determination">
      <div>
        <Proposal {...content} />
        <Profile content={content} />
        <LinkedSamples determination={determination} content={content} />
        {content.outcome !== null && <Decided content={content} />}
        <Decide determination={determination} content={content} />
        <Signing determination={determination} content={content} />
        {signedAt !== null && (
          <div id="told" className="sp-told">
            <Tiers determinationId={id} side="evaluator" />
          </div>
        )}
        <Appeals appeals={appeals} about="determination" />
      </div>
      <div className="sp-aside">
        <Consulted determination={determination} content={content} />
        <Dissents determination={determination} content={content} />
        <WithdrawnBefore content={content} />
        {may.includes('verify') && <Verify determination={determination} content={content} />}
        {may.includes('withdraw') && <TakeBack determination={determination} />}
      </div>
    </div>
  );
}
