/** The four signatures of a grant: who signed for each side, and who still may. */
import type { Grant, Side, Submission } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { ShapeMark } from '../controls/StateTag.tsx';

interface SignaturesProps {
  grant: Grant;
  parties: Submission['parties'];
}

export function Signatures({ grant, parties }: SignaturesProps) {
  return (
    <div className="sp-signatures">
      <SideSignatures side="developer" grant={grant} party={parties.developer} />
      <SideSignatures side="evaluator" grant={grant} party={parties.evaluator} />
    </div>
  );
}

interface SideSignaturesProps {
  side: Side;
  grant: Grant;
  party: Submission['parties'][Side];
}

function SideSignatures({ side, grant, party }: SideSignaturesProps) {
  const signed = grant.signatures.filter((signature) => signature.side === side);
  const missing = Array.from({ length: grant.missing[side] }, (_, at) => at);
  const mayStill = party.approvers.filter(
    ({ name }) => !signed.some(({ person }) => person === name),
  );
  return (
    <div>
      <h4>{party.organisation}</h4>
      <ul>
        {signed.map(({ person, at }) => (
          <li key={person} className="sp-signature sp-signature--there">
            <ShapeMark shape="tick" />
            <span>
              {person}{' '}
              <span className="sp-small">
                <Instant at={at} />
              </span>
            </span>
          </li>
        ))}
        {missing.map((at) => (
          <li key={at} className="sp-signature">
            <ShapeMark shape="ring" />
            Missing
          </li>
        ))}
      </ul>
      {missing.length > 0 && <p className="sp-small">{mayStillWords(mayStill)}</p>}
    </div>
  );
}

const mayStillWords = (people: readonly { name: string }[]): string =>
  people.length === 0
    ? 'Nobody else of this side has registered a key.'
    : `May sign: ${people.map(({ name }) => name).join(', ')}.`;
