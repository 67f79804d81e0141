/** What a run's samples add up to: all tasks and each family, as two people's reviews left them. */
import type { Run } from '../api/views.ts';
import { scoreRows, scoreWords, type Score } from './score-rows.ts';
import { ScorePlot } from './ScorePlot.tsx';

export function Scores({ run: { result } }: { run: Run }) {
  const { asRecorded, asReviewed } = result;
  const rows = scoreRows(result);
  const isChanged = asRecorded !== null && asReviewed?.mean !== asRecorded.mean;
  return (
    <section className="sp-section" aria-labelledby="scores-title">
      <h2 id="scores-title">{finding(asReviewed)}</h2>
      {rows.length === 0 ? (
        <p>A score appears with the first sample, and its interval narrows as more arrive.</p>
      ) : (
        <>
          <p className="sp-small">
            Mean score over tasks as reviewed, with its 95 % interval.
            {isChanged && ` As recorded, before review: ${scoreWords(asRecorded)}.`}
          </p>
          <ScorePlot rows={rows} />
        </>
      )}
    </section>
  );
}

const finding = (score: Score | null): string =>
  score === null ? 'No score yet' : `Mean score ${scoreWords(score)}`;
