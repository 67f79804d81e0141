/**
 * Who declared whether they have an interest. Those who evaluate, determine or oversee say so before anything
 * sealed opens to them; whoever has one leaves for good, and the page says that before they do.
 */
import { useQuery } from '@tanstack/react-query';
import { declarationsQuery } from '../api/review-queries.ts';
import { sessionQuery } from '../api/queries.ts';
import type { Submission } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { DeclareForm } from './DeclareForm.tsx';

export function Declarations({ submission }: { submission: Submission }) {
  const found = useQuery(declarationsQuery(submission.id));
  const person = useQuery(sessionQuery).data?.person ?? null;
  return (
    <section aria-labelledby="declarations-title">
      <h2 id="declarations-title">Declarations of interest</h2>
      <Answer of={found} named="the declarations">
        {({ declarations }) => {
          const own = declarations.find((each) => each.person === person?.name);
          return (
            <>
              {submission.side !== 'developer' && (
                <DeclareForm submissionId={submission.id} hasDeclared={own !== undefined} />
              )}
              {declarations.length === 0 ? (
                <p>Nobody has declared yet. Until then nobody but the developer opens anything.</p>
              ) : (
                <ul className="sp-rows">
                  {declarations.map(({ person: name, hasInterest, words, at }) => (
                    <li key={`${name} ${at}`}>
                      {name}: {hasInterest ? 'has an interest, and left' : 'has none'}
                      {words !== null && words !== '' && <> (“{words}”)</>}
                      <span className="sp-small sp-block">
                        <Instant at={at} />
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </>
          );
        }}
      </Answer>
    </section>
  );
}
