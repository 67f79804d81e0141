/** The header from what a log says of itself, and whether it says enough. */
import type { InspectLogFindings } from './findings.ts';
import { evalLog, type EvalLog } from './header.ts';
import { mended } from './mend.ts';
import { migrateHeader, objectOf } from './migrate.ts';
import { sampleReductions, type SampleReductions } from './sample.ts';

export interface ReadHeader {
  header: EvalLog | undefined;
  /** Where an old log kept its reductions: in the header. */
  reductions: unknown;
}

/** Of the logs of two years, and those seen since; whatever the number, the header is read as one of these. */
const versionsKnown = [2, 3];

export function readHeader(
  raw: Record<string, unknown>,
  entry: string,
  findings: InspectLogFindings,
): ReadHeader {
  if (objectOf(raw['eval']) === undefined) {
    findings.add('no_header', entry, 'has no `eval` that says which task was run on which model');
    return { header: undefined, reductions: raw['reductions'] };
  }
  const { reductions, samples: _samples, ...migrated } = migrateHeader(raw);
  const header = mended(evalLog, migrated, entry, findings);
  if (header !== undefined && !versionsKnown.includes(header.version))
    findings.add(
      'version_unknown',
      entry,
      `has schema version ${header.version}; versions ${versionsKnown.join(' and ')} are known, and it is read as one of them`,
      '/version',
    );
  for (const name of ['task', 'model'] as const)
    if (header?.eval[name] === '')
      findings.add('field_missing', entry, `names no ${name}`, `/eval/${name}`);
  return { header, reductions };
}

export function readReductions(
  raw: unknown,
  entry: string,
  findings: InspectLogFindings,
): SampleReductions[] {
  if (raw === undefined || raw === null) return [];
  return mended(sampleReductions.array(), raw, entry, findings, '') ?? [];
}
