/**
 * SPDX 3 in JSON-LD: the elements of the graph that are packages, whichever profile they come
 * from (software, AI, dataset). The context is never fetched; terms are read as SPDX's own
 * context names them.
 */
import { type Findings, listOf, objectOf } from './findings.ts';
import type { Sbom } from './sbom.ts';

const packageTypes = new Set(['software_Package', 'ai_AIPackage', 'dataset_DatasetPackage']);

const fields = {
  name: 'name',
  version: 'software_packageVersion',
  purl: 'software_packageUrl',
};

export function readSpdx3(document: Record<string, unknown>, findings: Findings): Sbom {
  let specVersion: string | null = null;
  const graph = document['@graph'];
  const elements = graph === undefined ? [document] : listOf(graph, '/@graph', findings);
  for (const [index, each] of elements.entries()) {
    const element = objectOf(each);
    if (element === undefined) continue;
    specVersion ??= versionOf(element);
    if (!packageTypes.has(String(element['type'] ?? element['@type']))) continue;
    const instancePath = graph === undefined ? '' : `/@graph/${index}`;
    const added = findings.add({
      instancePath,
      ref: element['spdxId'] ?? element['@id'],
      name: element['name'],
      version: element['software_packageVersion'],
      purls: purlsOf(element, instancePath, findings),
      fields,
    });
    if (!added) break;
  }
  if (specVersion === null || !specVersion.startsWith('3.')) {
    findings.problem(
      'version_unknown',
      '/@graph',
      `SPDX version \`${specVersion ?? 'none'}\` is read as 3.0.1; give a \`CreationInfo\` with \`specVersion\``,
    );
  }
  return {
    format: 'SPDX',
    encoding: 'JSON-LD',
    specVersion,
    components: findings.components,
    problems: findings.allProblems(),
  };
}

function versionOf(element: Record<string, unknown>): string | null {
  const info = objectOf(element['creationInfo']) ?? element;
  return typeof info['specVersion'] === 'string' ? info['specVersion'].slice(0, 20) : null;
}

function purlsOf(element: Record<string, unknown>, path: string, findings: Findings) {
  const purls: { value: unknown; instancePath: string }[] = [];
  const direct = element['software_packageUrl'];
  if (direct !== undefined)
    purls.push({ value: direct, instancePath: `${path}/software_packageUrl` });
  const identifiers = `${path}/externalIdentifier`;
  for (const [index, each] of listOf(
    element['externalIdentifier'],
    identifiers,
    findings,
  ).entries()) {
    const identifier = objectOf(each);
    if (identifier?.['externalIdentifierType'] !== 'packageUrl') continue;
    purls.push({
      value: identifier['identifier'],
      instancePath: `${identifiers}/${index}/identifier`,
    });
  }
  return purls;
}
