/** One line about each entry, and what became of each sample: all that is kept of a journal. Pure. */
import { inside, numberIn, saidIn, textIn, type JournalEntry } from './entry.ts';

export interface Row {
  at: string;
  kind: string;
  /** Place among the samples; -1: the run's own. */
  sample: number;
  /** The beginning of what was said. */
  excerpt: string;
  offset: number;
  bytes: number;
}

export interface SampleRow {
  name: string;
  entries: number;
  /** How it ended; '' while it has not. */
  disposition: string;
  /** Null unless scored. */
  value: number | null;
}

const excerptMax = 160;

export function excerptOf(entry: JournalEntry): string {
  const { kind, fields } = entry;
  if (kind === 'tool') {
    const failed = fields['isError'] === true ? ', failed' : '';
    return `${textIn(fields, 'name')}, ${Math.round(numberIn(fields, 'sandboxMs'))} ms${failed}`;
  }
  if (kind === 'sample_started') return `attempt ${numberIn(fields, 'attempt')}`;
  if (kind === 'run_started') return textIn(inside(inside(fields, 'plan'), 'suite'), 'name');
  if (kind === 'run_ended') return textIn(fields, 'why').replaceAll('_', ' ');
  if (kind === 'sample_ended' || kind === 'sample_interrupted') {
    const result = inside(fields, 'result');
    return `${textIn(result, 'disposition').replaceAll('_', ' ')} ${textIn(result, 'reason').slice(0, excerptMax)}`;
  }
  const said = saidIn(entry);
  const last = said.findLast(({ by }) => !by.startsWith('answer')) ?? said.at(-1);
  const text = last === undefined ? '' : `${last.by}: ${last.text.slice(0, excerptMax)}`;
  return text.replaceAll(/\s+/g, ' ').slice(0, excerptMax);
}

/** Takes an entry into the samples' list; returns its sample's place. */
export function placed(
  { sample, kind, fields }: JournalEntry,
  samples: SampleRow[],
  places: Map<string, number>,
): number {
  if (sample === null) return -1;
  let place = places.get(sample);
  if (place === undefined) {
    place = samples.length;
    places.set(sample, place);
    samples.push({ name: sample, entries: 0, disposition: '', value: null });
  }
  const row = samples[place];
  if (row === undefined) return -1;
  row.entries += 1;
  if (kind === 'sample_ended') {
    const result = inside(fields, 'result');
    const value = inside(result, 'score')['value'];
    row.disposition = textIn(result, 'disposition');
    row.value = typeof value === 'number' ? value : null;
  }
  return place;
}
