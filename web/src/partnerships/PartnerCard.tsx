/** One partnership: who, for what and until when, what both sides said and signed, and what the reader can do. */
import type { Partnership, Submission } from '../api/views.ts';
import { Fact, Facts } from '../controls/Facts.tsx';
import { Instant } from '../controls/Instant.tsx';
import { HiddenNote } from '../inert/HiddenNote.tsx';
import { EndpointList } from '../submissions/EndpointList.tsx';
import { ShapeMark, StateTag } from '../controls/StateTag.tsx';
import { sideWords } from '../words/access.ts';
import { plural } from '../words/quantities.ts';
import { categoryWords, partnershipWords, relationWords } from '../words/review.ts';
import { PartnerSteps } from './PartnerSteps.tsx';

interface PartnerCardProps {
  partnership: Partnership;
  side: Submission['side'];
}

export function PartnerCard({ partnership, side }: PartnerCardProps) {
  const { id, organisation, category, state, expiresAt, settled, access, findings } = partnership;
  return (
    <article
      className={settled === null ? 'sp-grant' : 'sp-grant sp-grant--over'}
      aria-labelledby={`title-${id}`}
    >
      <div className="sp-grant__head">
        <h3 id={`title-${id}`}>{organisation}</h3>
        <StateTag state={partnershipWords[state]} />
      </div>
      <p>{meanings[state](partnership)}</p>
      {settled !== null && <Settled settled={settled} />}
      <Facts>
        <Fact name="Kind">{categoryWords[category]}</Fact>
        {access !== null && (
          <Fact name="Uses it at">
            {access.surface}
            <EndpointList endpoints={access.endpoints} />
          </Fact>
        )}
        <Fact name="Ends by itself">
          <Instant at={expiresAt} />
        </Fact>
        {findings > 0 && (
          <Fact name="Sent to the clearinghouse">{plural(findings, 'finding')}</Fact>
        )}
      </Facts>
      {partnership.hasHiddenCharacters && (
        <p className="sp-notice">
          <HiddenNote />
        </p>
      )}
      <PartnerSteps partnership={partnership} side={side} />
      <Nomination partnership={partnership} />
    </article>
  );
}

const otherOf = ({ nomination, developer, evaluator }: Partnership): string =>
  nomination?.side === 'developer' ? evaluator : developer;

const meanings: Record<Partnership['state'], (partnership: Partnership) => string> = {
  nominated: (partnership) => `${otherOf(partnership)} signs the same text, or refuses it.`,
  added: ({ organisation }) => `Both sides signed. ${organisation} reads the terms and takes them.`,
  accepted: () => 'It took its terms. Its access is a grant of its own, signed by four people.',
  refused: () => 'It was refused. It may be nominated again after an appeal that is upheld.',
  withdrawn: () => 'The nomination was taken back.',
  ended: () => 'It ended, and its access with it.',
  expired: () => 'It ended by itself on its last day.',
};

function Settled({ settled }: { settled: NonNullable<Partnership['settled']> }) {
  const { at, by, code, because } = settled;
  return (
    <p className="sp-small">
      {by ?? 'By itself'}, <Instant at={at} />
      {code !== null && (
        <>
          , reason <code>{code}</code>
        </>
      )}
      {because !== '' && <>: “{because}”</>}
    </p>
  );
}

/** The partner does not read it; both sides do. */
function Nomination({ partnership }: { partnership: Partnership }) {
  const { nomination, access, statementSha256 } = partnership;
  if (nomination === null) return null;
  const { side, by, at, criteriaMet, relation, relationWords: words, signatures } = nomination;
  return (
    <details className="sp-details">
      <summary>What was nominated, and who signed</summary>
      <Facts stacked>
        <Fact name="Nominated by">
          {by}, {sideWords[side].toLowerCase()}, <Instant at={at} />
        </Fact>
        <Fact name="How it meets the criteria">{criteriaMet}</Fact>
        <Fact name="Relation to either side">
          {relationWords[relation]}: {words}
        </Fact>
        {access !== null && <Fact name="Used on">{access.assets.join(', ')}</Fact>}
        <Fact name="SHA-256 of the text that is signed">
          <code className="sp-hash sp-small">{statementSha256}</code>
        </Fact>
      </Facts>
      <ul className="sp-plain">
        {(['developer', 'evaluator'] as const).map((each) => {
          const signed = signatures.find((signature) => signature.side === each);
          return (
            <li key={each} className={signed ? 'sp-signature sp-signature--there' : 'sp-signature'}>
              <ShapeMark shape={signed ? 'tick' : 'ring'} />
              <span>
                {sideWords[each]}: {signed ? signed.person : 'not signed'}
                {signed && (
                  <span className="sp-small">
                    <Instant at={signed.at} />
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
