/**
 * What a proof may say outside its sealed evidence: rows and events hold our own words only. A reason may
 * quote what a hostile program printed, or what the bundle says, and whoever reads that must be on record.
 */
import type { FixCheck, FixVerdict, Proof, Regression, VerdictName } from '#proof';

const reasons: Partial<Record<VerdictName | FixVerdict, string>> = {
  'build-failed': 'a build step failed; which one, and what it printed, is in the sealed evidence',
  'invalid-bundle': 'the bundle does not hold what it needs to run; the sealed evidence says what',
  'fetch-failed':
    'something the report names could not be fetched or unpacked; `sallyport reproduce` on its bundle says what',
};

export function reasonOf(ended: { verdict: VerdictName | FixVerdict; reason: string }): string {
  return reasons[ended.verdict] ?? ended.reason;
}

/** The evidence file, or, where nothing ran, why: in full, because it is sealed. */
export function evidenceOf({ evidence, verdict, reason }: Proof): Buffer {
  return Buffer.from(`${JSON.stringify(evidence ?? { verdict, reason }, null, 2)}\n`, 'utf8');
}

const fixFailed =
  'the fix does not apply, or what it makes does not build; `sallyport verify-fix` on the bundle says where';

export function fixReasonOf({ verdict, reason, regressions }: FixCheck): string {
  const [first] = regressions;
  if (verdict === 'build-failed') return fixFailed;
  if (verdict === 'regressed' && first !== undefined) return regressionOf(first);
  return reasonOf({ verdict, reason });
}

/** Failing tests say in their own words how; those stay out. */
export function regressionOf({ kind, where, detail }: Regression): string {
  return `${where}: ${kind === 'test' ? 'the tests passed, and fail with the fix' : detail}`;
}
