/** A journal that is open on the page: its rows as they come, its samples, and what a search found. */
import { useEffect, useRef, useState } from 'react';
import { entryOf, type JournalEntry } from './entry.ts';
import type { Row, SampleRow } from './outline.ts';
import type { Asked, Told } from './reader.worker.ts';

export interface OpenJournal {
  file: File;
  rows: readonly Row[];
  samples: readonly SampleRow[];
  bytesRead: number;
  isRead: boolean;
  bytesTorn: number;
  problem: string | undefined;
}

export interface Found {
  words: string;
  /** Places of rows, in order. */
  places: readonly number[];
  isOver: boolean;
}

const nothingFound: Found = { words: '', places: [], isOver: true };

export function useJournal() {
  const worker = useRef<Worker>(undefined);
  const searches = useRef(0);
  const [journal, setJournal] = useState<OpenJournal>();
  const [found, setFound] = useState<Found>(nothingFound);
  useEffect(() => () => worker.current?.terminate(), []);

  const ask = (asked: Asked) => worker.current?.postMessage(asked);
  const open = (file: File) => {
    worker.current?.terminate();
    worker.current = new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' });
    worker.current.onmessage = ({ data }: MessageEvent<Told>) => {
      if (data.tell !== 'found') setJournal((before) => before && withTold(before, data));
      else if (data.search === searches.current) setFound((before) => withFound(before, data));
    };
    setFound(nothingFound);
    setJournal({
      file,
      rows: [],
      samples: [],
      bytesRead: 0,
      isRead: false,
      bytesTorn: 0,
      problem: undefined,
    });
    ask({ ask: 'open', file });
  };
  const search = (file: File, words: string) => {
    searches.current += 1;
    setFound({ words, places: [], isOver: words === '' });
    if (words !== '') ask({ ask: 'search', file, words, search: searches.current });
  };
  return { journal, found, open, search };
}

function withTold(before: OpenJournal, told: Exclude<Told, { tell: 'found' }>): OpenJournal {
  switch (told.tell) {
    case 'rows':
      return { ...before, rows: before.rows.concat(told.rows), bytesRead: told.bytesRead };
    case 'opened':
      return { ...before, samples: told.samples, bytesTorn: told.bytesTorn, isRead: true };
    case 'refused':
      return { ...before, problem: told.problem, isRead: true };
  }
}

const withFound = (before: Found, told: Extract<Told, { tell: 'found' }>): Found => ({
  ...before,
  places: before.places.concat(told.places),
  isOver: told.isOver,
});

/** Reads one entry whole, from its place in the file. */
export async function readEntry(file: File, row: Row): Promise<JournalEntry | undefined> {
  return entryOf(await file.slice(row.offset, row.offset + row.bytes).text());
}
