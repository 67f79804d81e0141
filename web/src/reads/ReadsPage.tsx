/** Who opened what of an engagement, what for, which stood out by published rules, and what came of looking at it. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { readsQuery } from '../api/review-queries.ts';
import type { Reads, SealedRead, Submission } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { Pager } from '../controls/Pager.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { EngagementPart } from '../engagement/EngagementPart.tsx';
import { readKind, readVerdictWords } from '../words/review.ts';
import type { ReadsSearch } from './reads-search.ts';
import { ReviewRead } from './ReviewRead.tsx';

interface ReadsPageProps {
  submissionId: string;
  search: ReadsSearch;
}

export function ReadsPage({ submissionId, search }: ReadsPageProps) {
  return (
    <EngagementPart submissionId={submissionId} part="Who read what">
      {(submission) => <List submission={submission} search={search} />}
    </EngagementPart>
  );
}

function List({ submission, search }: { submission: Submission; search: ReadsSearch }) {
  const { only, cursor } = search;
  const reads = useQuery(readsQuery(submission.id, only === 'unusual', cursor));
  return (
    <>
      <p className="sp-reads__lead">
        Every opening of something sealed, by anybody, newest first. Both sides and the overseer
        read this page.
      </p>
      <nav className="sp-choices" aria-label="Which reads">
        <Link to="." search={{}} activeOptions={{ exact: true, includeSearch: true }}>
          All
        </Link>
        <Link
          to="."
          search={{ only: 'unusual' }}
          activeOptions={{ exact: true, includeSearch: true }}
        >
          Those that stand out
        </Link>
      </nav>
      <Answer of={reads} named="the reads">
        {(page) => (
          <>
            {page.items.length === 0 ? (
              <Empty>
                <p>
                  {only === 'unusual'
                    ? 'No read stands out by the rules below.'
                    : 'Nothing sealed was opened yet, by anybody.'}
                </p>
              </Empty>
            ) : (
              <ul className="sp-rows sp-reads">
                {page.items.map((read) => (
                  <Row key={read.eventId} read={read} rules={page.rules} submission={submission} />
                ))}
              </ul>
            )}
            <Pager named="reads" cursor={cursor} nextCursor={page.nextCursor} />
            <Rules rules={page.rules} />
          </>
        )}
      </Answer>
    </>
  );
}

interface RowProps {
  read: SealedRead;
  rules: Reads['rules'];
  submission: Submission;
}

function Row({ read, rules, submission }: RowProps) {
  const { at, by, kind, purpose, unusual, review, may } = read;
  const isUnusual = unusual.length > 0;
  return (
    <li className={isUnusual ? 'sp-reads__unusual' : undefined}>
      <div className="sp-fix__row">
        <span>
          <strong>{by}</strong>: {readKind(kind).toLowerCase()}
        </span>
        {isUnusual && (
          <StateTag
            state={
              review === null
                ? { word: 'Stands out: to be looked at', shape: 'ring', tone: 'wait' }
                : {
                    word: `Stood out: ${readVerdictWords[review.verdict].toLowerCase()}`,
                    shape: review.verdict === 'explained' ? 'tick' : 'cross',
                    tone: review.verdict === 'explained' ? 'quiet' : 'bad',
                  }
            }
          />
        )}
      </div>
      <p>“{purpose}”</p>
      <p className="sp-small">
        <Instant at={at} />
      </p>
      {unusual.map((rule) => (
        <p key={rule}>{rules.find((each) => each.rule === rule)?.words ?? rule}</p>
      ))}
      {review !== null && (
        <blockquote className="sp-said">
          <p>{review.words}</p>
          <footer className="sp-small">
            {review.by}, <Instant at={review.at} />
          </footer>
        </blockquote>
      )}
      {may.includes('review') && <ReviewRead submissionId={submission.id} read={read} />}
    </li>
  );
}

function Rules({ rules }: { rules: Reads['rules'] }) {
  return (
    <section className="sp-section" aria-labelledby="rules-title">
      <h2 id="rules-title">What makes a read stand out</h2>
      <ul>
        {rules.map(({ rule, words }) => (
          <li key={rule}>{words}</li>
        ))}
      </ul>
      <p className="sp-small">
        A mark says that a second person should look. It says nothing about anybody.
      </p>
    </section>
  );
}
