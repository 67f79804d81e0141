/**
 * Opens an Inspect AI log, `.eval` or `.json`, told from its first bytes and never from its name. The
 * file is somebody else's: whatever is wrong with it is a finding, and what is right is read. Memory
 * does not grow with the log, but for the places of its entries.
 */
import { openArchive } from './archive.ts';
import type { LogBytes, Scratch } from './bytes.ts';
import { readEvalFile } from './eval-file.ts';
import { InspectLogFault, InspectLogFindings, reasonOf } from './findings.ts';
import { readJsonFile } from './json-file.ts';
import { inspectLogLimits, type InspectLogLimits } from './limits.ts';
import type { InspectLog, LogContent } from './log.ts';
import { Resolver } from './resolve.ts';

/** Never throws on its input. `scratch` is asked for where a sample's references are put back. */
export async function readInspectLog(
  file: LogBytes,
  scratch: () => Scratch,
  limits: InspectLogLimits = inspectLogLimits,
): Promise<InspectLog> {
  const findings = new InspectLogFindings(limits.findingsMax);
  let format: InspectLog['format'];
  let content: LogContent = nothing;
  try {
    format = await formatOf(file);
    content =
      format === 'eval'
        ? await readEvalFile(await openArchive(file, limits, findings), scratch, limits, findings)
        : await readJsonFile(file, scratch, limits, findings);
  } catch (error) {
    if (error instanceof InspectLogFault) findings.add(error.code, '', error.message);
    else findings.add('unreadable', '', `the log cannot be read (${reasonOf(error)})`);
  }
  const { header, isFinished } = content;
  return {
    ...content,
    // A header of a file that is not whole may say `success` of samples that are gone.
    header: header === undefined || isFinished ? header : { ...header, status: 'started' },
    format,
    resolver: (sample) => Resolver.of(sample, sample.entry, scratch, limits, findings),
    findings: () => findings.list(),
    close: async () => {},
  };
}

/** What stands for a log whose bytes cannot be had. */
export function unreadableLog(message: string): InspectLog {
  return {
    ...nothing,
    format: undefined,
    resolver: async () => {
      throw new Error('a log that cannot be read has no samples');
    },
    findings: () => [{ code: 'unreadable', entry: '', instancePath: '', message }],
    close: async () => {},
  };
}

async function formatOf(file: LogBytes): Promise<'eval' | 'json'> {
  const start = (await file.read(0, 512)).toString('latin1');
  // `PK\x05\x06` begins an archive without entries.
  if (/^PK(?:\x03\x04|\x05\x06)/.test(start)) return 'eval';
  if (/^(?:\xef\xbb\xbf)?\s*\{/.test(start)) return 'json';
  throw new InspectLogFault('format_unknown', 'is neither a `.eval` archive nor a `.json` log');
}

const nothing: LogContent = {
  header: undefined,
  isFinished: false,
  sampleCount: 0,
  async *summaries() {},
  reductions: async () => [],
  async *samples() {},
  sample: async () => undefined,
};
