/** One entry whole: everything that was said in it, long parts folded as attachments. */
import { useEffect, useState } from 'react';
import { save } from '../api/client.ts';
import { Instant } from '../controls/Instant.tsx';
import { saidIn, type JournalEntry, type Said } from './entry.ts';
import { readEntry } from './journal.ts';
import type { Row } from './outline.ts';
import { count } from '../words/quantities.ts';

interface EntryViewProps {
  file: File;
  row: Row;
  place: number;
}

/** More parts than this are said to be there, and stay in the file. */
const partsMax = 200;

export function EntryView({ file, row, place }: EntryViewProps) {
  const [entry, setEntry] = useState<JournalEntry | 'unreadable'>();
  useEffect(() => {
    let isGone = false;
    void readEntry(file, row)
      .catch(() => undefined)
      .then((read) => isGone || setEntry(read ?? 'unreadable'));
    return () => void (isGone = true);
  }, [file, row]);
  return (
    <article className="sp-entry-view" aria-labelledby="entry-title">
      <h2 id="entry-title">
        Entry {count(place + 1)}: {row.kind.replaceAll('_', ' ')}
      </h2>
      <p className="sp-small">
        <Instant at={row.at} />
      </p>
      {entry === undefined && <p>Reading…</p>}
      {entry === 'unreadable' && <p>It cannot be read any more; was the file moved or changed?</p>}
      {typeof entry === 'object' && <Parts entry={entry} />}
    </article>
  );
}

function Parts({ entry }: { entry: JournalEntry }) {
  const said = saidIn(entry);
  return (
    <>
      {entry.sample !== null && <p className="sp-small">{entry.sample}</p>}
      {said.slice(0, partsMax).map((each, at) => (
        <Part key={at} said={each} />
      ))}
      {said.length > partsMax && <p>{count(said.length - partsMax)} more parts are in the file.</p>}
    </>
  );
}

/** Longer than this is an attachment, folded; longer than the second is cut on the page and saved whole. */
const foldedFrom = 4000;
const charactersShown = 200_000;

function Part({ said: { by, text } }: { said: Said }) {
  const isFolded = text.length > foldedFrom || by === 'answer as it came';
  const body = <pre tabIndex={0}>{text.slice(0, charactersShown)}</pre>;
  return (
    <section className="sp-part" aria-label={by}>
      <h3>{by}</h3>
      {isFolded ? (
        <details className="sp-details">
          <summary>Attachment, {count(text.length)} characters</summary>
          {text.length > charactersShown && (
            <p className="sp-small">The first {count(charactersShown)} are shown.</p>
          )}
          <button
            type="button"
            className="usa-button usa-button--unstyled"
            onClick={() => save({ name: 'attachment.txt', blob: new Blob([text]) })}
          >
            Save it as a file
          </button>
          {body}
        </details>
      ) : (
        body
      )}
    </section>
  );
}
