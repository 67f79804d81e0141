/**
 * A `.eval` archive (`log/_recorders/eval.py`): `header.json` is written last, so its absence means
 * that the run did not finish, and the journal then says what was known.
 */
import type { Archive } from './archive.ts';
import type { Scratch } from './bytes.ts';
import { readChunked, type ChunkedEntries, type Sequence } from './chunked.ts';
import type { InspectLogFindings } from './findings.ts';
import { readHeader, readReductions, type ReadHeader } from './header-read.ts';
import type { InspectLogLimits } from './limits.ts';
import type { LogContent } from './log.ts';
import { mended } from './mend.ts';
import { migrateSummary } from './migrate.ts';
import { readMonolith } from './monolith.ts';
import { readMembers, readWhole, type Document, type Wholeness } from './reading.ts';
import { sampleKey, sampleSummary, type InspectSample, type SampleSummary } from './sample.ts';

/** One sample's place, with the identity that its name gives. */
interface Place {
  id: string;
  epoch: number;
  /** Both, when a log was rewritten carelessly: then the single document counts, as in Inspect. */
  monolith?: string;
  chunked?: ChunkedEntries;
}

export async function readEvalFile(
  archive: Archive,
  scratch: () => Scratch,
  limits: InspectLogLimits,
  findings: InspectLogFindings,
): Promise<LogContent> {
  const open = (entry: string): Document => ({
    entry,
    read: () => archive.read(entry),
    scratch,
    limits,
    findings,
  });
  const last = archive.names.has('header.json') ? await readLast(open, findings) : undefined;
  const { header, reductions } = last ?? (await readJournal(archive, open, findings));
  const places = placesOf(archive.names, findings);
  const scorer = header?.results?.scores[0]?.name;
  const sampleAt = (place: Place) => readPlace(place, open, scorer, findings);
  return {
    header,
    isFinished: archive.isWhole && last !== undefined && last.header?.status !== 'started',
    sampleCount: places.size,
    summaries: () => summariesOf(archive.names, open),
    async reductions() {
      if (!archive.names.has('reductions.json'))
        return readReductions(reductions, 'header.json', findings);
      const listed: unknown[] = [];
      for await (const { value } of readMembers(open('reductions.json'), () => 'keep'))
        if (value !== undefined) listed.push(value);
      return readReductions(listed, 'reductions.json', findings);
    },
    async *samples() {
      for (const place of ordered(places)) {
        const sample = await sampleAt(place);
        if (sample !== undefined) yield sample;
      }
    },
    async sample(id, epoch) {
      const place = places.get(sampleKey({ id, epoch }));
      return place === undefined ? undefined : sampleAt(place);
    },
  };
}

/** Nothing where it is damaged, even in part: a checksum that fails does not say which field was changed. */
async function readLast(
  open: (entry: string) => Document,
  findings: InspectLogFindings,
): Promise<ReadHeader | undefined> {
  const wholeness: Wholeness = { isWhole: true };
  const fields = await readWhole(open('header.json'), wholeness);
  if (!wholeness.isWhole) return undefined;
  const read = readHeader(fields, 'header.json', findings);
  return read.header === undefined ? undefined : read;
}

/** Nothing proves that such a run ended, so its status is `started` whatever else is there. */
async function readJournal(
  archive: Archive,
  open: (entry: string) => Document,
  findings: InspectLogFindings,
): Promise<ReadHeader> {
  const start = '_journal/start.json';
  if (!archive.names.has(start)) {
    findings.add('no_header', '', 'the archive has neither `header.json` nor a journal');
    return { header: undefined, reductions: undefined };
  }
  findings.add(
    'unfinished',
    start,
    'the log has no header that can be relied on; the journal says what was known',
  );
  const { version, eval: spec, plan } = await readWhole(open(start));
  const updates: unknown[] = [];
  for (const name of journalled(archive.names, 'config_updates'))
    updates.push(await readWhole(open(name)));
  return readHeader(
    {
      ...(version === undefined ? {} : { version }),
      eval: spec,
      ...(plan === undefined ? {} : { plan }),
      ...(updates.length === 0 ? {} : { config_updates: updates }),
    },
    start,
    findings,
  );
}

function journalled(names: ReadonlySet<string>, folder: string): string[] {
  const pattern = new RegExp(`^_journal/${folder}/(\\d+)\\.json$`);
  return [...names]
    .flatMap((name) => {
      const index = pattern.exec(name)?.[1];
      return index === undefined ? [] : [{ name, index: Number(index) }];
    })
    .sort((a, b) => a.index - b.index)
    .map(({ name }) => name);
}

