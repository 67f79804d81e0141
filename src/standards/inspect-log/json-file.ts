/**
 * A `.json` log: one `EvalLog` with its samples inside. One pass takes the header and notes where each
 * sample begins and ends; a sample is then read from its place in the file.
 */
import type { LogBytes, Scratch } from './bytes.ts';
import type { InspectLogFindings } from './findings.ts';
import { readHeader, readReductions } from './header-read.ts';
import type { InspectLogLimits } from './limits.ts';
import type { LogContent } from './log.ts';
import { readMonolith } from './monolith.ts';
import { readMembers, reportTwice, type Document, type Wholeness } from './reading.ts';
import { sampleKey, type InspectSample } from './sample.ts';
import { summaryOf } from './summary.ts';
import { readRange } from './unpack.ts';

interface Scanned {
  fields: Record<string, unknown>;
  ranges: { start: number; end: number }[];
}

export async function readJsonFile(
  file: LogBytes,
  scratch: () => Scratch,
  limits: InspectLogLimits,
  findings: InspectLogFindings,
): Promise<LogContent> {
  const wholeness: Wholeness = { isWhole: true };
  const whole: Document = {
    entry: '',
    read: () => readRange(file, 0, file.size),
    scratch,
    limits,
    findings,
  };
  const { fields, ranges } = await scan(whole, wholeness);
  const { header, reductions } = readHeader(fields, '', findings);
  const scorer = header?.results?.scores[0]?.name;
  const sampleAt = (at: number, { start, end }: Scanned['ranges'][number]) =>
    readMonolith(
      {
        entry: `samples/${at}`,
        read: () => readRange(file, start, end),
        scratch,
        limits,
        findings,
      },
      scorer,
    );
  async function* samples(): AsyncGenerator<InspectSample> {
    const firsts = new Map<string, string>();
    for (const [at, range] of ranges.entries()) {
      const sample = await sampleAt(at, range);
      if (sample === undefined) continue;
      const key = sampleKey(sample.fields);
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, sample.entry);
      else
        findings.add(
          'duplicate',
          sample.entry,
          `has the id and epoch of \`${first}\`; readers differ in which they show`,
        );
      yield sample;
    }
  }
  return {
    header,
    isFinished: wholeness.isWhole && header !== undefined && header.status !== 'started',
    sampleCount: ranges.length,
    samples,
    async *summaries() {
      for await (const sample of samples()) yield summaryOf(sample);
    },
    async reductions() {
      return readReductions(reductions, '', findings);
    },
    async sample(id, epoch) {
      const wanted = sampleKey({ id, epoch });
      for await (const sample of samples()) if (sampleKey(sample.fields) === wanted) return sample;
      return undefined;
    },
  };
}

async function scan(document: Document, wholeness: Wholeness): Promise<Scanned> {
  const fields = new Map<string, unknown>();
  const ranges: Scanned['ranges'] = [];
  const { findings, limits } = document;
  const seen = new Set<string | number>();
  const treatmentOf = (parent: string, key: string | number, isContainer: boolean) => {
    if (parent !== '') return 'pass';
    const isTwice = seen.has(key);
    if (isTwice) reportTwice(document, String(key));
    seen.add(key);
    if (key !== 'samples') return 'keep';
    return isContainer && !isTwice ? 'open' : 'pass';
  };
  for await (const { parent, key, value, start, end } of readMembers(
    document,
    treatmentOf,
    wholeness,
  )) {
    if (parent === '' && value !== undefined) fields.set(String(key), value);
    if (parent !== 'samples') continue;
    if (ranges.length >= limits.entriesMax) {
      wholeness.isWhole = false;
      findings.add('too_many', '', `the log has more than ${limits.entriesMax} samples`);
      break;
    }
    ranges.push({ start, end });
  }
  return { fields: Object.fromEntries(fields), ranges };
}
