/**
 * CycloneDX 1.1 to 1.7 (ECMA-424) from parsed JSON: the components, those nested in them, and
 * what the inventory is of. Services, which nobody installs, are left out.
 */
import { Findings, listOf, objectOf, type RawComponent } from './findings.ts';
import { sbomLimits, type Sbom } from './sbom.ts';

const known = ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7'];
const fields = { name: 'name', version: 'version', purl: 'purl' };

export function readCycloneDx(document: Record<string, unknown>, findings: Findings): Sbom {
  const specVersion = versionOf(document['specVersion'], findings);
  const metadata = objectOf(document['metadata'])?.['component'];
  const subject = metadata === undefined ? undefined : subjectOf(metadata, findings);
  readComponents(document['components'], '/components', findings);
  return {
    format: 'CycloneDX',
    encoding: 'JSON',
    specVersion,
    ...(subject === undefined ? {} : { subject }),
    components: findings.components,
    problems: findings.allProblems(),
  };
}

/** States the version; one that is not known is read like the newest, and said so. */
export function versionOf(stated: unknown, findings: Findings): string | null {
  const version = typeof stated === 'string' ? stated.slice(0, 20) : null;
  if (version === null || !known.includes(version)) {
    findings.problem(
      'version_unknown',
      '/specVersion',
      `CycloneDX version \`${version ?? 'none'}\` is not known here and is read as ${known.at(-1) ?? ''}; state one of ${known.join(', ')}`,
    );
  }
  return version;
}

/** Not a component to count, so its lack of a purl or version is no finding. */
function subjectOf(given: unknown, findings: Findings) {
  const quiet = new Findings();
  const component = objectOf(given);
  const subject = component && quiet.component(rawOf(component, '/metadata/component'));
  for (const { code, instancePath, message } of quiet.problems) {
    if (code === 'purl_invalid') findings.problem(code, instancePath, message);
  }
  return subject;
}

function readComponents(given: unknown, path: string, findings: Findings): void {
  const waiting = [{ given, path, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const nested: typeof waiting = [];
    for (const [index, each] of listOf(next.given, next.path, findings).entries()) {
      const at = `${next.path}/${index}`;
      const component = objectOf(each);
      if (component === undefined) {
        findings.problem('field_invalid', at, `component ${index} is no object; give one`);
        continue;
      }
      if (!findings.add(rawOf(component, at))) return;
      if (component['components'] === undefined) continue;
      if (next.depth >= sbomLimits.depthMax) {
        findings.problem(
          'too_deep',
          at,
          `components nest deeper than ${sbomLimits.depthMax}; flatten them`,
        );
        continue;
      }
      nested.push({
        given: component['components'],
        path: `${at}/components`,
        depth: next.depth + 1,
      });
    }
    for (const each of nested.reverse()) waiting.push(each);
  }
}

function rawOf(component: Record<string, unknown>, instancePath: string): RawComponent {
  const { purl, name, version } = component;
  return {
    instancePath,
    ref: component['bom-ref'],
    name,
    version,
    purls:
      purl === undefined || purl === null
        ? []
        : [{ value: purl, instancePath: `${instancePath}/purl` }],
    fields,
  };
}
