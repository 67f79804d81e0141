/**
 * SPDX 2.2 and 2.3 from parsed JSON: its packages, each named by the purls among its external
 * references (SPDX 2.3, clause 7.21). Files and snippets, which nobody installs, are left out.
 */
import { type Findings, listOf, objectOf } from './findings.ts';
import type { Sbom } from './sbom.ts';

export const spdxFields = {
  name: 'name',
  version: 'versionInfo',
  purl: 'externalRefs[].referenceLocator',
};

export function readSpdx2(document: Record<string, unknown>, findings: Findings): Sbom {
  const specVersion = spdxVersionOf(document['spdxVersion'], '/spdxVersion', findings);
  for (const [index, each] of listOf(document['packages'], '/packages', findings).entries()) {
    const instancePath = `/packages/${index}`;
    const entry = objectOf(each);
    if (entry === undefined) {
      findings.problem('field_invalid', instancePath, `package ${index} is no object; give one`);
      continue;
    }
    const added = findings.add({
      instancePath,
      ref: entry['SPDXID'],
      name: entry['name'],
      version: entry['versionInfo'],
      purls: purlsOf(entry['externalRefs'], `${instancePath}/externalRefs`, findings),
      fields: spdxFields,
    });
    if (!added) break;
  }
  return {
    format: 'SPDX',
    encoding: 'JSON',
    specVersion,
    components: findings.components,
    problems: findings.allProblems(),
  };
}

/** `SPDX-2.3` is 2.3; another version is read the same way, and said so. */
export function spdxVersionOf(
  stated: unknown,
  instancePath: string,
  findings: Findings,
): string | null {
  const version = typeof stated === 'string' ? stated.replace(/^SPDX-/, '').slice(0, 20) : null;
  if (version !== '2.2' && version !== '2.3') {
    findings.problem(
      'version_unknown',
      instancePath,
      `SPDX version \`${version ?? 'none'}\` is not known here and is read as 2.3; state \`SPDX-2.2\` or \`SPDX-2.3\``,
    );
  }
  return version;
}

function purlsOf(given: unknown, path: string, findings: Findings) {
  return listOf(given, path, findings).flatMap((each, index) => {
    const reference = objectOf(each);
    // Producers disagree on the category and its spelling; the type is what says purl.
    if (reference?.['referenceType'] !== 'purl') return [];
    const instancePath = `${path}/${index}/referenceLocator`;
    return [{ value: reference['referenceLocator'], instancePath }];
  });
}