/** Twice over them, so that only keys are held: first which is the last, then those. */
async function* summariesOf(
  names: ReadonlySet<string>,
  open: (entry: string) => Document,
): AsyncGenerator<SampleSummary> {
  const entries = names.has('summaries.json') ? ['summaries.json'] : journalled(names, 'summaries');
  const last = new Map<string, number>();
  let at = 0;
  for await (const summary of summariesIn(entries, open)) last.set(sampleKey(summary), at++);
  at = 0;
  for await (const summary of summariesIn(entries, open))
    if (last.get(sampleKey(summary)) === at++) yield summary;
}

async function* summariesIn(
  entries: string[],
  open: (entry: string) => Document,
): AsyncGenerator<SampleSummary> {
  for (const entry of entries) {
    const document = open(entry);
    for await (const { key, value } of readMembers(document, () => 'keep')) {
      if (value === undefined) continue;
      migrateSummary(value);
      const summary = mended(sampleSummary, value, entry, document.findings, `/${key}`);
      if (summary !== undefined) yield summary;
    }
  }
}

const monolithName = /^samples\/(.+)_epoch_(\d+)\.json$/s;
const chunkedName =
  /^samples\/(.+)_epoch_(\d+)\/(?:(sample|metadata|skeleton)\.json|(messages|events|calls|attachments)\/(\d+|stats|uuids)\.json)$/s;

function placesOf(names: ReadonlySet<string>, findings: InspectLogFindings): Map<string, Place> {
  const places = new Map<string, Place>();
  const placeOf = (id: string, epoch: number) => {
    const key = sampleKey({ id, epoch });
    const place = places.get(key) ?? { id, epoch };
    places.set(key, place);
    return place;
  };
  for (const name of names) {
    if (!name.startsWith('samples/') || name.endsWith('/')) continue;
    const chunk = chunkedName.exec(name);
    const single = chunk === null ? monolithName.exec(name) : null;
    if (chunk !== null) addChunk(placeOf(chunk[1] as string, Number(chunk[2])), name, chunk);
    else if (single !== null) placeOf(single[1] as string, Number(single[2])).monolith = name;
    else findings.add('name_invalid', name, 'names no sample and epoch; it is left out');
  }
  for (const [key, { monolith, chunked }] of places) {
    if (monolith !== undefined && chunked !== undefined)
      findings.add('duplicate', monolith, 'is there in two shapes; the single document counts');
    if (monolith !== undefined || names.has(`${chunked?.prefix}/sample.json`)) continue;
    findings.add('sample_missing', chunked?.prefix ?? '', 'has chunks but no `sample.json`');
    places.delete(key);
  }
  return places;
}

function addChunk(place: Place, name: string, match: RegExpExecArray): void {
  const [, id, epoch, part, sequence, start] = match;
  place.chunked ??= {
    prefix: `samples/${id}_epoch_${epoch}`,
    hasMetadata: false,
    starts: { messages: [], events: [], calls: [], attachments: [] },
  };
  if (part === 'metadata') place.chunked.hasMetadata = true;
  if (sequence !== undefined && /^\d+$/.test(start as string) && name.startsWith('samples/'))
    place.chunked.starts[sequence as Sequence].push(Number(start));
}

/** As Inspect sorts them: numbers as numbers, and before longer text. */
function ordered(places: Map<string, Place>): Place[] {
  const padded = (id: string) => (/^\d+$/.test(id) ? id.padStart(20, '0') : id);
  return [...places.values()]
    .map((place) => ({ place, key: padded(place.id) }))
    .sort((a, b) => a.place.epoch - b.place.epoch || (a.key < b.key ? -1 : 1))
    .map(({ place }) => place);
}

async function readPlace(
  place: Place,
  open: (entry: string) => Document,
  scorer: string | undefined,
  findings: InspectLogFindings,
): Promise<InspectSample | undefined> {
  const { monolith, chunked } = place;
  const sample =
    monolith !== undefined
      ? await readMonolith(open(monolith), scorer)
      : await readChunked(chunked as ChunkedEntries, open, scorer);
  if (sample === undefined) return undefined;
  const { id, epoch } = sample.fields;
  if (String(id) !== place.id || epoch !== place.epoch)
    findings.add(
      'identity_mismatch',
      sample.entry,
      'says inside that it is another sample or epoch; what is inside counts',
    );
  return sample;
}
