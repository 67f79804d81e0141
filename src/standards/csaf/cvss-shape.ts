/**
 * Test 6.1.8: a CVSS object keeps FIRST's JSON schema for its version, and its vector the
 * specification (the schema's pattern would let a vector without base metrics through).
 */
import { cvssPropertyTables, type CvssReading } from '#standards/cvss';
import type { Report } from './rule.ts';
import type { ScoreObject } from './scores.ts';

const severities: readonly unknown[] = ['NONE', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

/** Reports every fault of a `cvss_v2` or `cvss_v3` object. */
export function checkCvssShape({ object, key, path, reading }: ScoreObject, report: Report): void {
  const version = versionOf(object['version'], key);
  if (version === undefined) {
    report(`${path}/version`, key === 'cvss_v2' ? 'write `2.0`' : 'write `3.0` or `3.1`');
    return;
  }
  checkVector(object['vectorString'], reading, version, `${path}/vectorString`, report);
  for (const group of ['base', 'temporal', 'environmental']) {
    checkScore(object[`${group}Score`], group === 'base', `${path}/${group}Score`, report);
    if (key === 'cvss_v2') continue;
    const severity = object[`${group}Severity`];
    const isMissing = severity === undefined;
    if (isMissing ? group === 'base' : !severities.includes(severity)) {
      report(`${path}/${group}Severity`, `give one of ${severities.join(', ')}`);
    }
  }
  for (const { property, values } of cvssPropertyTables[version].values()) {
    const value = object[property];
    if (value !== undefined && !isOneOf(Object.values(values), value)) {
      report(`${path}/${property}`, `give one of ${Object.values(values).join(', ')}`);
    }
  }
}

function isOneOf(allowed: readonly unknown[], value: unknown): boolean {
  return allowed.includes(value);
}

function versionOf(value: unknown, key: 'cvss_v2' | 'cvss_v3'): '2.0' | '3.0' | '3.1' | undefined {
  if (key === 'cvss_v2') return value === '2.0' ? value : undefined;
  return value === '3.0' || value === '3.1' ? value : undefined;
}

function checkVector(
  vector: unknown,
  reading: CvssReading,
  version: string,
  path: string,
  report: Report,
): void {
  if (typeof vector !== 'string') report(path, 'add the vector');
  else if (!reading.isValid) for (const { message } of reading.errors) report(path, message);
  else if (reading.cvss.version !== version)
    report(path, `this vector is CVSS ${reading.cvss.version}, not ${version}`);
}

function checkScore(score: unknown, isRequired: boolean, path: string, report: Report): void {
  if (score === undefined && !isRequired) return;
  if (typeof score !== 'number' || !(score >= 0 && score <= 10))
    report(path, 'give a number from 0 to 10');
}
