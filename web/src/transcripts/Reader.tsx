/** The open journal: which sample, what to find, its entries as one list, and the chosen entry whole. */
import { Button, Label, TextInput } from '@trussworks/react-uswds';
import { useEffect, useMemo, useRef, useState } from 'react';
import { EntryList } from './EntryList.tsx';
import { EntryView } from './EntryView.tsx';
import type { Found, OpenJournal } from './journal.ts';
import type { Row } from './outline.ts';
import { everySample, SampleChoice } from './SampleChoice.tsx';
import { count } from '../words/quantities.ts';

interface ReaderProps {
  journal: OpenJournal;
  found: Found;
  search: (file: File, words: string) => void;
}

export function Reader({ journal, found, search }: ReaderProps) {
  const { file, rows, samples } = journal;
  const [sample, setSample] = useState(everySample);
  const [words, setWords] = useState('');
  /** A place among the journal's rows; a new search moves it to the first that it finds. */
  const [place, setPlace] = useState(0);
  const [isSearching, setSearching] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useSlash(field);

  const shown = useMemo(() => ofSample(rows, [...rows.keys()], sample), [rows, sample]);
  const hits = useMemo(() => ofSample(rows, found.places, sample), [rows, found.places, sample]);
  const chosen = isSearching ? (hits[0] ?? place) : place;
  const choose = (at: number) => {
    setPlace(at);
    setSearching(false);
  };
  const toHit = (by: 1 | -1) => {
    const next = by === 1 ? hits.find((at) => at > chosen) : hits.findLast((at) => at < chosen);
    const to = next ?? hits.at(by === 1 ? 0 : -1);
    if (to !== undefined) choose(to);
  };
  const row = rows[chosen];

  return (
    <>
      <div className="sp-transcript__ways">
        <SampleChoice
          samples={samples}
          chosen={sample}
          onChoose={(chosen) => {
            setSample(chosen);
            const first = chosen === everySample ? 0 : rows.findIndex(isOf(Number(chosen)));
            choose(Math.max(0, first));
          }}
        />
        <form
          role="search"
          onSubmit={(event) => {
            event.preventDefault();
            if (words === found.words) return toHit(1);
            setSearching(true);
            search(file, words);
          }}
        >
          <Label htmlFor="journal-find">Find</Label>
          <div className="sp-transcript__find">
            <TextInput
              id="journal-find"
              name="journal-find"
              type="search"
              inputRef={field}
              maxLength={200}
              value={words}
              onChange={({ target }) => setWords(target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Escape') return;
                // The browser would empty the field.
                event.preventDefault();
                list.current?.focus();
              }}
            />
            <Button type="submit">Find</Button>
            <Button type="button" outline disabled={hits.length === 0} onClick={() => toHit(-1)}>
              Previous
            </Button>
            <Button type="button" outline disabled={hits.length === 0} onClick={() => toHit(1)}>
              Next
            </Button>
            <span role="status">{foundWords(found, hits, chosen)}</span>
          </div>
        </form>
      </div>
      <p className="sp-small">
        <kbd>j</kbd> and <kbd>k</kbd>: next and previous entry. <kbd>/</kbd>: find. <kbd>Esc</kbd>:
        back to the entries.
      </p>
      <div className="sp-transcript">
        <EntryList {...{ rows, shown, hits, chosen, list }} onChoose={choose} />
        {row !== undefined && <EntryView key={row.offset} file={file} row={row} place={chosen} />}
      </div>
    </>
  );
}

const ofSample = (rows: readonly Row[], places: readonly number[], sample: string) =>
  sample === everySample ? places : places.filter((at) => rows[at]?.sample === Number(sample));
const isOf =
  (place: number) =>
  ({ sample }: { sample: number }): boolean =>
    sample === place;

function foundWords({ words, isOver }: Found, hits: readonly number[], chosen: number): string {
  if (words === '') return '';
  const at = hits.indexOf(chosen);
  const so = isOver ? '' : ' so far…';
  if (hits.length === 0) return isOver ? 'Nothing found' : 'Searching…';
  return at < 0
    ? `${count(hits.length)} found${so}`
    : `${count(at + 1)} of ${count(hits.length)}${so}`;
}

/** `/` goes to the search, from wherever nobody is typing. */
function useSlash(field: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.matches('input, textarea');
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [field]);
}
