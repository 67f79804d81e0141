/**
 * What must be true of an advisory before it is published, beyond its shape: findings with where
 * and what to do. The publish command refuses while there is one. Pure.
 *
 * INVARIANT (a fixed version is not affected): no range or version of an advisory covers a version
 * it calls fixed, by the ecosystem's own version order. An ecosystem whose order we do not have
 * cannot be published with ranges: nobody could match them, and nobody could check them.
 */
import { checkCsaf, cweName } from '#standards/csaf';
import { readCvss } from '#standards/cvss';
import { readOsv } from '#standards/osv';
import { hasVersionOrder, isRegularVersion, versionKey } from '#standards/versions';
import type { Advisory, Affected } from './advisory.ts';
import { writeAdvisory } from './convert.ts';
import { fixedVersionsOf } from './product-tree.ts';
import type { AdvisoryFinding } from './schema.ts';
import type { Publisher } from './to-csaf.ts';

type Report = (instancePath: string, message: string) => void;

/** Everything in the way of publication, in document order; empty when it may be published. */
export function publicationFindings(advisory: Advisory, publisher: Publisher): AdvisoryFinding[] {
  const findings: AdvisoryFinding[] = [];
  const report: Report = (instancePath, message) => {
    findings.push({ instancePath, message });
  };
  checkWords(advisory, report);
  checkRemediation(advisory, report);
  for (const [index, { vector }] of advisory.severity.entries()) {
    const reading = readCvss(vector);
    if (!reading.isValid)
      for (const { message } of reading.errors) report(`/severity/${index}/vector`, message);
  }
  for (const [index, affected] of advisory.affected.entries())
    checkVersions(affected, `/affected/${index}`, report);
  // What our own fields already say is wrong would only be said again by the formats.
  if (findings.length === 0) checkDocuments(advisory, publisher, report);
  return findings;
}

function checkWords(advisory: Advisory, report: Report): void {
  if (advisory.impact === '')
    report('/impact', 'say in plain words what can happen to those who do nothing');
  if (advisory.cwe !== undefined && cweName(advisory.cwe) === undefined) {
    report('/cwe', `\`${advisory.cwe}\` is not a weakness of the CWE list`);
  }
}

function checkRemediation({ remediation, affected }: Advisory, report: Report): void {
  if (remediation.length === 0)
    report('/remediation', 'say what an operator should do, even if it is to wait');
  const hasFix = affected.some((each) => fixedVersionsOf(each).length > 0);
  const hasUpdate = remediation.some(({ kind }) => kind === 'update');
  if (hasFix && !hasUpdate)
    report('/remediation', 'a fixed version exists; add a step of kind `update` that leads to it');
  if (hasUpdate && !hasFix)
    report('/affected', 'a step says to update, but no range names a fixed version');
}

function checkVersions(affected: Affected, path: string, report: Report): void {
  const { ecosystem, ranges, versions } = affected;
  if (!hasVersionOrder(ecosystem)) {
    if (ranges.length > 0)
      report(
        `${path}/ranges`,
        `versions of \`${ecosystem}\` cannot be ordered yet; list affected versions one by one`,
      );
    return;
  }
  const named = [
    ...versions,
    ...ranges.flatMap(({ introduced, fixed, lastAffected }) => [introduced, fixed, lastAffected]),
  ];
  const odd = named.find(
    (version) => version !== undefined && version !== '0' && !isRegularVersion(ecosystem, version),
  );
  if (odd !== undefined)
    return report(path, `\`${odd}\` is not a version as ${ecosystem} writes them`);
  const key = (version: string) => versionKey(ecosystem, version);
  const intervals = ranges.map(({ introduced, fixed, lastAffected }) => ({
    from: introduced === '0' ? '' : key(introduced),
    before: fixed === undefined ? undefined : key(fixed),
    through: lastAffected === undefined ? undefined : key(lastAffected),
  }));
  for (const [index, { from, before, through }] of intervals.entries()) {
    const isEmpty =
      (before !== undefined && from >= before) || (through !== undefined && from > through);
    if (isEmpty)
      report(`${path}/ranges/${index}`, 'this range ends before it starts; no version is in it');
  }
  const single = new Set(versions.map(key));
  for (const version of fixedVersionsOf(affected)) {
    const at = key(version);
    const isInside = intervals.some(
      ({ from, before, through }) =>
        from <= at &&
        (before === undefined || at < before) &&
        (through === undefined || at <= through),
    );
    if (isInside || single.has(at))
      report(path, `\`${version}\` is called fixed and is also among the affected`);
  }
}

/** The written formats are valid by their own standards, and equal. */
function checkDocuments(advisory: Advisory, publisher: Publisher, report: Report): void {
  const result = writeAdvisory(advisory, publisher);
  if (!result.isWritten) {
    const { onlyInCsaf, onlyInOsv, reasons } = result.difference;
    const difference = [
      ...reasons,
      ...onlyInCsaf.map((line) => `only CSAF: ${line}`),
      ...onlyInOsv.map((line) => `only OSV: ${line}`),
    ];
    return report(
      '/affected',
      `CSAF and OSV do not say the same: ${difference.slice(0, 5).join('; ')}`,
    );
  }
  const { csaf, osv } = result.written;
  for (const { test, instancePath, message } of checkCsaf(csaf, 'errors').errors)
    report('', `CSAF ${test} at \`${instancePath}\`: ${message}`);
  for (const { instancePath, message } of readOsv(osv).problems)
    report('', `OSV at \`${instancePath}\`: ${message}`);
}
