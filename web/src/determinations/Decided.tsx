/** What an official said, word for word, beside what the code proposed. */
import type { DeterminationContent } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { HiddenNote } from '../inert/HiddenNote.tsx';
import { outcomeNames } from '../words/review.ts';

export function Decided({ content }: { content: DeterminationContent }) {
  const { outcome, reason, differsBecause, decidedBy, decidedAt, hasHiddenCharacters } = content;
  if (outcome === null) return null;
  return (
    <section aria-labelledby="decided-title">
      <h2 id="decided-title">
        {decidedBy} says: {outcomeNames[outcome].toLowerCase()}
      </h2>
      <blockquote className="sp-said">
        <p>{reason}</p>
        {decidedAt !== null && (
          <footer className="sp-small">
            {decidedBy}, <Instant at={decidedAt} />
          </footer>
        )}
      </blockquote>
      {differsBecause !== null && (
        <>
          <h3>Why it differs from the code’s proposal</h3>
          <blockquote className="sp-said">
            <p>{differsBecause}</p>
          </blockquote>
        </>
      )}
      {hasHiddenCharacters && (
        <p className="sp-notice">
          <HiddenNote />
        </p>
      )}
    </section>
  );
}
