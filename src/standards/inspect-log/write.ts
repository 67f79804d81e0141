/**
 * Writes a log that Inspect opens, `.eval` or `.json`. In a `.eval` the header comes last, so that an
 * export which breaks off reads as a run that did not finish.
 */
import type { LogOutput } from './bytes.ts';
import type { EvalLog } from './header.ts';
import { isInstant } from './instants.ts';
import { formatJson } from './json-value.ts';
import { encoded, fieldsJson, listJson, sampleJson } from './sample-json.ts';
import {
  sampleKey,
  type InspectSample,
  type SampleReductions,
  type SampleSummary,
} from './sample.ts';
import { summaryOf } from './summary.ts';
import { ZipWriter } from './zip-writer.ts';

export interface InspectLogExport {
  /** With status `started` no header is written: the run is not over. */
  header: EvalLog;
  samples: Iterable<InspectSample> | AsyncIterable<InspectSample>;
  /** Only where epochs were reduced. */
  reductions?: SampleReductions[];
}

/** What was read has been brought to this version, whatever it was before. */
const version = 2;

/** `EvalLog`'s fields in the format's order; others follow. */
const headerOrder: readonly string[] = [
  'version',
  'status',
  'eval',
  'plan',
  'results',
  'stats',
  'error',
  'invalidated',
  'log_updates',
  'config_updates',
  'tags',
  'metadata',
];

/** Summaries are held for the end: at most this many samples. */
const samplesMax = 500_000;

/** Throws on a header that Inspect would refuse: it opens no log whose time it cannot read. */
export function checkExport({ header: { eval: spec } }: InspectLogExport): void {
  if (!isInstant(spec.created))
    throw new Error(`\`eval.created\` is \`${spec.created}\`; give an ISO 8601 instant`);
}

export async function writeLog(
  output: LogOutput,
  format: 'eval' | 'json',
  log: InspectLogExport,
): Promise<void> {
  checkExport(log);
  if (format === 'eval') await writeEval(output, log);
  else await writeJson(output, log);
}

async function writeEval(output: LogOutput, log: InspectLogExport): Promise<void> {
  const zip = new ZipWriter(output);
  const { eval: spec, plan, status } = log.header;
  await zip.entry('_journal/start.json', encoded([formatJson({ version, eval: spec, plan })]));
  const summaries: SampleSummary[] = [];
  for await (const sample of once(log.samples)) {
    await zip.entry(entryName(sample), encoded(sampleJson(sample)));
    summaries.push(summaryOf(sample));
  }
  await zip.entry('_journal/summaries/1.json', encoded(listJson(summaries)));
  if (status !== 'started') {
    await zip.entry('summaries.json', encoded(listJson(summaries)));
    if (log.reductions !== undefined)
      await zip.entry('reductions.json', encoded(listJson(log.reductions)));
    await zip.entry('header.json', encoded(headerJson(log.header)));
  }
  await zip.finish();
}

async function writeJson(output: LogOutput, log: InspectLogExport): Promise<void> {
  const text = async function* () {
    yield '{';
    yield* fieldsJson(inOrder(log.header));
    yield ',"samples":[';
    let isFirst = true;
    for await (const sample of once(log.samples)) {
      if (!isFirst) yield ',';
      isFirst = false;
      yield* sampleJson(sample);
    }
    yield ']';
    if (log.reductions !== undefined) yield `,"reductions":${formatJson(log.reductions)}`;
    yield '}\n';
  };
  let at = 0;
  for await (const bytes of encoded(text())) {
    await output.write(bytes, at);
    at += bytes.length;
  }
}

function* headerJson(header: EvalLog): Generator<string> {
  yield '{';
  yield* fieldsJson(inOrder(header));
  yield '}';
}

function inOrder(header: EvalLog): Record<string, unknown> {
  const fields = new Map(headerOrder.map((name) => [name, header[name]]));
  for (const [name, value] of Object.entries(header)) fields.set(name, value);
  fields.set('version', version);
  return Object.fromEntries(fields);
}

/** Two samples of one identity would hide one of them from every reader. */
async function* once(samples: InspectLogExport['samples']): AsyncGenerator<InspectSample> {
  const seen = new Set<string>();
  for await (const sample of samples) {
    const { id, epoch } = sample.fields;
    const key = sampleKey({ id, epoch });
    if (seen.has(key)) throw new Error(`sample \`${id}\` has epoch ${epoch} twice; give it once`);
    if (seen.size >= samplesMax) throw new Error(`a log takes ${samplesMax} samples; split it`);
    seen.add(key);
    yield sample;
  }
}

function entryName({ fields: { id, epoch } }: InspectSample): string {
  const name = `samples/${id}_epoch_${epoch}.json`;
  if (/[\u0000-\u001f\\]|(?:^|\/)\.{1,2}(?:\/|$)|\/\//.test(name))
    throw new Error(`sample id \`${id}\` cannot be the name of an entry; give it another`);
  return name;
}
