/** The trusted partners of an engagement: nominated by one side, added by both, ended by any one of three. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { agreementsQuery, appealsQuery, partnershipsQuery } from '../api/review-queries.ts';
import type { Partnership, Submission } from '../api/views.ts';
import { Appeals } from '../appeals/Appeals.tsx';
import { Answer, Empty } from '../controls/Answer.tsx';
import { EngagementPart } from '../engagement/EngagementPart.tsx';
import { plural } from '../words/quantities.ts';
import { PartnerCard } from './PartnerCard.tsx';
import { PartnerMix } from './PartnerMix.tsx';

export function PartnersPage({ submissionId }: { submissionId: string }) {
  return (
    <EngagementPart submissionId={submissionId} part="Trusted partners">
      {(submission) => (
        <div className="sp-columns">
          <Partners submission={submission} />
          <div className="sp-aside">
            <PartnerMix />
            <Criteria submission={submission} />
          </div>
        </div>
      )}
    </EngagementPart>
  );
}

const isOver = ({ state }: Partnership): boolean =>
  ['refused', 'withdrawn', 'ended', 'expired'].includes(state);

function Partners({ submission }: { submission: Submission }) {
  const found = useQuery(partnershipsQuery(submission.id));
  const appeals = useQuery(appealsQuery(submission.id));
  return (
    <section aria-labelledby="partners-title">
      <div className="sp-heading-row">
        <h2 id="partners-title">Partners of this model</h2>
        {submission.side !== 'overseer' && submission.state === 'open' && (
          <Link
            className="usa-button usa-button--outline"
            to="/submissions/$submissionId/partners/nominate"
            params={{ submissionId: submission.id }}
          >
            Nominate a partner
          </Link>
        )}
      </div>
      <Answer of={found} named="the partners">
        {({ items }) => <Cards submission={submission} partnerships={items} />}
      </Answer>
      <Appeals appeals={appeals} about="partnership" />
    </section>
  );
}

interface CardsProps {
  submission: Submission;
  partnerships: readonly Partnership[];
}

function Cards({ submission, partnerships }: CardsProps) {
  const open = partnerships.filter((each) => !isOver(each));
  const over = partnerships.filter(isOver);
  const card = (partnership: Partnership) => (
    <PartnerCard key={partnership.id} partnership={partnership} side={submission.side} />
  );
  return (
    <>
      {open.length === 0 && (
        <Empty>
          <p>No partner is nominated or added. Nothing is required of anybody.</p>
        </Empty>
      )}
      <div className="sp-cards">{open.map(card)}</div>
      {over.length > 0 && (
        <details className="sp-details sp-grants__over" open={open.length === 0}>
          <summary>{plural(over.length, 'partner')} over</summary>
          <div className="sp-cards">{over.map(card)}</div>
        </details>
      )}
    </>
  );
}

function Criteria({ submission: { id } }: { submission: Submission }) {
  const found = useQuery(agreementsQuery(id)).data?.agreements ?? [];
  const criteria = found
    .map(({ document }) => document)
    .filter(({ kind, isInForce }) => kind === 'partner_criteria' && isInForce);
  if (criteria.length === 0) return null;
  return (
    <section aria-labelledby="criteria-title">
      <h2 id="criteria-title">By what criteria</h2>
      <ul className="sp-plain">
        {criteria.map(({ sha256, title, name, version }) => (
          <li key={sha256}>
            <Link
              to="/submissions/$submissionId/documents/$sha256"
              params={{ submissionId: id, sha256 }}
            >
              {title}
            </Link>
            <span className="sp-small sp-block">
              {name} version {version}; a refusal names one of its reasons
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
