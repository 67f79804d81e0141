/** What the code proposes, in one sentence, and the commitment that it was made under. People decide. */
import type { ConsultationContent } from '../api/views.ts';
import { Fact, Facts } from '../controls/Facts.tsx';
import { Instant } from '../controls/Instant.tsx';
import { sentence } from '../controls/sentence.tsx';
import { outcomeNames, proposedOutcome } from '../words/review.ts';

type ProposalProps = Pick<ConsultationContent, 'proposal' | 'threshold'>;

export function Proposal({ proposal, threshold }: ProposalProps) {
  const { commitment, committedAt, firstSampleAt, look } = threshold;
  return (
    <section aria-labelledby="proposal-title">
      <h2 id="proposal-title">
        The code proposes: {outcomeNames[proposedOutcome[proposal.outcome]].toLowerCase()}
      </h2>
      <p>
        {sentence(proposal.reason)} It is arithmetic on a threshold that was committed before the
        first sample; people decide.
      </p>
      <Facts>
        <Fact name="Threshold committed">
          <Instant at={committedAt} />
        </Fact>
        <Fact name="First sample">
          <Instant at={firstSampleAt} />
        </Fact>
        <Fact name="Look">{look}</Fact>
      </Facts>
      <Facts stacked>
        <Fact name="Commitment to the threshold">
          <code className="sp-hash sp-small">{commitment}</code>
        </Fact>
      </Facts>
    </section>
  );
}
