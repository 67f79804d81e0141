/**
 * What a developer is told of a determination, tier by tier: that each exists, what is withheld until when and
 * for what kind of reason, and the words where they were told.
 */
import { useQuery } from '@tanstack/react-query';
import { assessmentText } from '../api/determination-queries.ts';
import { assessmentsQuery } from '../api/review-queries.ts';
import type { Assessment, Submission } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { TierSteps } from '../determinations/TierSteps.tsx';
import { SealedReading } from '../controls/SealedReading.tsx';
import { assessmentWords, tierName, withholdingWords } from '../words/review.ts';
import { ReviewDate } from './ReviewDate.tsx';
import { Told } from './Told.tsx';

interface TiersProps {
  determinationId: string;
  side: Submission['side'];
}

export function Tiers({ determinationId, side }: TiersProps) {
  const found = useQuery(assessmentsQuery(determinationId));
  return (
    <section className="sp-step" aria-labelledby={`tiers-${determinationId}`}>
      <h3 id={`tiers-${determinationId}`}>
        {side === 'developer' ? 'What you are told' : 'What the developer is told'}
      </h3>
      <Answer of={found} named="what is told">
        {({ tiers }) => (
          <ul className="sp-rows">
            {tiers.map((assessment) => (
              <Tier key={assessment.tier} assessment={assessment} />
            ))}
          </ul>
        )}
      </Answer>
    </section>
  );
}

function Tier({ assessment }: { assessment: Assessment }) {
  const { determinationId, tier, state, stateSince, may } = assessment;
  return (
    <li>
      <div className="sp-fix__row">
        <strong>{tierName(tier)}</strong>
        <StateTag state={assessmentWords[state]} />
      </div>
      <p className="sp-small">
        <Since assessment={assessment} /> Since <Instant at={stateSince} />.
      </p>
      {may.includes('read') && !may.includes('release') && (
        <SealedReading
          named={`Read this part: ${tierName(tier).toLowerCase()}`}
          read={(purpose) => assessmentText(determinationId, tier, purpose)}
        >
          {(told) => <Told {...told} />}
        </SealedReading>
      )}
      <TierSteps assessment={assessment} />
    </li>
  );
}

function Since({
  assessment: { state, reasonClass, reviewBy, isOverdue },
}: {
  assessment: Assessment;
}) {
  if (state === 'withheld' && reasonClass !== null && reviewBy !== null) {
    return (
      <>
        {withholdingWords[reasonClass]} It must be looked at again by <Instant at={reviewBy} />.
      </>
    );
  }
  if (state === 'released') return <>Told to the developer, and to nobody else.</>;
  return (
    <>
      It exists, and whether it is told is being looked at.{' '}
      <ReviewDate {...{ reviewBy, isOverdue }} />
    </>
  );
}
