/** The determinations of an engagement, what its developer is told of each, and appeals against one. */
import { useQuery } from '@tanstack/react-query';
import { appealsQuery, determinationsQuery } from '../api/review-queries.ts';
import type { Determination, Submission } from '../api/views.ts';
import { FileAppeal } from '../appeals/FileAppeal.tsx';
import { Appeals } from '../appeals/Appeals.tsx';
import { Answer, Empty } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { useNow } from '../controls/now.ts';
import { StateTag } from '../controls/StateTag.tsx';
import { Withdrawal } from '../determinations/Withdrawal.tsx';
import { EngagementPart } from '../engagement/EngagementPart.tsx';
import { plural, span } from '../words/quantities.ts';
import { determinationWords } from '../words/review.ts';
import { Tiers } from './Tiers.tsx';

const beatMs = 60_000;

export function AssessmentPage({ submissionId }: { submissionId: string }) {
  return (
    <EngagementPart submissionId={submissionId} part="Assessment">
      {(submission) => <Determinations submission={submission} />}
    </EngagementPart>
  );
}

function Determinations({ submission }: { submission: Submission }) {
  const determinations = useQuery(determinationsQuery(submission.id));
  const appeals = useQuery(appealsQuery(submission.id));
  return (
    <Answer of={determinations} named="the determinations">
      {({ items }) => (
        <>
          {items.length === 0 && (
            <Empty>
              <p>
                There is no determination. None is needed for anything: a model may be released
                without one, and without this engagement.
              </p>
            </Empty>
          )}
          <div className="sp-cards">
            {items.map((determination) => (
              <Card key={determination.id} determination={determination} submission={submission} />
            ))}
          </div>
          <Appeals appeals={appeals} about="determination" />
        </>
      )}
    </Answer>
  );
}

interface CardProps {
  determination: Determination;
  submission: Submission;
}

const isSettled = ({ signedAt }: Determination): boolean => signedAt !== null;

function Card({ determination, submission }: CardProps) {
  const { id, office, state, openedAt, signedAt, withdrawal } = determination;
  return (
    <article className="sp-grant" aria-labelledby={`title-${id}`}>
      <div className="sp-grant__head">
        <h2 id={`title-${id}`}>Determination by {office}</h2>
        <StateTag state={determinationWords[state]} />
      </div>
      <p>
        Opened <Instant at={openedAt} />
        {signedAt !== null && (
          <>
            ; signed <Instant at={signedAt} />
          </>
        )}
        . {consulted(determination)}
      </p>
      {withdrawal !== null && (
        <>
          <p>The office took it back before it was signed. It says nothing of the model.</p>
          <Withdrawal withdrawal={withdrawal} />
        </>
      )}
      {isSettled(determination) && (
        <>
          <Tiers determinationId={id} side={submission.side} />
          <AppealClock determination={determination} submission={submission} />
        </>
      )}
      {!isSettled(determination) && withdrawal === null && (
        <p className="sp-small">
          What it says is told, part by part, after two officials signed it.
        </p>
      )}
    </article>
  );
}

function consulted({ consultees: { asked, answered, timedOut } }: Determination): string {
  if (asked === 0) return 'No other office was consulted.';
  const late = timedOut === 0 ? '' : `, ${timedOut} did not in time`;
  return `Of ${plural(asked, 'office')} consulted, ${answered} answered${late}.`;
}

function AppealClock({ determination, submission }: CardProps) {
  const now = useNow(beatMs);
  const { id, appealUntil, state } = determination;
  if (submission.side !== 'developer' || appealUntil === null || state !== 'signed') return null;
  const leftMs = Date.parse(appealUntil) - now;
  return (
    <div className="sp-step">
      <h3>Appeal</h3>
      {leftMs > 0 ? (
        <>
          <p>
            You may appeal until <Instant at={appealUntil} />: {span(leftMs)} left. This is the
            installation’s own policy, not a legal right.
          </p>
          <FileAppeal submissionId={submission.id} about="determination" subjectId={id} />
        </>
      ) : (
        <p>
          The time to appeal ended on <Instant at={appealUntil} />. A new question can be asked at
          any time.
        </p>
      )}
    </div>
  );
}
