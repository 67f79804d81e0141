/** Thresholds that their office let overseers open: what was committed to, before any sample. */
import { useQuery } from '@tanstack/react-query';
import { shownThresholdsQuery } from '../api/determination-queries.ts';
import { Answer } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { SaveOpening } from '../determinations/SaveOpening.tsx';

export function ShownThresholds() {
  const found = useQuery(shownThresholdsQuery);
  return (
    <section className="sp-wide" aria-labelledby="thresholds-title">
      <h2 id="thresholds-title">Thresholds that overseers were shown</h2>
      <Answer of={found} named="the thresholds">
        {(thresholds) =>
          thresholds.length === 0 ? (
            <p>None was shown. The office that committed to one decides whether to show it.</p>
          ) : (
            <ul className="sp-rows">
              {thresholds.map(
                ({ id, name, version, commitment, committedBy, committedAt, shownAt }) => (
                  <li key={id}>
                    <strong>
                      {name}, version {version}
                    </strong>
                    <p className="sp-small">
                      Committed by {committedBy} <Instant at={committedAt} />
                      {shownAt !== null && (
                        <>
                          , shown <Instant at={shownAt} />
                        </>
                      )}
                    </p>
                    <code className="sp-hash sp-small sp-block">{commitment}</code>
                    <SaveOpening thresholdId={id} />
                  </li>
                ),
              )}
            </ul>
          )
        }
      </Answer>
    </section>
  );
}
