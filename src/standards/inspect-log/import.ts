/**
 * What `evaluate import` says of a log: read whole, every sample and event of it, so that a fault
 * anywhere in it is found before anybody rests on it.
 */
import type { InspectLogFinding } from './findings.ts';
import type { EvalLog, EvalStatus } from './header.ts';
import type { InspectLog } from './log.ts';
import { sampleKey } from './sample.ts';

export interface ImportedLog {
  file: string;
  task: string | null;
  model: string | null;
  /** As the log says, if it is whole; `started` if not, `unreadable` where nothing can be read. */
  status: EvalStatus | 'unreadable';
  /** Different ones, read to their end with nothing left out. */
  samples: number;
  scores: ImportedScore[];
}

export interface ImportedScore {
  name: string;
  reducer: string | null;
  /** Not a number, which JSON lacks, is null. */
  metrics: Record<string, number | null>;
}

/** `file` is the name to say in the row. */
export async function importedLog(
  file: string,
  log: InspectLog,
): Promise<{ log: ImportedLog; findings: InspectLogFinding[] }> {
  const samples = await readSamples(log);
  const { header } = log;
  return {
    log: {
      file,
      task: header?.eval.task || null,
      model: header?.eval.model || null,
      status: header?.status ?? 'unreadable',
      samples: samples.whole.size,
      scores: scoresOf(header),
    },
    findings: [...log.findings(), ...compared(log, samples)],
  };
}

function scoresOf(header: EvalLog | undefined): ImportedScore[] {
  return (header?.results?.scores ?? []).map(({ name, reducer, metrics }) => ({
    name,
    reducer: reducer ?? null,
    metrics: Object.fromEntries(
      Object.entries(metrics).map(([metric, { value }]) => [
        metric,
        Number.isFinite(value) ? value : null,
      ]),
    ),
  }));
}

interface ReadSamples {
  whole: Set<string>;
  keys: Set<string>;
  summarised: Set<string>;
}

async function readSamples(log: InspectLog): Promise<ReadSamples> {
  const read: ReadSamples = { whole: new Set(), keys: new Set(), summarised: new Set() };
  for await (const sample of log.samples()) {
    let events = 0;
    for await (const _ of sample.events()) events++;
    const key = sampleKey(sample.fields);
    if (sample.isWhole && events === sample.counts.events) read.whole.add(key);
    read.keys.add(key);
  }
  // A `.json` log has no summaries of its own.
  if (log.format === 'eval')
    for await (const summary of log.summaries()) read.summarised.add(sampleKey(summary));
  return read;
}

/** The log against itself: samples, summaries and the header's count. */
function compared({ format, header }: InspectLog, read: ReadSamples): InspectLogFinding[] {
  const found: InspectLogFinding[] = [];
  const add = (code: InspectLogFinding['code'], message: string) =>
    found.push({ code, entry: '', instancePath: '', message });
  const incomplete = read.keys.size - read.whole.size;
  if (incomplete > 0)
    add(
      'sample_incomplete',
      `${incomplete} of ${read.keys.size} samples could not be read whole and are not counted`,
    );
  const config = header?.eval.config;
  const isLogged = config?.['log_samples'] !== false;
  if (format === 'eval' && isLogged) {
    const unread = [...read.summarised].filter((key) => !read.keys.has(key)).length;
    const unsummarised = [...read.keys].filter((key) => !read.summarised.has(key)).length;
    if (unread > 0) add('sample_missing', `${unread} samples have a summary and cannot be read`);
    if (unsummarised > 0) add('summary_missing', `${unsummarised} samples have no summary`);
  }
  const { results, status } = header ?? {};
  if (status !== 'success' || results == null || !isLogged || results['early_stopping'] != null)
    return found;
  const expected = results.logged_samples ?? results.total_samples;
  if (expected !== read.keys.size)
    add('count_mismatch', `the header counts ${expected} samples, the log holds ${read.keys.size}`);
  return found;
}
