/** One partnership as its partner sees it: what it may use, and the steps that are the partner's alone. */
import type { Appeal, Partnership } from '../api/views.ts';
import { AppealCard } from '../appeals/Appeals.tsx';
import { FileAppeal } from '../appeals/FileAppeal.tsx';
import { Fact, Facts } from '../controls/Facts.tsx';
import { Instant } from '../controls/Instant.tsx';
import { useNow } from '../controls/now.ts';
import { StateTag } from '../controls/StateTag.tsx';
import { HiddenNote } from '../inert/HiddenNote.tsx';
import { EndpointList } from '../submissions/EndpointList.tsx';
import { plural, span } from '../words/quantities.ts';
import { partnershipWords } from '../words/review.ts';
import { AcceptStatement } from './AcceptStatement.tsx';
import { AssetHeaders } from './AssetHeaders.tsx';
import { ReturnAccess } from './ReturnAccess.tsx';
import { SendFinding } from './SendFinding.tsx';

const beatMs = 60_000;

interface OwnPartnershipProps {
  partnership: Partnership;
  /** About this one. */
  appeals: readonly Appeal[];
}

export function OwnPartnership({ partnership, appeals }: OwnPartnershipProps) {
  const { id, developer, evaluator, state, access, may, submissionId, grantId } = partnership;
  const model = access?.declaredAs ?? `A model of ${developer}`;
  return (
    <article
      className={partnership.settled === null ? 'sp-grant' : 'sp-grant sp-grant--over'}
      aria-labelledby={`title-${id}`}
    >
      <div className="sp-grant__head">
        <h3 id={`title-${id}`}>{model}</h3>
        <StateTag state={partnershipWords[state]} />
      </div>
      <p className="sp-small">
        {developer}, for {evaluator}
      </p>
      <Meaning partnership={partnership} />
      {access !== null && partnership.settled === null && (
        <Use access={access} partnership={partnership} />
      )}
      {partnership.hasHiddenCharacters && (
        <p className="sp-notice">
          <HiddenNote />
        </p>
      )}
      {may.includes('accept') && <AcceptStatement partnership={partnership} />}
      {state === 'accepted' && grantId !== null && access !== null && (
        <AssetHeaders assets={access.assets} />
      )}
      {may.includes('send_finding') && <SendFinding partnership={partnership} model={model} />}
      {may.includes('end') && <ReturnAccess partnership={partnership} model={model} />}
      {appeals.map((appeal) => (
        <AppealCard key={appeal.id} appeal={appeal} />
      ))}
      {state === 'refused' && appeals.length === 0 && (
        <FileAppeal submissionId={submissionId} about="partnership" subjectId={id} />
      )}
    </article>
  );
}

function Meaning({ partnership: { state, settled, grantId } }: { partnership: Partnership }) {
  const at = settled === null ? null : <Instant at={settled.at} />;
  const because = settled === null || settled.because === '' ? '' : ` “${settled.because}”`;
  switch (state) {
    case 'added':
      return <p>Both sides added you. Read the statement, and take it if you agree.</p>;
    case 'accepted':
      return (
        <p>
          {grantId === null
            ? 'You took the statement. Either side asks for your access next.'
            : 'You took the statement, and access was asked for under it. Use it as the statement says.'}
        </p>
      );
    case 'refused':
      return (
        <p>
          You were nominated and refused on {at}, for the published reason{' '}
          <code>{settled?.code}</code>.{because}
        </p>
      );
    case 'expired':
      return <p>Your access ended {at}. Ask the developer to nominate you again.</p>;
    case 'ended':
      return (
        <p>
          Your access ended {at}.{because} Ask the developer to nominate you again.
        </p>
      );
    case 'nominated':
    case 'withdrawn':
      return null;
  }
}

interface UseProps {
  access: NonNullable<Partnership['access']>;
  partnership: Partnership;
}

function Use({ access, partnership: { expiresAt, findings } }: UseProps) {
  const leftMs = Date.parse(expiresAt) - useNow(beatMs);
  return (
    <Facts>
      <Fact name="Where">
        {access.surface}
        <EndpointList endpoints={access.endpoints} />
      </Fact>
      <Fact name="On which systems and code">{access.assets.join(', ')}</Fact>
      <Fact name="Until">
        <Instant at={expiresAt} />
        {leftMs > 0 && <span className="sp-small sp-block">{span(leftMs)} left</span>}
      </Fact>
      {findings > 0 && <Fact name="Findings you sent">{plural(findings, 'finding')}</Fact>}
    </Facts>
  );
}
