/**
 * Reads a journal beside the page, so that the page answers while a gigabyte streams by. The file never
 * leaves the browser. Asked to open, it tells rows as they come; asked to search, the places of what fits.
 */
import { entryOf } from './entry.ts';
import { LineTooLong, linesOf } from './lines.ts';
import { excerptOf, placed, type Row, type SampleRow } from './outline.ts';

export type Asked =
  { ask: 'open'; file: File } | { ask: 'search'; file: File; words: string; search: number };

export type Told =
  | { tell: 'rows'; rows: Row[]; bytesRead: number }
  | { tell: 'opened'; samples: SampleRow[]; bytesTorn: number }
  | { tell: 'refused'; problem: string }
  | { tell: 'found'; search: number; places: number[]; isOver: boolean };

const tell = (told: Told) => self.postMessage(told);
/** A list that is longer than this could not be scrolled: a page has an end, in pixels. */
const rowsMax = 500_000;
/** Told at once: few tellings cost the page little, and the first of a large file comes early. */
const rowsAtOnce = 20_000;
/** Before the entry a line has its hash: `{"hash":"…64…","entry":`. */
const hashCharacters = 83;
let newest = 0;

self.onmessage = ({ data }: MessageEvent<Asked>) => {
  if (data.ask === 'open') void open(data.file).catch(refuse);
  else void search(data).catch(refuse);
};

const refuse = (problem: unknown) =>
  tell({
    tell: 'refused',
    problem:
      problem instanceof LineTooLong
        ? 'a line is longer than 64 MiB, which no journal has'
        : 'the file could not be read to its end; was it moved or changed?',
  });

async function open(file: File): Promise<void> {
  const samples: SampleRow[] = [];
  const places = new Map<string, number>();
  let lines = 0;
  let bytesRead = 0;
  let rows: Row[] = [];
  for await (const group of linesOf(file)) {
    for (const { text, offset, bytes } of group) {
      lines += 1;
      const entry = entryOf(text);
      const problem = lines > rowsMax ? tooLong : entry === undefined ? noLine(lines) : undefined;
      if (problem !== undefined || entry === undefined) {
        tell({ tell: 'rows', rows, bytesRead });
        return tell({ tell: 'refused', problem: problem ?? '' });
      }
      const { at, kind } = entry;
      const sample = placed(entry, samples, places);
      rows.push({ at, kind, sample, excerpt: excerptOf(entry), offset, bytes });
      bytesRead = offset + bytes + 1;
    }
    if (rows.length < rowsAtOnce) continue;
    tell({ tell: 'rows', rows, bytesRead });
    rows = [];
  }
  tell({ tell: 'rows', rows, bytesRead });
  if (lines === 0) return tell({ tell: 'refused', problem: 'the file holds no whole line' });
  tell({ tell: 'opened', samples, bytesTorn: file.size - bytesRead });
}

const tooLong = `the journal has more than ${rowsMax} entries; the rest is not shown`;
const noLine = (line: number): string =>
  `line ${line} is no line of a run’s journal; choose the file that \`sallyport evaluate --out\` wrote`;

/** Upper and lower case are one. A later search ends an earlier one. */
async function search({ file, words, search: id }: Extract<Asked, { ask: 'search' }>) {
  newest = id;
  // In a line it stands as JSON writes it; what a model sent or was sent as JSON, written twice.
  const once = JSON.stringify(words.toLowerCase()).slice(1, -1);
  const twice = JSON.stringify(once).slice(1, -1);
  let line = 0;
  for await (const group of linesOf(file)) {
    const places: number[] = [];
    for (const { text } of group) {
      const entry = text.slice(hashCharacters).toLowerCase();
      if (line < rowsMax && (entry.includes(once) || entry.includes(twice))) places.push(line);
      line += 1;
    }
    if (newest !== id) return;
    if (places.length > 0) tell({ tell: 'found', search: id, places, isOver: false });
  }
  tell({ tell: 'found', search: id, places: [], isOver: true });
}
