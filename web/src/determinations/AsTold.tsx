/** One part as its developer will see it, in the very parts that the developer's page is made of. */
import { Told } from '../assessments/Told.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { assessmentWords, tierName } from '../words/review.ts';

interface AsToldProps {
  tier: string;
  text: string;
  hasHiddenCharacters?: boolean;
}

export function AsTold({ tier, text, hasHiddenCharacters = false }: AsToldProps) {
  return (
    <figure className="sp-as-told">
      <figcaption className="sp-small">As the developer sees it</figcaption>
      <div className="sp-fix__row">
        <strong>{tierName(tier)}</strong>
        <StateTag state={assessmentWords.released} />
      </div>
      <Told text={text} hasHiddenCharacters={hasHiddenCharacters} />
    </figure>
  );
}
